"""The plan as a Word document, filled into a template that an agency can edit in Word."""

from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from bot.documents.made import MadeFile, made
from bot.documents.page import page
from bot.documents.reader import Json
from bot.documents.sheet import on_letter_paper
from bot.documents.texts import each_text, xml_text
from bot.documents.words import Words

TEMPLATE = Path(__file__).with_name("plan.docx")
A4 = (Mm(210), Mm(297))
LISTS = ("opening", "talks", "provider_input", "offers", "set_aside", "parked", "copies", "reading")


def plan_docx(
    content: Json, about: Json, words: Words, *, practice: bool = False, template: Path = TEMPLATE
) -> MadeFile:
    """The plan as DOCX. A template of an agency's own is trusted with the plan's words and nothing else."""
    sections = page(content, about, words, practice=practice)
    document = DocxTemplate(template)
    document.init_docx()
    document.docx.core_properties.title = ""  # Set below: a longer one than Word allows would stop it here.
    environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    document.render(_fields(each_text(sections, xml_text)), jinja_env=environment)
    _say_language(document.docx, words)
    if not on_letter_paper(words):
        for section in document.docx.sections:
            section.page_width, section.page_height = A4
    document.docx.core_properties.title = xml_text(sections["title"])[:255]
    file = BytesIO()
    document.save(file)
    return made(file.getvalue())


def _fields(sections: dict[str, Any]) -> dict[str, Any]:
    """The page under names that Jinja can reach: `x.items` would be the method of a dict."""
    before, _, rest = sections["page_of"].partition("{page}")
    between, _, after = rest.partition("{pages}")
    pages = {"page_before": before, "page_between": between, "page_after": after}
    fields: dict[str, Any] = _reachable(sections) | pages
    return fields | {"lists": [fields[name] for name in LISTS]}


def _reachable(value: Any) -> Any:
    if isinstance(value, dict):
        return {"items_said" if key == "items" else key: _reachable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_reachable(inner) for inner in value]
    return value


def _say_language(document: Any, words: Words) -> None:
    """Which language it is in, so that a screen reader speaks it as it should."""
    tag = str(words.locale).replace("_", "-")
    document.core_properties.language = tag
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
