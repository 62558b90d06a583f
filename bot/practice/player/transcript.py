"""transcript.md: who saw what, and when, as the people's own screens showed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.practice.player.sight import Glimpse, words_shown

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


def transcript(seen: Mapping[int, Glimpse], zone: str, channel: str) -> str:
    """The whole play as its people saw it; what anybody typed is not in it, only what was shown."""
    lines = ["# Who saw what, and when", "", f"Times are those of {zone}, by the practice clock.", ""]
    day = ""
    for glimpse in seen.values():
        if glimpse.what not in TITLES:
            continue
        moment = datetime.fromtimestamp(float(glimpse.change["at"]), UTC).astimezone(ZoneInfo(zone))
        if f"{moment:%Y-%m-%d}" != day:
            day = f"{moment:%Y-%m-%d}"
            lines += [f"## {moment:%A}, {day}", ""]
        lines += [*_entry(glimpse, f"{moment:%H:%M:%S}", channel), ""]
    return "\n".join(lines)


def _entry(glimpse: Glimpse, moment: str, channel: str) -> Iterator[str]:
    place = {channel: " in the team's channel", "": ""}.get(glimpse.place, " in direct messages")
    yield f"**{moment}** {', '.join(glimpse.by)}: {TITLES[glimpse.what]}{place}"
    for line in words_shown(glimpse.change["content"]):
        yield from (f"> {part}" for part in line.splitlines() if part.strip())
