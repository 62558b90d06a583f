"""transcript.md: who saw what, and when, as the people's own screens showed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.practice.player.sight import Glimpse, words_shown

LEFT_OUT = "(private)"
TITLES = {
    "message": "message",
    "message_changed": "message, changed",
    "message_deleted": "message, taken away",
    "ephemeral": "message for one person",
    "ephemeral_deleted": "message for one person, taken away",
    "home": "App Home",
    "modal_opened": "form or view",
    "modal_updated": "form or view, changed",
}


def transcript(seen: Mapping[int, Glimpse], zone: str, channel: str, private: Iterable[str] = ()) -> str:
    """The whole play as its people saw it; what anybody typed is not in it, only what was shown.

    A receipt tells those who lead what they noted, also of what is `private`: that is left out here.
    """
    hidden = _any_of(private)
    lines = ["# Who saw what, and when", "", f"Times are those of {zone}, by the practice clock.", ""]
    day = ""
    for glimpse in seen.values():
        if glimpse.what not in TITLES:
            continue
        moment = datetime.fromtimestamp(float(glimpse.change["at"]), UTC).astimezone(ZoneInfo(zone))
        if f"{moment:%Y-%m-%d}" != day:
            day = f"{moment:%Y-%m-%d}"
            lines += [f"## {moment:%A}, {day}", ""]
        entry = _entry(glimpse, f"{moment:%H:%M:%S}", channel)
        lines += [*(hidden.sub(LEFT_OUT, line) for line in entry), ""]
    return "\n".join(lines)


def _any_of(private: Iterable[str]) -> re.Pattern[str]:
    """These texts line by line, as a screen may show them; nothing where there are none."""
    texts = {line.strip() for text in private for line in text.splitlines() if line.strip()}
    longest_first = sorted(texts, key=len, reverse=True)
    found = (r"\s+".join(map(re.escape, text.split())) for text in longest_first)
    return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)


def _entry(glimpse: Glimpse, moment: str, channel: str) -> Iterator[str]:
    place = {channel: " in the team's channel", "": ""}.get(glimpse.place, " in direct messages")
    yield f"**{moment}** {', '.join(glimpse.by)}: {TITLES[glimpse.what]}{place}"
    for line in words_shown(glimpse.change["content"]):
        yield from (f"> {part}" for part in line.splitlines() if part.strip())
