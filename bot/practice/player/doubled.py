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
from bot.practice.player.scene import Scene

# Where the record keeps what a form brings, when the list is not called as in the file.
KEPT_IN = {
    **LISTS,
    **{"visit": "visits", "voice": "voices", "permanency": "permanencies", "goal_view": "goal_views"},
    **{"topic": "topics", "person": "people", "child": "children", "event": "events"},
    **{"case_fact": "facts", "placement": "placements", "tribe_inquiry": "tribe_inquiries"},
    **{"preparation": "preparations", "safety_screen": "safety_screens", "private_note": "private_notes"},
}
# In these a row that was made twice differs from its twin.
OWN_TO_A_ROW = frozenset({"id", "version", "entered_at", "stage", "position", "number"})
COPIES, ASKED, GIVEN = "disclosure.copy", "disclosure.asked", "disclosure.file"


def doubled(scene: Scene, record: Json, audit: Iterable[str]) -> list[str]:
    """Where something stands more often than people did it."""
    return [*_rows(scene, record), *_lines(scene, audit), *_messages(scene)]


def _rows(scene: Scene, record: Json) -> Iterator[str]:
    """Rows that read alike, more of them than forms that were filled in alike."""
    filled = Counter((KEPT_IN.get(kind, kind), repr(sheet.values)) for kind, sheet in scene.told)
    alike: dict[str, int] = {}
    for (place, _), count in filled.items():
        alike[place] = max(count, alike.get(place, 1))
    for place, rows in record.items():
        if isinstance(rows, list):
            found = Counter(_as_read(row) for row in rows)
            most = max(found.values(), default=0)
            if most > alike.get(place, 1):
                yield f"{place}: {most} rows that read alike"


def _as_read(row: Mapping[str, Any]) -> str:
    return json.dumps({key: value for key, value in row.items() if key not in OWN_TO_A_ROW}, sort_keys=True)


def _lines(scene: Scene, audit: Iterable[str]) -> Iterator[str]:
    """Papers asked for and given, copies noted: each as often as people did it."""
    said = Counter[tuple[str, str]]()
    for line in audit:
        entry = json.loads(line)["entry"]
        if entry["action"] in (ASKED, GIVEN):
            said[entry["action"], "".join(entry["fields"])] += 1
        elif entry["action"] == COPIES:
            said[COPIES, ""] += 1
    copies = sum(kind == "copy" for kind, _ in scene.told)
    for (action, name), count in sorted(said.items()):
        done = copies if action == COPIES else scene.asked[name]
        if count > done:
            yield f"audit: {action} {name}: {count} lines for {done} times"


def _messages(scene: Scene) -> Iterator[str]:
    """Direct messages of one day that read alike and lead to the same; files that came unasked."""
    zone = ZoneInfo(scene.script.zone)
    for who, hands in scene.hands.items():
        found = Counter[tuple[object, ...]]()
        files = Counter[str]()
        for message in hands.direct():
            files.update(str(file["name"]) for file in message.get("files", ()))
            if not message.get("files") and not message.get("ephemeral"):
                on = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(zone).date()
                values = tuple(str(element.get("value")) for _, element in elements(message))
                found[on, message["text"], *values] += 1
        yield from (
            f"messages to {who}: {count} alike on {key[0]}" for key, count in found.items() if count > 1
        )
        yield from (
            f"files to {who}: {name}, {n} times" for name, n in files.items() if n > scene.asked[name]
        )
