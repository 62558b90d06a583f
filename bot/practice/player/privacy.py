"""Whether what was told in private stayed in the whole record, and before nobody else's eyes."""

from __future__ import annotations

import html
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from bot.practice.player.entries import WORDS_OF_A_CHILD
from bot.practice.player.part import Part
from bot.practice.player.script import Script
from bot.practice.player.sight import Glimpse, strings

WHOLE = "record.json"
# What is private with a child's words that are to be kept so.
WORDS_OF_A_VOICE = (*WORDS_OF_A_CHILD, "beside", "reason")


class Leak(NamedTuple):
    """A private text that was found where it must not be, or not where it must be."""

    path: str
    where: str


def private_parts(script: Script) -> Iterator[Part]:
    """Every text of the file that nobody but facilitator and case manager may read."""
    root = script.root
    for someone in script.people.values():
        for key in ("prep_notes", "contact", "hidden_address"):
            yield someone.part.at(key)
    for screen in root.each("safety_screen"):
        yield screen.at("words")
    for talk in (*root.each("conference"), *root.each("conferences")):
        yield talk.at("why_left_out")
    for line in (*root.each("search_log"), *root.each("who_belongs")):
        yield line.at("words")
    for said in root.each("who_belongs"):
        if said.get("says") == "not_there":
            yield said.at("name")
    for voice in root.each("child_voice"):
        yield from voice.each("asked_to_keep_private")
        if voice.get("keep_private"):
            yield from (words for name in WORDS_OF_A_VOICE for words in voice.each(name))


def leaks(script: Script, papers: Mapping[str, bytes], seen: Mapping[int, Glimpse]) -> list[Leak]:
    """Each private text must stand in the whole record, in no other paper, and on nobody else's screen."""
    private = [part for part in private_parts(script) if part]
    leading = {one.name for one in (script.leader, script.manager) if one}
    places = {name: _plain(" ".join(_texts(name, body))) for name, body in papers.items()}
    shown = [glimpse for glimpse in seen.values() if set(glimpse.by) - leading]
    places["what others saw"] = _plain(
        " ".join(text for one in shown for text in strings(one.change["content"]))
    )
    found = []
    for part in private:
        text = _plain(part.value)
        for place, words in places.items():
            if (text in words) != (place == WHOLE):
                found.append(Leak(part.path, place))
    return found


def _plain(text: str) -> str:
    """Without the differences that mark-up, line ends and capitals make."""
    return re.sub(r"\s+", " ", html.unescape(text)).strip().casefold()


def _texts(name: str, body: bytes) -> Iterator[str]:
    """A paper's words, as far as they can be read without drawing it."""
    if name.endswith(".docx"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            for inner in packed.namelist():
                yield re.sub(r"<[^>]+>", "", packed.read(inner).decode("utf-8", errors="replace"))
    elif name.endswith(".pdf"):
        yield body.decode("latin-1")
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
            yield _unpacked(stream)
    else:
        text = body.decode("utf-8", errors="replace")
        yield text
        yield re.sub(r'\\(["\\/])', r"\1", text.replace("\\n", " "))


def _unpacked(stream: bytes) -> str:
    try:
        return zlib.decompress(stream).decode("latin-1")
    except zlib.error:
        return ""
