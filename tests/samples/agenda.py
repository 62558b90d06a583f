"""Samples of views before a conference: the agenda, its topics, who is ready."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bot.domain.agenda import REQUEST_KINDS
from bot.domain.conference import HOW_ASIDE
from bot.render import Part
from tests.samples.common import DUE, SIDES, TOPIC, WHEN, Sample, row
from tests.samples.notices import pressed

# What the page of readiness can say in each of its lists.
OPEN = (
    ("roles", ("place", "invitee", "question", "picks", "may_not_hold")),
    ("offers", ("no_offer",)),
    ("notices", ("not_told", "no_reply")),
    ("prepared", ("talk", "screen", "interpreter", "voice", "need")),
    ("agenda", ("no_topic", "too_long", "not_first", "not_sent", "changed_since", "request", "not_seen")),
    ("agenda", ("saw_another",)),
    ("room", ("no_place",)),
)
PLACED: dict[str, Any] = {
    **{"place": 2, "minutes": 8, "lead_name": "Omar Haddad", "wish": None, "hard": False, "leads": False},
    **{
        "late": False,
        "if_time": False,
        "unshown": False,
        "yes_names": [],
        "is_new": False,
        "left_on": None,
        "last_on": None,
        **TOPIC,
    },
}
ON_A_TOPIC = ("change", "up", "down", "less", "more", "let_in", "set_aside", "topic_history")
TOPIC_ROWS = [
    row(*ON_A_TOPIC, **PLACED),
    row(*ON_A_TOPIC, **{**PLACED, "leads": True, "hard": True, "wish": 15, "unshown": True}),
    row(*ON_A_TOPIC, **{**PLACED, "late": True, "if_time": True, "hard": True, "from_names": []}),
    row(*ON_A_TOPIC, **{**PLACED, "is_new": True, "left_on": DUE}),
    row(*ON_A_TOPIC, **{**PLACED, "last_on": DUE}),
    row(*ON_A_TOPIC, **{**PLACED, "late": True, "leads": True, "yes_names": ["Dana Reyes", "June Reyes"]}),
]
SETTLED_ROWS = [row("put_back", by_name=name, **TOPIC) for name in ("Priya Nandan", "")]
ASIDE = [row("put_back", how=how, why="We need more time.", **TOPIC) for how in HOW_ASIDE]
WISHED = {"name": "Dana Reyes", "said": "Please take this first."}
REQUEST_ROWS = [
    row("answer_request", what=kind, done=done, **WISHED)
    for kind in REQUEST_KINDS
    for done in (None, True, False)
]
AGENDA_LISTS = (
    *(("topics", TOPIC_ROWS), ("requests", REQUEST_ROWS), ("settled", SETTLED_ROWS), ("aside", ASIDE)),
)
AGENDA: dict[str, Any] = {
    "parts": [Part(name, rows) for name, rows in AGENDA_LISTS],
    **pressed(
        "add_topic",
        "my_topics",
        "on_paper",
        "carry_over",
        "copy_for",
        "show_draft",
        "first_look",
        "note_request",
        "who_was_asked",
    ),
    **{"is_out": True},
}
CHANGED = {"at": datetime(2026, 3, 3, 15, 0, tzinfo=UTC), "user": "U1", "what": ("wording", "minutes")}
TURNS = [
    Part(
        "turns",
        [
            row(
                **{**WHEN, "number": 2, "said": "Nights", "became": became, "why": why, "changes": changes},
                earlier=n,
            )
            for became, why in (
                ("on_agenda", ""),
                ("was_on_agenda", ""),
                ("talked_about", ""),
                ("was_left", ""),
                ("called_off", ""),
                ("parked", "We need more time."),
                ("merged", ""),
                ("settled", "The clinic said yes."),
                ("taken_out", ""),
            )
            for changes, n in (
                ([], 0),
                ([{**CHANGED, "name": "Priya Nandan", "words_before": "Night"}], 1),
                ([{**CHANGED, "name": "", "words_before": ""}], 2),
            )
        ],
    )
]
AGENDA_VIEWS: dict[str, Sample | Sequence[Sample]] = {
    "views/agenda": [
        {**AGENDA, "minutes": minutes, "untimed": untimed, "planned": 90, "leads": leads, "is_draft": leads}
        for leads in (True, False)
        for minutes, untimed in ((95, 0), (40, 1), (20, 3), (0, 2))
    ]
    + [
        pressed(
            *("who_has_it", "who_was_asked", "draft_seen", "ask_change"),
            **{
                "minutes": 0,
                "untimed": 0,
                "planned": 90,
                "leads": False,
                "is_out": is_out,
                "is_draft": False,
            },
            parts=[Part("topics")],
        )
        for is_out in (True, False)
    ],
    "views/topic_calls": [
        pressed(
            "ask_topics",
            first=DUE,
            last=DUE,
            parts=[
                Part("people", [row("topic_of", "no_topics_from", state=state, name="Dana Reyes", on=DUE)])
            ],
        )
        for state in ("answered", "asked", "to_be_asked", "call", "not_asked")
    ]
    + [{"first": DUE, "last": DUE, "parts": [Part("people")]}],
    "views/topic_history": [
        {**pressed(name, parts=TURNS), "since": since, "ended": ended, "why_ended": "It is done."}
        for name, since, ended in (
            ("every_time", None, None),
            ("every_time", None, DUE),
            ("standing_end", DUE, None),
        )
    ],
    "views/agenda_receipts": [
        {"parts": [Part("people", [row("note", state=state, how=how, why=why, name="Dana Reyes", on=DUE)])]}
        for state, how, why in (
            *(("not_yet", "", ""), ("without", "without", "She is two years old.")),
            *(("has_it", "tap", ""), ("changed", "phone", ""), ("has_it", "paper", "")),
            ("has_it", "in_person", ""),
        )
    ]
    + [{"parts": [Part("people")]}],
    "views/readiness": [
        pressed(
            *("go", "look_again"),
            parts=[
                SIDES,
                *(
                    Part(
                        name,
                        [
                            row(
                                kind, "begin_talk", kind=kind, name="Dana Reyes", what=["A ride"], way="A way"
                            )
                            for kind in kinds
                        ],
                    )
                    for name, kinds in OPEN
                ),
            ],
            **WHEN,
            **{"count": 9, "people": 4, "prepared": 1},
        ),
        *(
            pressed(
                "look_again",
                parts=[Part("decided", [row("go_back", name="Omar Haddad", count=count, when=WHEN["when"])])]
                + [Part(name) for name, _ in OPEN],
                **WHEN,
                **{"count": count, "people": 0, "prepared": 0},
            )
            for count in (0, 1, 2)
        ),
    ],
    "views/tell": [
        pressed(
            "told",
            "calendar",
            parts=[
                Part(
                    "people",
                    [
                        row(
                            name="Dana Reyes",
                            told=None,
                            ways=[{"kind": "Phone", "value": "555 0100"}],
                            unasked=1,
                        ),
                        *(row(name="Gail", told=DUE, ways=[], unasked=count) for count in (0, 1, 2)),
                    ],
                ),
            ],
        ),
        pressed("told", "calendar", parts=[Part("people")]),
    ],
}
