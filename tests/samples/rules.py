"""Values for the words about rules: due dates and why, what an agency confirms, which plans are due."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.domain.due_date import Caveat
from bot.render import Part
from tests.samples.notices import pressed

DAY, LATER = date(2026, 3, 22), date(2026, 12, 1)
DATE: dict[str, Any] = {
    **{"name": "First planning conference", "due": DAY, "from_event": "placed_in_custody"},
    **{"counted": "20 calendar days after Monday, March 2, 2026", "source": "PPM 3211"},
    **{"met": None, "overdue": False, "confirmed": True, "confirmed_on": None, "done": [], "missing": []},
    **{"late": [], "stands_for": None, "caveats": [], "most": None, "set_by": "", "set_on": None},
    **{"changes": None, "warn_only": False, "child": ""},
}
STEPS = {
    "done": [{"event": "plan_endorsed", "on": DAY}, {"event": "copied_to_parents", "on": LATER}],
    **{"missing": ["copied_to_child"], "late": ["copied_to_parents", "copied_to_child"]},
}
OTHERS: tuple[dict[str, Any], ...] = (
    {"met": DAY, "confirmed": False},
    {"overdue": True, **STEPS},
    {"overdue": True, **STEPS, "late": []},
    {"most": 90, "set_by": "Sue Lane", "set_on": DAY, "confirmed_on": DAY},
    {"stands_for": "foster_care_entry", "caveats": [str(one) for one in Caveat if one != "stand_in_event"]},
    {"warn_only": True, "child": "June Reyes"},
    *(
        {"changes": {"on": LATER, "count": count, "unit": unit}}
        for unit in ("days", "months", "hours")
        for count in (1, 150)
    ),
)
NEEDS = (
    *("event_not_recorded", "answer_not_recorded", "length_not_confirmed", "stands_still", "not_in_care"),
)
WAITING = [
    {
        "name": "Permanency hearing",
        "child": "June Reyes" if since else "",
        "because": why,
        "needs": ["The petition"],
        "since": since,
        "source": "Law",
    }
    for why, since in [*((need, DAY) for need in NEEDS), ("not_in_care", None)]
]
PAST = {"name": "Next planning conference", "due": DAY, "until": DAY, "because": "last_conference_held"}
PAST |= {"counted": "170 calendar days after Monday, March 2, 2026"}
VALUE = {"name": "Team meeting", "says": "within days: 90", "source": "Policy 25-3", "by": "Ann Lee"}
PARTS = ("clocks", "roles", "quiet_hours")


BY = {"rules": "Kansas: child in custody", "edition": "3f2a9c1b"}
WEB = "https://agency.example/guide"
ASKED = [{"role": "supervisor", "users": users} for users in (["U0SUE", "U0ANA"], ["U0SUE"], [])]
DESKS = [
    {
        "role": "",
        "name": "Practice line",
        "confirmed": True,
        "phone": "+1 555 0100",
        "email": "",
        "link": None,
    },
    {"role": "", "name": "Permanency team", "confirmed": False, "phone": "", "email": "ask@agency.example"}
    | {"link": WEB},
]
PAPERS = [
    {"title": "Policy 10.23", "link": link, "confirmed": sure} for link, sure in ((WEB, True), (None, False))
]
OFFICES = [{"name": "Cedar County", "note": "Bring the form to room 4.", **paper} for paper in PAPERS]
TO_READ = [
    pressed(press, **paper, read_at=at, changed=changed)
    for paper, press, at, changed in zip(
        [PAPERS[0], *PAPERS],
        ("not_read", "have_read", "have_read"),
        (DAY, None, None),
        (0, 1, 0),
        strict=True,
    )
]


def _row(*presses: str, **facts: Any) -> Mapping[str, Any]:
    return pressed(*presses, **facts)


RULES: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "views/due": [
        _row("ready", "still_open", parts=[Part("dates")], suggestion={"event": "removal", "on": DAY}, **BY),
        {
            "parts": [
                Part("dates", [_row("set_interval", **DATE), *({**DATE, **other} for other in OTHERS)]),
                Part("waiting", WAITING),
            ],
            "suggestion": None,
            **BY,
        },
        {
            "parts": [
                Part("dates", [DATE]),
                Part("past", [{**PAST, "in_time": in_time} for in_time in (True, False)]),
                Part(
                    "events",
                    [
                        _row(
                            "change",
                            event="placed_in_custody",
                            on=DAY,
                            before=old,
                            child="June Reyes" if old else "",
                        )
                        for old in ([], [DAY, LATER])
                    ],
                ),
            ],
            "suggestion": None,
            **BY,
        },
    ],
    "views/rules": [
        {
            **{"profile": "Kansas", "open": count, "edition": "3f2a9c1b"},
            "parts": [
                Part(
                    "values",
                    [
                        _row(
                            "confirm",
                            **{**VALUE, "name": name},
                            part=part,
                            confirmed_on=None,
                            changed=changed,
                        )
                        for part, name, changed in zip(
                            PARTS, ("Team", "Elder", ""), (True, False, False), strict=True
                        )
                    ]
                    + [_row("unconfirm", **VALUE, part="clocks", confirmed_on=DAY, changed=False)],
                )
            ],
        }
        for count in (0, 1, 7)
    ]
    + [{"profile": "Kansas", "open": 0, "edition": "3f2a9c1b", "parts": [Part("values")]}],
    "views/plan_kinds": [
        pressed(
            "child_status",
            parts=[
                Part(
                    "plans",
                    [
                        {"kind": "family", "child": "", "because": ["reunification", "voluntary_services"]},
                        {"kind": "child_in_placement", "child": "June", "because": ["committed_at_home"]},
                    ],
                ),
                Part(
                    "open",
                    [
                        _row("answer", child="June", needs=needs)
                        for needs in ("birth_date", "legal_basis", "out_of_home")
                    ],
                ),
            ],
        ),
        pressed("child_status", parts=[Part("plans")]),
    ],
    "views/no_plan": [
        {
            "parts": [
                Part(
                    "children",
                    [
                        {"name": "June Reyes", "reference": "TEST-1", "why": why, "since": DAY}
                        for why in ("no_plan", "not_in_plan", "review_overdue")
                    ],
                )
            ]
        },
        {"parts": [Part("children")]},
    ],
    "views/guide": [
        {
            "profile": "",
            "parts": [
                Part("ask", [*ASKED, *DESKS]),
                Part("read_first", TO_READ),
                Part("offices", OFFICES),
                Part("reading", PAPERS),
            ],
        },
        {
            "profile": "Kansas: child in custody",
            "parts": [Part(name) for name in ("ask", "read_first", "offices", "reading")],
        },
    ],
    "views/guides": [
        {"parts": [Part("guides", [pressed("guide", label="Kansas: child in custody")])]},
        {"parts": [Part("guides")]},
    ],
    "problems/longer_than_rule": {"most": 90, "source": "Policy 25-3"},
}
HEALTH: list[Mapping[str, Any]] = [
    *({"what": "all", "ok": ok, "database": there} for ok, there in ((1, 1), (0, 1), (0, 0))),
    *(
        {"what": "outbox", "due": due, "waited": "4 minutes", "uncertain": unsure}
        for due, unsure in ((0, 0), (1, 1), (40, 3))
    ),
    {"what": "turned_away", "code": "missing_scope"},
    *({"what": "line", "connected": held, "age": "3 hours", "silent": "4 seconds"} for held in (1, 0)),
    *(
        {"what": "sweep", "name": name, "ago": ago, "well": ago}
        for name in ("outbox", "inbox", "reminders", "channels")
        for ago in ("4 seconds", "")
    ),
    {"what": "seen", "restarts": 2, "stuck": 3},
]
AGENCY_RULES = [pressed("rules", label="Kansas: a child in custody", open=count) for count in (0, 1, 7)]
