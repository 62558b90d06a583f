"""Values for the words about ways to meet, what each kind of meeting is, and closing a case."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.render import Part
from tests.samples.notices import pressed

DAY = date(2026, 3, 3)
KIND = "aboriginal_family_led_decision_making"
PLAIN = {
    **{"kind": "family_meeting", "must": False, "to_ask": [], "due": None, "overdue": False},
    **{"source": "Kansas DCF, PPS 3049", "confirmed": False, "nobody_yet": False},
}
MUST = {
    **{"kind": KIND, "must": True, "to_ask": ["Dana Reyes"], "due": DAY, "overdue": True},
    **{"source": "Victoria, tip sheet", "confirmed": True, "nobody_yet": False},
}
ASKED = MUST | {"to_ask": [], "due": None}
EMPTY = ASKED | {"nobody_yet": True}
SAID = {
    **{"kind": KIND, "name": "Dana Reyes", "by": "Priya Nandan", "on": DAY, "answer": "yes"},
    **{"before": [{"on": DAY, "answer": "wants_time", "words": ""}], "said": "With Nan there."},
}


def _rows(*rows: tuple[Mapping[str, Any], tuple[str, ...]]) -> list[Mapping[str, Any]]:
    return [pressed(*names, **row) for row, names in rows]


WAYS: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "views/ways": [
        pressed(
            "offer",
            parts=[
                Part(
                    "ways",
                    _rows(
                        (MUST, ("offer_this", "asked_for")),
                        *((row, ("offer_this",)) for row in (PLAIN, ASKED, EMPTY)),
                    ),
                ),
                Part("answers", _rows((SAID, ("plan_it", "new_answer", "change")))),
            ],
        ),
        {"parts": [Part("ways"), Part("answers")]},
    ],
    "views/what_kind": {"kind": KIND},
    "entries/offer": [
        {
            **{"kind_named": "Family meeting", "offered_on": DAY, "offered_by_name": "Priya Nandan"},
            **{"answer_named": "Wants time to think", "words": words},
        }
        for words in ("After Easter.", None)
    ],
    "schedule/kind": {"wanted": KIND},
    "receipts/talk_noted": pressed(
        *("add_strength", "add_need", "add_voice", "add_task", "another", "close_up")
    ),
}

CLOSED: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "views/left_open": [
        pressed(
            "close_case",
            parts=[
                Part("tasks", [{"name": "Dana Reyes", "due": DAY}]),
                Part("copies", [{"name": "Dana Reyes", "due": due} for due in (DAY, None)]),
                Part("endorsements", [{"on": DAY, "back": back} for back in (None, DAY)]),
                Part("dates", [{"name": "Plan review", "due": DAY}]),
            ],
            count=count,
            coming=False,
            children_without=without,
        )
        for count, without in ((0, []), (1, ["June Reyes"]), (5, ["June Reyes", "Max Reyes"]))
    ]
    + [{"count": 0, "coming": True, "children_without": []}],
    "receipts/case_closed": pressed("reopen_case"),
}
