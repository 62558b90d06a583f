"""Values for what people see while a conference opens: the list for everybody, who is still open, a tap."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.render import Part, Press, Told
from tests.samples.notices import pressed

Sample = Mapping[str, Any]
AT = {"at": datetime(2026, 3, 18, 20, 40, tzinfo=UTC), "zone": "America/Chicago"}
NAMES = ["Dana Reyes", "Marcus Harlow"]
NOBODY: list[str] = []
ROW = {"name": "Dana Reyes", "role": "Mother", "answer": "Yes (by phone)", "said": "For June's sake.", **AT}
OPENINGS = [
    Part("opening", [{"what": "rules", **AT}, {"what": "rules", **AT, "at": None}]),
    Part(
        "opening",
        [
            {"what": "open", "names": NAMES, "noted": True},
            {"what": "open", "names": NOBODY, "noted": True},
            {"what": "open", "names": NOBODY, "noted": False},
        ],
        presses=[Press("list", "open:confidential", "id1"), Press("who_said_what", "do:acceptances", "id1")],
    ),
    Part(
        "opening",
        [{"what": "own", "answer": "Yes"}, {"what": "own", "answer": ""}],
        presses=[Press(name, f"do:{name}", "id1") for name in ("accepted", "with_words", "rather_not")],
    ),
]
HOW_WE_TALK: dict[str, Sample | Sequence[Sample]] = {
    "confidential/form": [
        {"page": 1, "pages": 2, "nobody_here": True},
        {"page": 1, "pages": 1, "nobody_here": False},
    ],
    "confidential/says": {"names": ["Dana Reyes (mother)"]},
    "confidential/who": [
        {"name": "Dana Reyes", "role": "mother", "here": here, "tapped": tapped}
        for here, tapped in ((True, ""), (False, "Would rather not (in Slack)"))
    ],
    "notices/ask_confidential": pressed("accepted", "with_words", "rather_not"),
    "notices/rather_not": pressed("who_said_what"),
    "captured/accepted": [{"answer": answer} for answer in ("accepted", "rather_not")],
    "captured/went_on": [pressed("list", names=NAMES), pressed("roll_call", names=NOBODY)],
    "receipts/confidential": [
        pressed(
            *("words_of", "who_said_what", "change"),
            words_missing=True,
            open_names=NAMES,
            rather_not=NAMES,
        ),
        pressed("who_said_what", "change", words_missing=False, open_names=NOBODY, rather_not=NOBODY),
    ],
    "views/acceptances": [
        pressed(
            *("list", "one_person"),
            rather_not=rather_not,
            parts=[Part("people", rows)],
        )
        for rather_not, rows in (
            (
                NAMES,
                [
                    {**ROW, "here": True, "by": "Omar Haddad", "told_in": "English", "wording": "0a1b2c3d"},
                    {**ROW, "here": False, "by": "", "told_in": "", "wording": "", "at": None},
                ],
            ),
            (NOBODY, []),
        )
    ],
    "entries/ground_rule": {"text": "Nobody raises their voice."},
    "notices/how_was_it": pressed(
        *("mark_1", "mark_2", "mark_3", "mark_4", "mark_5"), *("own_words", "not_say")
    ),
    "captured/feeling": [pressed("own_words", mark=mark) for mark in ("4", "rather_not")],
    "entries/feeling_line": [
        {"mark": mark, "rather_not": rather_not, "text": text}
        for mark, rather_not, text in ((4, False, "I was heard."), (0, True, ""))
    ],
    "entries/outcome_line": [
        {"when": when, "day": AT["at"].date(), "name": name, "text": "Her aunt."}
        for when, name in (("now", "Dana Reyes"), ("before", ""))
    ],
    "entries/outcome": {"question": "legal_parent", "text": "Her aunt."},
    "views/outcomes": [
        {
            "parts": [
                Part(
                    "questions",
                    [
                        {
                            "question": "legal_parent",
                            "asked_now": now,
                            "said": "Today: Her aunt.",
                            "presses": [Press("answer", "open:outcome", "id1")],
                        }
                        for now in (True, False)
                    ],
                )
            ]
        },
        {"parts": [Part("questions")]},
    ],
    "views/self_checks": [
        {
            "parts": [
                Part(
                    "checks",
                    [
                        {"maker": maker, "on": day, "said": "Respect: 4"}
                        for maker, day in (("Omar Haddad", AT["at"].date()), ("", None))
                    ],
                )
            ]
        },
        {"parts": [Part("checks")]},
    ],
    "views/feelings": [
        pressed("feeling", parts=[Part("feelings", told=told)])
        for told in ([Told("Dana Reyes:", "4 of 5.")], [])
    ],
}
