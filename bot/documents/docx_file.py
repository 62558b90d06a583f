"""The plan as a Word document, filled into our template or into one that an agency made in Word."""

import logging
from collections.abc import Callable
from typing import Any

from bot.documents.docx_apart import LISTS, Unusable
from bot.documents.docx_apart import fill as fill_apart
from bot.documents.made import MadeFile, made
from bot.documents.page import page
from bot.documents.press import the_press
from bot.documents.reader import Json
from bot.documents.sheet import on_letter_paper
from bot.documents.texts import REPLACEMENT, each_text, xml_text
from bot.documents.words import Words

log = logging.getLogger(__name__)


def plan_docx(
    content: Json,
    about: Json,
    words: Words,
    *,
    practice: bool = False,
    own: Callable[[], bytes] | None = None,
) -> MadeFile:
    """The plan as DOCX. `own` gives an agency's template, or raises Unusable.

    Whatever is wrong with that one, nobody goes without their plan: then ours is taken, and says so.
    """
    sections = page(content, about, words, practice=practice)
    if own is not None:
        try:
            return made(fill_apart(own(), _paper(sections, words)))
        except Unusable as problem:
            log.error("the agency's own template was not used: %s", problem)
            sections["seal"]["lines"].append(words("seal.usual_template"))
    return made(the_press().print("plan.docx", _paper(sections, words)).body)


def _paper(sections: dict[str, Any], words: Words) -> dict[str, Any]:
    missing: set[str] = set()
    printed = each_text(sections, lambda text: xml_text(text, missing))
    if missing:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(missing))
        note = sections["signs"].replace("{sign}", REPLACEMENT).replace("{codes}", codes)
        printed["seal"]["lines"].append(note)
    return {
        "fields": _fields(printed),
        "title": printed["title"][:255],
        "language": str(words.locale).replace("_", "-"),
        "a4": not on_letter_paper(words),
    }


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
