"""Values for the words about what is due."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.deadlines import DueKind, Group
from bot.render import Part
from tests.samples.notices import pressed

DAY, WHEN = date(2026, 3, 22), datetime(2026, 3, 18, 15, 30, tzinfo=UTC)
GROUPS = dict.fromkeys(Group, 2)
SCOPES = ("mine", "unit", "agency", "of-")
FACTS: dict[str, Any] = {"scope": "mine", "worker": "", "group": "", "counts": GROUPS, "cases": 3, "total": 9}


def _row(group: str, kind: str = "task", **facts: Any) -> Mapping[str, Any]:
    found = {"kind": kind, "group": group, "clock": "", "due": DAY, "days": 2, "said": "", "whose": ""}
    found |= {"reference": "TEST-0001", "channel": "C0TEST"}
    return pressed("why" if kind == "clock" else "look", **{**found, **facts})


ROWS = (
    *(_row("overdue", kind) for kind in DueKind),
    *(_row("in_3", days=days) for days in (-9, -1, 0, 1, 2)),
    _row("overdue", "clock", clock="First planning conference", reference="", channel=""),
    _row("waiting", "acknowledgement", whose="Dana Reyes"),
    _row("in_14", said="Dana calls the clinic."),
)
LOADS = [{"user": user, "groups": groups} for user in ("U0PRIYA", "") for groups in (GROUPS, {})]
KINDS = tuple(f"only_{kind}" for kind in DueKind)
DEADLINES: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "views/deadlines": [
        pressed(
            *("mine", "unit", "agency", "table", "all_groups", "every_kind", *KINDS),
            parts=[Part(group, [_row(group)], presses=pressed("every")["presses"]) for group in Group],
            **FACTS,
        ),
        *(
            {**FACTS, "scope": scope, "worker": "U0PRIYA", "parts": [Part("workers", LOADS)]}
            for scope in SCOPES
        ),
        *({**FACTS, "group": group, "parts": [Part("rows", ROWS)]} for group in ("", *Group)),
        {**FACTS, "parts": [Part("rows")]},
        {**FACTS, "scope": "agency", "cases": 0, "total": 0, "parts": [Part("workers")]},
        *(
            {**FACTS, "scope": scope, "cases": cases, "total": 0, "parts": [Part("nothing")]}
            for scope in ("mine", "unit")
            for cases in (0, 3)
        ),
    ],
}
_COUNTING: dict[str, Any] = {"asked": 120, "whole": 500, "on": WHEN, "zone": "America/Chicago"}
DUE_ON_HOME = (
    Part(
        "deadlines",
        [
            pressed("deadlines", scope=scope, groups=groups)
            for scope in ("mine", "unit", "agency")
            for groups in (GROUPS, {})
        ],
    ),
    Part(
        "counting",
        [
            {**_COUNTING, "changed": changed, "done": done}
            for changed in ("rules", "zones")
            for done in (None, WHEN)
        ],
    ),
)
