"""Values for what is seen while a conference runs: the view of who leads, the cue card, the safety pause."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.domain.course import Happened
from bot.render import Part
from tests.samples.notices import pressed

Sample = Mapping[str, Any]
AT = {"at": datetime(2026, 3, 18, 20, 40, tzinfo=UTC), "zone": "America/Chicago"}
TOPIC = {
    "said": "Who is there at night",
    "said_first": True,
    "place": 1,
    "name": "Dana Reyes",
    "why": "Not now",
}
STATES = ("now", "done", "skipped", "parked", "coming")


def row(*names: str, **values: Any) -> Sample:
    """A row with these buttons."""
    return pressed(*names, **values)


SIGNALS = [row("tick", wish=wish, name="Dana Reyes") for wish in ("ready", "speak", "break")]
TOPICS = [
    row(
        *("done", "skip", "park", "take", "take_again"),
        **{**TOPIC, "state": state, "minutes": minutes, "used": used, "hard": hard, "if_time": hard},
    )
    for state in STATES
    for minutes, used, hard in ((10, 12, True), (None, 0, False))
]
STAGES = [
    row("go_there", "skip", stage="needs", state=state, minutes=12, used=3, hard=hard, why="Another day")
    for state in ("now", "done", "skipped", "coming")
    for hard in (True, False)
]
MOMENTS = [
    row(what=str(what), thing="needs" if "stage" in what else "t1", name="Omar Haddad", said="Why", **AT)
    for what in Happened
]
PRESSES = ("confidential", "next_topic", "back_stage", "on_stage", "earlier", "look_again", "course")
RUNNING: dict[str, Sample | Sequence[Sample]] = {
    "views/running": [
        pressed(
            *PRESSES,
            parts=[Part("signals", SIGNALS), Part("topics", TOPICS), Part("stages", STAGES)],
            **{"state": "open", "is_paused": False, "stage": "strengths", "used": used, "planned": 10},
            **{"left": left, "hard_stage": hard, "hard_topic": bool(hard), "not_recorded": ["Dana Reyes"]},
        )
        for used, left, hard in ((4, 40, ""), (12, 0, "needs"), (3, -5, ""))
    ]
    + [
        pressed(
            *("safety", "resume"),
            parts=[Part("signals"), Part("topics"), Part("stages")],
            **{"state": state, "is_paused": paused, "stage": "", "used": 0, "planned": 0},
            **{"left": 5, "hard_stage": "", "hard_topic": False, "not_recorded": []},
        )
        for state, paused in (("open", True), ("ended", False))
    ],
    "views/cue": [
        pressed("begin", "not_yet", stage=stage, said=said)
        for stage, said in (("needs", ""), ("", "Who is there at night"))
    ],
    "views/course": [{"parts": [Part("moments", MOMENTS)]}, {"parts": [Part("moments")]}],
    "views/safety": [
        pressed(
            *("resume", "end"),
            parts=[Part("steps", steps)],
            **{"since": since, "zone": "America/Chicago", "by": by, "state": state},
        )
        for since, by, state, steps in (
            (
                AT["at"],
                "Dana Reyes",
                "paused",
                [{"step": "call_911", "source": "A paper", "confirmed": False}],
            ),
            (AT["at"], "", "open", [{"step": "tell_supervisor", "source": "A paper", "confirmed": True}]),
            (None, "", "ended", []),
        )
    ],
    "receipts/skipped": pressed("running"),
    "captured/wish": [pressed("take_back", wish=wish) for wish in ("ready", "speak", "break")],
}
