"""Values for the private talk, for what people need to take part, and for getting ready by oneself."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.preparing import PARTS
from bot.render import Part
from tests.samples.notices import pressed

DAY = date(2026, 3, 12)
Sample = Mapping[str, Any]
STATES = ("open", "done", "skipped", "later")
WAYS_ON = ("skip", "later", "back", "on", "all_parts", "stop")
SAY = {"name": "Dana", "me": "Omar"}

NEEDS = [
    pressed("answer", "over", name="Dana Reyes", what="A ride", answer="open", on=DAY, said="No car"),
]
PERSON_NEEDS = [
    pressed("answer", "need_over", what="A ride", answer=answer, on=DAY, said="No car")
    for answer in ("open", "arranged", "not_possible", "ended")
]
QUESTIONS = [
    pressed(name, question="What would help you to take part?", state=state, said="A ride")
    for name, state in (("change", "answered"), ("change", "skipped"), ("answer", "open"))
]
ANSWERS = [
    {"what": "A ride", "answer": one, "said": "Ben drives"} for one in ("open", "arranged", "not_possible")
]

PREPARING: dict[str, Sample | Sequence[Sample]] = {
    "notices/talk": pressed("begin"),
    "notices/needs_named": pressed("needs"),
    "notices/need_answered": pressed("own_needs"),
    "receipts/need_answered": [{"asker_hears": how} for how in ("dm", "staff", "")],
    "views/own_needs": [{"parts": [Part("needs", ANSWERS)]}, {"parts": [Part("needs")]}],
    "get_ready/so_far": pressed("mine"),
    "get_ready/thanks": pressed("topics", "mine"),
    "get_ready/stopped": pressed("mine"),
    "get_ready/later_said": pressed("go_on"),
    "views/get_ready": pressed("my_topics", parts=[Part("questions", QUESTIONS), Part("needs", ANSWERS)]),
    "help/as_topic": pressed("use", said="More time with Grandma"),
    "help/meeting": {"when": datetime(2026, 3, 18, 20, 30, tzinfo=UTC), "zone": "America/Chicago"},
    "talk/part": [
        pressed(
            *(part, "contact_way", "interpreter", "keep_private", *WAYS_ON),
            **{"name": "Dana Reyes", "part": part, "place": 1, "total": 6, "state": state},
            **{"why": "She did not want to.", "said": "Hi Dana."},
        )
        for part in PARTS
        for state in STATES
    ],
    "talk/over": [
        pressed("go_on", "all_parts", name="Dana Reyes", left=left) for left in (["Safety, alone"], [])
    ],
    "talk/stopped": pressed("go_on", name="Dana Reyes"),
    "receipts/reach": [pressed("needs", needs=needs) for needs in (True, False)],
    "receipts/need_over": [pressed("undo", over=over) for over in (True, False)],
    "views/talks": [
        {
            "parts": [
                Part(
                    "people",
                    [
                        pressed("talk", "parts", name="Dana Reyes", role="Mother", left=left, total=6)
                        for left in (0, 4)
                    ],
                )
            ]
        },
        {"parts": [Part("people")]},
    ],
    "views/talk_parts": pressed(
        "talk",
        name="Dana Reyes",
        parts=[Part("parts", [pressed("fill", part="Safety, alone", state=state) for state in STATES])],
    ),
    "views/needs": [{"parts": [Part("needs", NEEDS)]}, {"parts": [Part("needs")]}],
} | {
    f"say/{part}": [
        {**SAY, "facilitates": facilitates, "children": children, "to_child": to_child}
        for facilitates, children, to_child in (
            (True, ["June"], False),
            (False, [], False),
            (True, ["June"], True),
        )
    ]
    for part in PARTS
}
