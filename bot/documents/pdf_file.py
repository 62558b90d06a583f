"""Plan, agenda and blank form as PDFs that a screen reader can read, made in a process of their own."""

from typing import Any, Literal

from bot.documents.made import MadeFile, made
from bot.documents.page import page
from bot.documents.page_agenda import agenda_page
from bot.documents.page_blank import blank_page
from bot.documents.page_copy import copy_page
from bot.documents.page_snapshot import snapshot_page
from bot.documents.press import the_press
from bot.documents.reader import Json
from bot.documents.sheet import on_letter_paper
from bot.documents.words import Words


def plan_pdf(content: Json, about: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The plan on paper, in a tenth of a second; the first takes longer. Call it where nobody waits for it.

    `missing_signs` of the result names what no font has (shown as a replacement, with a note).
    """
    return _set("plan", page(content, about, words, practice=practice), words)


def copy_pdf(content: Json, about: Json, reader: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The short copy of one reader; for a child, a page that says "you"."""
    return _set("copy", copy_page(content, about, reader, words, practice=practice), words)


def agenda_pdf(told: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The agenda on paper; made as the plan is, and as slowly."""
    return _set("agenda", agenda_page(told, words, practice=practice), words)


def blank_pdf(told: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The blank form of a meeting, to fill by hand."""
    return _set("form", blank_page(told, words, practice=practice), words)


def snapshot_pdf(told: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The one page that starts a talk, to fill by hand."""
    return _set("form", snapshot_page(told, words, practice=practice), words)


def _set(
    paper: Literal["plan", "copy", "agenda", "form"], sections: dict[str, Any], words: Words
) -> MadeFile:
    sections["paper"] = "us-letter" if on_letter_paper(words) else "a4"
    missing, body = the_press().print(paper, sections)
    return made(body, missing)
