"""What the views and forms of copies are given, so that each of their sentences is read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.audiences import Audience
from bot.domain.disclosure import PURPOSES
from bot.render import Part, Told
from tests.samples.notices import pressed

DUE = date(2026, 3, 25)
NOTHING: dict[str, Any] = {"asks_first": False, "overdue": False, "due": None, "sent": None, "got": None}
STANDS: tuple[dict[str, Any], ...] = (
    {"asks_first": True},
    {"due": DUE},
    {"due": DUE, "overdue": True},
    {"due": DUE, "sent": DUE},
    {"sent": DUE, "got": DUE},
    {},
)
LISTED = (
    *("strengths", "needs", "concerns", "decisions", "ideas", "other_views", "goals", "objectives"),
    *("tasks", "visits", "ties", "services"),
)
TOLD = [Told("Dana Reyes:", "Hers.")]
LEFT_OUT = [
    {"part": part, "count": count, "why": why}
    for part, count, why in (
        *((part, 2, "audience") for part in LISTED),
        *((part, 0, "audience") for part in ("why", "reasons", "answers")),
        *(("children", 1, "other_family"), ("private", 1, "kept_private")),
    )
]

COPIES: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "views/copies": [
        {
            "parts": [
                Part(
                    "people",
                    [
                        pressed("see_copy", **NOTHING, name="Rosa Reyes", audience=audience.value) | stands
                        for audience in Audience
                        for stands in STANDS[: 6 if audience is Audience.KIN else 1]
                    ],
                ),
                Part(
                    "given",
                    [
                        pressed(
                            "take_back",
                            **{"name": "Rosa Reyes", "on": DUE, "purpose": purpose, "how": how},
                            **{"said": "Help.", "taken_back": DUE if how is None else None},
                        )
                        for purpose, how in (*((purpose, "hand") for purpose in PURPOSES), (None, None))
                    ],
                ),
            ],
            "number": 1,
            "late": late,
            "children_without": without,
        }
        for late, without in ((0, []), (1, ["June Reyes"]), (2, ["June Reyes", "Max Reyes"]))
    ]
    + [{"parts": [Part("people"), Part("given")], "number": 1, "late": 0, "children_without": []}],
    "views/copy_seen": [
        pressed(
            *("give_copy", "show_copy", "page_before", "page_after", "copies"),
            parts=[
                Part("left_out", rows),
                Part("paper", told=[Told("", "Hers.")], heading="What is going well"),
            ],
            **{"name": "Rosa Reyes", "audience": "kin", "page": 1, "pages": 2, "comes": bool(rows)},
        )
        for rows in (LEFT_OUT, [])
    ],
    "receipts/copy_taken_back": pressed("copies"),
    "receipts/copy_given": [pressed("copies", how=how) for how in ("slack", "hand")],
}
