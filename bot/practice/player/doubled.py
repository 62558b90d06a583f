"""What stands twice though it was done once: rows of the record, lines of the audit trail, messages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.practice.player.entries import LISTS
from bot.practice.player.hands import Json, elements
from bot.practice.player.reminders import KIND_OF
from bot.practice.player.scene import Scene, Sheet
from bot.practice.player.surfaces import files_of

# Where the record keeps what a form brings, when the list is not called as in the file.
KEPT_IN = {
    **LISTS,
    **{"visit": "visits", "voice": "voices", "permanency": "permanencies", "goal_view": "goal_views"},
    **{"topic": "topics", "person": "people", "child": "children", "event": "events"},
    **{"case_fact": "facts", "placement": "placements", "tribe_inquiry": "tribe_inquiries"},
    **{"preparation": "preparations", "safety_screen": "safety_screens", "private_note": "private_notes"},
    **{"keep_private": "keep_private"},
    **{"mention": "mentions", "contact_try": "contact_tries", "contact_way": "contact_ways"},
    **{"provider_input": "provider_inputs", "offer": "offers"},
    **{"other_view": "other_views", "noted_talk": "conferences"},
}
# In these a row that was made twice differs from its twin.
OWN_TO_A_ROW = frozenset({"id", "version", "entered_at", "stage", "position", "number"})
COPIES, ASKED, GIVEN = "disclosure.copy", "disclosure.asked", "disclosure.file"


def doubled(scene: Scene, record: Json, audit: Iterable[str]) -> list[str]:
    """Where something stands more often than people did it."""
    copies = sum(kind == "copy" for kind, _ in scene.told)
    return [*rows(scene.told, record), *lines(scene.asked, copies, audit), *_messages(scene)]


def rows(told: Iterable[tuple[str, Sheet]], record: Json) -> Iterator[str]:
    """Rows that read alike, more of them than forms (of a kind, filled in) that were told to be kept."""
    filled = Counter((KEPT_IN.get(kind, kind), repr(sheet.values)) for kind, sheet in told)
    alike: dict[str, int] = {}
    for (place, _), count in filled.items():
        alike[place] = max(count, alike.get(place, 1))
    for place, kept in record.items():
        if isinstance(kept, list):
            found = Counter(_as_read(row) for row in kept)
            most = max(found.values(), default=0)
            if most > alike.get(place, 1):
                yield f"{place}: {most} rows that read alike"


def _as_read(row: Mapping[str, Any]) -> str:
    return json.dumps({key: value for key, value in row.items() if key not in OWN_TO_A_ROW}, sort_keys=True)


def lines(asked: Mapping[str, int], copies: int, audit: Iterable[str]) -> Iterator[str]:
    """Papers asked for (by name) and given, copies noted: each as often as people did it."""
    said = Counter[tuple[str, str]]()
    for line in audit:
        entry = json.loads(line)["entry"]
        if entry["action"] in (ASKED, GIVEN):
            said[entry["action"], "".join(entry["fields"])] += 1
        elif entry["action"] == COPIES:
            said[COPIES, ""] += 1
    for (action, name), count in sorted(said.items()):
        done = copies if action == COPIES else asked.get(name, 0)
        if count > done:
            yield f"audit: {action} {name}: {count} lines for {done} times"


def _messages(scene: Scene) -> Iterator[str]:
    """What was sent twice, by its mark; what reads alike on one day and leads to the same; unasked files."""
    marks = scene.house.marks()
    yield from (
        f"messages: one sent {n} times" for (place, _), n in marks.items() if _is_direct(place) and n > 1
    )
    for who, hands in scene.hands.items():
        found, files = Counter[tuple[str, ...]](), Counter[str]()
        for message in hands.direct():
            files.update(str(file["name"]) for file in files_of(message))
            buttons = [element for _, element in elements(message)]
            if buttons and not _is_reminder(buttons):
                values = (str(element.get("value")) for element in buttons)
                found[day_of(scene, message), str(message["text"]), *values] += 1
        yield from (f"messages to {who} on {key[0]}: {n} alike" for key, n in found.items() if n > 1)
        yield from (
            f"files to {who}: {name}, {n} times" for name, n in files.items() if n > scene.asked[name]
        )


def cards_again(scene: Scene) -> int:
    """Cards that stand twice in the channel, where the bot cannot look: an older twin does no harm."""
    return sum(n - 1 for (place, _), n in scene.house.marks().items() if not _is_direct(place))


def _is_direct(place: str) -> bool:
    return place.startswith("D")


def _is_reminder(buttons: Iterable[Json]) -> bool:
    """Reminders name nobody, so that several of one morning may read alike."""
    return any(":".join(str(one["action_id"]).split(":")[:2]) in KIND_OF for one in buttons)


def day_of(scene: Scene, message: Json) -> str:
    """The family's day on which a message came."""
    moment = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(ZoneInfo(scene.script.zone))
    return f"{moment.date()}"
