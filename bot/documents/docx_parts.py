"""The pieces that the Word template is built from: styles, loops, tables with a marked header row."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

INK = RGBColor(0x1D, 0x27, 0x33)
QUIET = RGBColor(0x4A, 0x58, 0x67)
PALE = RGBColor(0xD8, 0xDC, 0xE0)
SHADE, LINE = "EEF3F7", "B9C4CF"
FONT = "Calibri"
# Begins what stands under the first line of a cell.
UNDER = "{{ '\\n' }}"
# How wide the columns are, in millimetres, by how many there are.
WIDTHS = {2: (70, 100), 3: (58, 50, 62), 4: (36, 52, 48, 34)}


def styles(document: Any) -> None:
    sizes = {"Normal": 12, "Title": 24, "Heading 1": 16, "Heading 2": 13.5, "Heading 3": 12, "Quote": 12}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(6)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        document.styles[name].paragraph_format.space_before = Pt(14)
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["Title"].font.bold = True
    document.styles["Quote"].font.italic = False
    document.styles["Quote"].paragraph_format.left_indent = Pt(14)


def margins(document: Any) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(32)
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    mark = head.add_run("{{ practice }}")
    mark.bold, mark.font.size, mark.font.color.rgb = True, Pt(40), PALE
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ footer }} · {{ page_before }}")
    _field(foot, "PAGE")
    foot.add_run("{{ page_between }}")
    _field(foot, "NUMPAGES")
    foot.add_run("{{ page_after }}")
    for line in (
        foot,
        section.footer.add_paragraph("{{ private }}"),
        section.footer.add_paragraph("{{ laws }}"),
    ):
        line.paragraph_format.space_after = Pt(0)
        for run in line.runs:
            small(run)


def heads(name: str, count: int) -> list[str]:
    return [f"{{{{ {name}.heads[{index}] }}}}" for index in range(count)]


def table(
    document: Any, heads: Sequence[str], loop: str, cells: Sequence[str], widths: Sequence[int] = ()
) -> None:
    """A table with a marked header row; docxtpl repeats the row between its two loop rows.

    The first cell is bold to the end of its first line.
    """
    widths = widths or WIDTHS[len(heads)]
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    _pad(table)
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        _shade(cell)
    _mark_as_header(table.rows[0])
    table.add_row().cells[0].text = f"{{%tr for {loop} %}}"
    row = table.add_row()
    for index, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        first, under, rest = text.partition(UNDER)
        cell.paragraphs[0].add_run(first).bold = index == 0
        cell.paragraphs[0].add_run(under + rest)
    table.add_row().cells[0].text = "{%tr endfor %}"
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for each in table.rows:
        for cell, width in zip(each.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(11)


def heading(document: Any, text: str, level: int = 1) -> None:
    document.add_heading(text, level)


def when(document: Any, condition: str, text: str, *, bold: bool = False, quiet: bool = False) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}")
    run = document.add_paragraph().add_run(text)
    run.bold = bold
    if quiet:
        soften(run)
    document.add_paragraph("{%p endif %}")


def each(document: Any, loop: str, inner: Any) -> None:
    document.add_paragraph(f"{{%p for {loop} %}}")
    inner(document)
    document.add_paragraph("{%p endfor %}")


def lead(document: Any, text: str) -> None:
    """Words that stay on the page of what they lead to."""
    document.add_paragraph(text).paragraph_format.keep_with_next = True


def facts(document: Any, items: str, *, with_next: bool = False) -> None:
    document.add_paragraph(f"{{%p for fact in {items} %}}")
    line = document.add_paragraph()
    line.add_run("{{ fact.label }}: ").bold = True
    line.add_run("{{ fact.value }}")
    line.paragraph_format.space_after = Pt(3)
    line.paragraph_format.keep_with_next = with_next
    document.add_paragraph("{%p endfor %}")


def lines(document: Any, items: str, *, quiet: bool = False) -> None:
    document.add_paragraph(f"{{%p for words in {items} %}}")
    run = document.add_paragraph().add_run("{{ words }}")
    if quiet:
        soften(run)
    document.add_paragraph("{%p endfor %}")


def bullets(document: Any, items: str) -> None:
    document.add_paragraph(f"{{%p for words in {items} %}}")
    document.add_paragraph("{{ words }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")


def small(run: Any) -> None:
    run.font.size, run.font.color.rgb = Pt(9), QUIET


def soften(run: Any) -> None:
    run.font.size, run.font.color.rgb = Pt(10.5), QUIET


def _field(paragraph: Any, name: str) -> None:
    """A number that Word fills in itself."""
    run = paragraph.add_run("1")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
    small(run)
    field.append(run._r)


def _pad(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(width))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)
    # The cells' lines stand where the text around the table begins.
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "100")
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.insert_element_before(
        indent, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", LINE)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shading)


def _mark_as_header(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
