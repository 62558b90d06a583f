"""Plan, agenda and blank form as PDFs that a screen reader can read, each made by a process of its own."""

import json
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Any, Literal

from bot.documents.made import MadeFile, made
from bot.documents.page import page
from bot.documents.page_agenda import agenda_page
from bot.documents.page_blank import blank_page
from bot.documents.page_snapshot import snapshot_page
from bot.documents.reader import Json
from bot.documents.sheet import on_letter_paper
from bot.documents.words import Words

PROGRAM = Path(__file__).resolve().parents[2]
SECONDS = 120


class NotTypeset(RuntimeError):
    """The typesetter ended without a file; its own words say nothing of the paper."""


def plan_pdf(content: Json, about: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The plan on paper, in about half a second: call it where nobody waits for an answer.

    `missing_signs` of the result names what no font has (shown as a replacement, with a note).
    """
    return _set("plan", page(content, about, words, practice=practice), words)


def agenda_pdf(told: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The agenda on paper; made as the plan is, and as slowly."""
    return _set("agenda", agenda_page(told, words, practice=practice), words)


def blank_pdf(told: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The blank form of a meeting, to fill by hand."""
    return _set("form", blank_page(told, words, practice=practice), words)


def snapshot_pdf(told: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The one page that starts a talk, to fill by hand."""
    return _set("form", snapshot_page(told, words, practice=practice), words)


def _set(paper: Literal["plan", "agenda", "form"], sections: dict[str, Any], words: Words) -> MadeFile:
    sections["paper"] = "us-letter" if on_letter_paper(words) else "a4"
    # No shell, and no argument that anybody typed: the words go in as JSON.
    ended = subprocess.run(  # nosec B603
        [sys.executable, "-m", "bot.documents.typesetter", paper],
        input=json.dumps(sections).encode(),
        capture_output=True,
        cwd=PROGRAM,
        env={"PYTHONUTF8": "1"},  # It needs none of the bot's secrets.
        timeout=SECONDS,
        check=False,
    )
    if ended.returncode != 0:
        raise NotTypeset(f"the typesetter ended with {ended.returncode}")
    missing, _, body = ended.stdout.partition(b"\n")
    return made(body, tuple(json.loads(missing)))
