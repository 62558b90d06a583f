"""Whether a Word file may be a template at all: no macros, nothing fetched from elsewhere, no bomb.

It looks at the package before any library opens it. What it finds is told in the operator's words.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

FILE_BYTES = 5_000_000
UNPACKED_BYTES = 30_000_000
PARTS = 500
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_TYPE, _TARGET = re.compile(rb'\bType\s*=\s*["\']([^"\']*)'), re.compile(rb'\bTarget\s*=\s*["\']([^"\']*)')
_EXTERNAL = re.compile(rb'\bTargetMode\s*=\s*["\']External', re.IGNORECASE)
_LINK = re.compile(rb"(?:https?|mailto|tel):", re.IGNORECASE)
# Fields with which a document runs or reads something else when it is opened.
_FIELD = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b")
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr\s*=\s*[\"']([^\"']*)")
_ACTIVE = re.compile(r"vba|activex|(^|/)embeddings/|\.(bin|exe|ole)$", re.IGNORECASE)


def faults(body: bytes) -> Iterator[str]:
    """Why this file cannot be a template; nothing if it can."""
    if len(body) > FILE_BYTES:
        yield f"The file is larger than {FILE_BYTES // 1_000_000} MB."
        return
    try:
        with zipfile.ZipFile(BytesIO(body)) as package:
            if problem := _too_large(package):
                yield problem
                return
            yield from _of_parts({name: package.read(name) for name in package.namelist()})
    # What zipfile raises for a file that somebody chose: damaged, locked (RuntimeError), packed in a way that
    # it does not know (NotImplementedError), cut off in a part, or with a place that is not in it.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        yield "This is no Word document (.docx), or it is damaged or locked with a password."


def _too_large(package: zipfile.ZipFile) -> str:
    parts = package.infolist()
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_BYTES:
        return f"Unpacked, it has more than {PARTS} parts or {UNPACKED_BYTES // 1_000_000} MB."
    return ""


def _of_parts(parts: dict[str, bytes]) -> Iterator[str]:
    types = parts.get("[Content_Types].xml", b"")
    active = sorted(name for name in parts if _ACTIVE.search(name) and not name.startswith("word/printer"))
    if b"macroEnabled" in types or b"vba" in types.lower() or active:
        named = f" ({', '.join(active)})" if active else ""
        yield f"It holds macros or other things that run{named}. Save it in Word as a plain .docx."
    elif WORD not in types or "word/document.xml" not in parts:
        yield "This is no Word document (.docx)."
    for name, part in sorted(parts.items()):
        if name.endswith(".rels"):
            yield from _fetched(name, part)
        elif name.endswith(".xml"):
            yield from _of_xml(name, part)


def _fetched(name: str, part: bytes) -> Iterator[str]:
    for relation in _RELATION.findall(part):
        kind, target = _TYPE.search(relation), _TARGET.search(relation)
        is_link = kind is not None and kind[1].endswith(b"/hyperlink")
        if _EXTERNAL.search(relation) and not (is_link and target and _LINK.match(target[1])):
            what = kind[1].rsplit(b"/", 1)[-1].decode("utf-8", "replace") if kind else "something"
            yield f"{name}: it fetches its {what} from elsewhere. Put it into the document, or take it out."


def _of_xml(name: str, part: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        yield f"{name}: it declares entities, which a Word document never needs."
    told = b" ".join(b"".join(found) for found in _INSTRUCTION.findall(part))
    for field in sorted(set(_FIELD.findall(told))):
        yield f"{name}: the field {field.decode()} reads or runs something else. Take it out."
