"""Samples of views of a plan, its answers and its papers."""

from collections.abc import Sequence
from typing import Any

from bot.render import Part
from tests.samples.common import DUE, PAPERS, WHEN, Sample, row
from tests.samples.notices import pressed

PROGRESS = {
    **{"name": "June Reyes", "goal_set_on": DUE, "concurrent_set_on": DUE, "target": DUE},
    **{"visits": ["Dana Reyes: twice a week"], "ties": ["Spanish (Language)"]},
}
NO_PROGRESS = {
    **dict.fromkeys(("goal_set_on", "concurrent_set_on", "target", "since")),
    **{"name": "June Reyes", "visits": [], "ties": [], "goal": "", "concurrent": "", "days": 0},
}
TOLD_OF_TASK = [
    row("change", by=by, typed_by=typed, on=DUE, said="A day is set.")
    for by, typed in (("Dana Reyes", "Priya Nandan"), ("", ""))
]
HAPPENED = [
    row("change", kind=kind, by=by, typed_by=by, on=DUE, said="x", task=task, state="Done", how="By phone")
    | {"people": [by] if by else []}
    for kind in ("update", "task", "team_contact")
    for by, task in (("Dana Reyes", "Call the clinic"), ("", ""))
]
ASKED_TO = [
    row("take_back_request", name=name, asked_on=DUE, answer=answer, done_on=DUE)
    for name, answer in (("Nell Brandt", ""), ("", "endorsed"), ("", "returned"), ("", "taken_back"))
]
PERSON = {
    **{"name": "Dana Reyes", "answer": "", "answer_asked": None, "view": "", "view_asked": None},
    **{"copy_sent": None, "copy_came": None, "owed": False, "absent": False, "follow_up": None},
    **{"reply_due": None, "replied": None, "said_of": 0, "chose_not_to_sign": False, "before": None},
}
SINCE_SEAL: dict[str, Any] = {"kind": "task", "by": "Priya Nandan", "why": "Her shift moved.", "said": "Call"}
SINCE_SEAL |= {"at": WHEN["when"], "zone": WHEN["zone"]}
PHASES = [{"phase": name, "on": on} for name in ("assess", "plan", "serve", "review") for on in (None, DUE)]
STANDS_NOW = (("a ride", "no phone", True), ("", "A letter came", False), ("", "", False))
CHANGES: tuple[Sample, ...] = (
    {"by": "Omar Haddad", "why": "Said better."},
    {"by": "", "why": "undone"},
    {"by": "", "why": None},
)
SAID_LATER: Sample = {"said": "y", "at": WHEN["when"], "zone": WHEN["zone"]}
VERSION_BUTTONS = ("answers", "what_changed", "reopen", "leave", "withdraw", "restore")
MOVES = [
    {"move": move, "at": WHEN["when"], "by": by, "why": why, "back": back}
    for move, by, why, back in (
        ("reopen", "Omar Haddad", "A day was wrong.", WHEN["when"]),
        ("withdraw", "", "", None),
    )
]
DETAIL = {"name": "other", "before": "", "after": ""}
CHANGED_ROWS = [
    {"what": what, "part": part, "says": says, "details": [DETAIL | one for one in details]}
    for what, part, says, details in (
        ("changed", "case", "", [{"name": "why_we_are_here", "after": "A new reason"}]),
        ("changed", "tasks", "Write a night plan", [{"name": "due", "before": DUE, "after": DUE}]),
        ("changed", "tasks", "Call Gail", [{"name": "owner", "before": "Dana", "after": "Gail"}, {}]),
        ("added", "visits", "Once a week", []),
        ("taken_out", "services", "Parenting class", []),
    )
]
PLAN_VIEWS: dict[str, Sample | Sequence[Sample]] = {
    "views/older": [
        {"said": "x", "parts": [Part("older", rows)]}
        for rows in ([], [{**one, **SAID_LATER} for one in CHANGES])
    ],
    "views/answers": [
        pressed(
            *("newest", "copies", "ask_endorsement", "papers", "versions", "look_again"),
            state=state,
            **{"number": 1, "newest": newest, "fingerprint": "0123-4567-89AB-CDEF-2"},
            **{"endorsed": endorsed, "endorsement_asked": asked, "sent_back": newest == 1 and not endorsed},
            parts=[
                Part(
                    "people",
                    [row("words", "ask_again", "acknowledgement", "view", "copy", **{**PERSON, **person})],
                ),
                Part("returned", [{"on": asked, "said": "Please name who drives."}]),
                Part("replied", [{"on": DUE, "said": "Rosa drives."}]),
                Part("endorsements", ASKED_TO),
            ],
        )
        for state, endorsed, asked, newest, person in (
            ("asking", False, None, 1, {"owed": True, "absent": True, "follow_up": DUE}),
            ("asking", False, None, 1, {"absent": True, "view": "disagrees", "reply_due": DUE}),
            ("withdrawn", False, None, 1, {"view": "disagrees", "replied": DUE}),
            ("reopened", False, DUE, 1, {"answer_asked": DUE, "view_asked": DUE, "copy_sent": DUE}),
            ("standing", False, None, 2, {"said_of": 1, "before": {"answer": "no", "number": 1}}),
            ("asking", False, None, 1, {"answer": "rather_not_say", "chose_not_to_sign": True}),
            ("superseded", True, None, 2, {"answer": "in_part", "view": "disagrees", "copy_came": DUE}),
        )
    ],
    "views/counted": [
        {"count": count, "months": months, "before": before, "base": DUE, "still": still}
        for count, months, before, still in (
            *((0, False, False, 0), (1, False, True, 0), (20, False, False, 1)),
            *((1, True, False, 12), (6, True, True, 0)),
        )
    ],
    "views/dissent": [
        pressed(
            *("reply", "change", "more_words", "reply_told"),
            **{"name": "Marcus Harlow", "own": own, "view": "disagrees", "number": 1, "due": due},
            confirmed=confirmed,
            said="I see it another way.",
            parts=[
                Part("about", [{"said": "Two visits a week"}]),
                Part("reply", [{"on": DUE, "said": "We will look at it on Monday."}]),
            ],
        )
        for own, due, confirmed in ((True, None, True), (False, DUE, True), (True, DUE, False))
    ],
    "views/papers": [
        {
            "parts": [
                Part(
                    "papers",
                    [row("get", "filled", "for_court", "get_record", paper=paper) for paper in PAPERS],
                )
            ],
            "waits": False,
            "until": DUE,
        },
        pressed("look_once_more", parts=[Part("papers")], waits=True, until=DUE),
    ],
    "views/what_changed": [
        {"number": 2, "since": 1, "why": "A shift moved.", "parts": [Part("rows", CHANGED_ROWS)]},
        {"number": 2, "since": 1, "why": "", "parts": [Part("rows")]},
    ],
    "views/changes": [
        {
            "parts": [
                Part("since", [row(what=what, **SINCE_SEAL) for what in ("added", "changed", "taken_out")]),
                Part(
                    "versions",
                    [
                        row(
                            *VERSION_BUTTONS,
                            number=number,
                            at=WHEN["when"],
                            zone=WHEN["zone"],
                            by="Omar Haddad" if said else "",
                            said=said,
                            kind=kind,
                            state=state,
                            until=DUE if state == "correction" else None,
                            until_confirmed=False,
                            moves=MOVES if said else [],
                            answered=["Dana Reyes (Yes)"] if said else [],
                            stays=["Gail Reyes (1)"] if said else [],
                        )
                        for number, said, kind, state in (
                            (3, "A visit moved.", "ongoing", "correction"),
                            (2, "A day was wrong.", "initial", "withdrawn"),
                            (1, "", "initial", "superseded"),
                        )
                    ],
                ),
            ]
        },
        {"parts": [Part("since"), Part("versions")]},
    ],
    "views/progress": [
        pressed(
            *("since", "due"),
            parts=[
                Part("phases", PHASES),
                Part(
                    "children", [PROGRESS | {"goal": goal, "concurrent": goal, "since": since, "days": days}]
                ),
                Part("goals", [{"done": 2, "open": 3, "stuck": 1, "said": goal}]),
                Part("dates", [{"name": "Next review", "due": DUE}]),
            ],
        )
        for goal, since, days in (("Going home", DUE, 216), ("", DUE, 1), ("", None, 0))
    ]
    + [{"parts": [Part("children", [NO_PROGRESS]), Part("goals"), Part("dates")]}],
    "views/since": [
        pressed(
            *("update", "team_contact", "quiet_days"),
            met_on=met_on,
            days=30 if met_on else None,
            confirmed=False,
            parts=[Part("happened", HAPPENED if met_on else [])],
        )
        for met_on in (DUE, None)
    ],
    "views/updates": [
        pressed("update", said="Call the clinic", parts=[Part("updates", rows)])
        for rows in (TOLD_OF_TASK, [])
    ],
    "views/said_no": {"name": "Dana Reyes", "said": "Nobody asked me."},
    "views/task": [
        pressed(
            *("done", "not_yet", "stuck", "update"),
            parts=[Part("updates", TOLD_OF_TASK if help else [])],
            **{"owner": "Dana Reyes", "due": DUE, "state": "Open", "done_when": "Two calls are made"},
            **{"help": help, "barrier": help, "words": words, "stuck": stuck, "said": "Call the clinic"},
            **{"on": DUE if words else None, "by": help and "Priya Nandan"},
        )
        for help, words, stuck in STANDS_NOW
    ],
}
