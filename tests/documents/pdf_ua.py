"""What PDF/UA-1 asks of a paper and a machine can look at, read from the file's own structure with pypdf.

It looks at what people who listen to a paper would miss first, and stands beside an independent checker of
PDF/UA-1 (test_pdf_ua.py), which lets some of this pass: words in no tag, a table head that says not of what.
"""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')
BEGINS, ENDS = (b"BDC", b"BMC"), b"EMC"
HEADINGS = tuple(f"/H{level}" for level in range(1, 7))
# Which elements may stand right under which.
PARENTS = {
    "/TR": ("/Table", "/THead", "/TBody", "/TFoot"),
    "/TH": ("/TR",),
    "/TD": ("/TR",),
    "/THead": ("/Table",),
    "/TBody": ("/Table",),
    "/LI": ("/L",),
    "/Lbl": ("/LI", "/Note"),
    "/LBody": ("/LI",),
}


class Element(NamedTuple):
    """An element of the tag tree with those inside, in the order in which it is read out."""

    kind: str
    node: DictionaryObject
    inner: list["Element"]
    marks: list[tuple[int, int]]

    def all(self) -> Iterator["Element"]:
        """Itself and all inside, as they are read."""
        yield self
        for one in self.inner:
            yield from one.all()


def faults(body: bytes) -> list[str]:
    """What is wrong; nothing if nothing is."""
    pdf = PdfReader(BytesIO(body))
    root: Any = pdf.trailer["/Root"]
    found = list(_document(pdf, root))
    if "/StructTreeRoot" not in root:
        return [*found, "no tag tree"]
    tree = _element(
        root["/StructTreeRoot"],
        {page.indirect_reference.idnum: n for n, page in enumerate(pdf.pages) if page.indirect_reference},
    )
    found += [
        *_headings(tree),
        *_nesting(tree),
        *_tables(tree),
        *_figures(tree),
        *_marks(pdf, tree),
        *_fonts(pdf),
    ]
    return found


def headings(body: bytes) -> list[str]:
    """The words of all headings, in the order in which they are read out."""
    pdf = PdfReader(BytesIO(body))
    root: Any = pdf.trailer["/Root"]
    return [
        str(one.node.get("/T", ""))
        for one in _element(root["/StructTreeRoot"], {}).all()
        if one.kind in HEADINGS
    ]


def _document(pdf: PdfReader, root: Any) -> Iterator[str]:
    marked = root.get("/MarkInfo", {})
    if marked.get("/Marked") != True or marked.get("/Suspects") == True:  # noqa: E712 (PDF objects)
        yield "not marked as tagged"
    if not root.get("/Lang"):
        yield "no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") != True:  # noqa: E712 (a PDF object)
        yield "the title is not shown"
    if not (pdf.metadata and pdf.metadata.title):
        yield "no title"
    if "/Metadata" not in root or b"pdfuaid:part" not in root["/Metadata"].get_data():
        yield "does not say that it is PDF/UA"
    if pdf.is_encrypted:
        yield "encrypted"
    for number, page in enumerate(pdf.pages, 1):
        if "/StructParents" not in page or page.get("/Tabs") not in (None, "/S"):
            yield f"page {number} stands outside the tags"


def _element(node: Any, pages: dict[int, int], page: int = -1) -> Element:
    kids = node.get("/K", [])
    if "/Pg" in node:
        page = pages.get(node.raw_get("/Pg").idnum, -1)
    inner, marks = [], []
    for kid in kids if isinstance(kids, list) else [kids]:
        there = kid.get_object()
        if isinstance(there, int):
            marks.append((page, int(there)))
        elif there.get("/Type") == "/MCR":
            marks.append(
                (pages.get(there.raw_get("/Pg").idnum, -1) if "/Pg" in there else page, int(there["/MCID"]))
            )
        elif "/S" in there:
            inner.append(_element(there, pages, page))
    return Element(str(node.get("/S", "")), node, inner, marks)


def _headings(tree: Element) -> Iterator[str]:
    levels = [HEADINGS.index(one.kind) + 1 for one in tree.all() if one.kind in HEADINGS]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "not one heading of the first level, at the beginning"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} after one of level {before}"
    for one in tree.all():
        if one.kind in HEADINGS and not list(_content(one)):
            yield "an empty heading"


def _content(element: Element) -> Iterator[tuple[int, int]]:
    for one in element.all():
        yield from one.marks


def _nesting(tree: Element) -> Iterator[str]:
    for one in tree.all():
        for inner in one.inner:
            if one.kind not in PARENTS.get(inner.kind, (one.kind,)):
                yield f"{inner.kind} under {one.kind}"


def _tables(tree: Element) -> Iterator[str]:
    for table in (one for one in tree.all() if one.kind == "/Table"):
        rows = [one for one in table.all() if one.kind == "/TR"]
        heads = [one for one in table.all() if one.kind == "/TH"]
        if not heads:
            yield "a table without heads"
        for head in heads:
            if _attribute(head, "/Scope") not in ("/Column", "/Row", "/Both"):
                yield "a head that does not say of what"
        widths = {sum(int(_attribute(cell, "/ColSpan") or 1) for cell in row.inner) for row in rows}
        if len(widths) > 1:
            yield "a table whose rows have not the same cells"


def _attribute(element: Element, name: str) -> Any:
    attributes = element.node.get("/A", [])
    for one in attributes if isinstance(attributes, ArrayObject) else [attributes]:
        if name in (there := one.get_object()):
            return there[name]
    return None


def _figures(tree: Element) -> Iterator[str]:
    for one in tree.all():
        if one.kind in ("/Figure", "/Formula") and not one.node.get("/Alt"):
            yield "a picture without words"


def _marks(pdf: PdfReader, tree: Element) -> Iterator[str]:
    """Every word on a page is in the tags once, or is marked as no part of the text (the foot, lines)."""
    tagged = Counter(_content(tree))
    for number, page in enumerate(pdf.pages):
        there: set[int] = set()
        stack: list[bool] = []
        for operands, operator in ContentStream(page["/Contents"], pdf).operations:
            if operator in BEGINS:
                mark = (
                    operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], dict) else None
                )
                stack.append(operands[0] == "/Artifact" or mark is not None)
                there |= set() if mark is None else {int(mark)}
            elif operator == ENDS:
                stack.pop()
            elif operator in SHOWS_TEXT and not any(stack):
                yield f"page {number + 1}: words outside the tags"
        mine = {mark for page_number, mark in tagged if page_number == number}
        if there != mine or any(tagged[number, mark] > 1 for mark in mine):
            yield f"page {number + 1}: not everything is in the tags once"


def _fonts(pdf: PdfReader) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            shown = font.get_object()
            below = shown["/DescendantFonts"][0].get_object() if "/DescendantFonts" in shown else shown
            descriptor = below.get("/FontDescriptor", {})
            if shown.get("/Subtype") != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
                descriptor
            ):
                yield f"page {number}: a font that is not in the file"
            if "/ToUnicode" not in shown:
                yield f"page {number}: signs that cannot be read out"
