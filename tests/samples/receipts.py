"""Samples of what somebody is told after they sent a form."""

from collections.abc import Sequence
from typing import Any

from bot.domain.conference import HOW_ASIDE
from bot.render import Part
from tests.samples.common import DUE, PAPERS, TOPIC, WHEN, Sample, row
from tests.samples.notices import pressed


def each(name: str, values: Sequence[str], **rest: Any) -> list[Sample]:
    """One sample for each value."""
    return [{name: value, **rest} for value in values]


TASK_STATES = ("done", "stuck", "not_yet", "open")
OWN: dict[str, Any] = {"minutes": 8, "why": "", "unshown": False, "if_time": False, "settled": "", **TOPIC}
NAMED_ROWS = [
    row("change", "take_back", aside="", **{**OWN, **more})
    for more in ({}, {"minutes": None}, {"if_time": True}, {"unshown": True})
]
NAMED_ROWS += [row("name_again", aside="taken_back", **OWN)]
NAMED_ROWS += [
    row(aside=how, **{**OWN, "why": "We need more time.", "settled": "Gail drives her."}) for how in HOW_ASIDE
]
NAMED = [Part("named", NAMED_ROWS)]
RECEIPTS: dict[str, Sample | Sequence[Sample]] = {
    "captured/acknowledged": [
        pressed("change", answer=answer, withdrawn=withdrawn)
        for answer, withdrawn in (
            *((one, False) for one in ("yes", "in_part", "no", "rather_not_say")),
            ("yes", True),
        )
    ],
    "captured/entry": [
        pressed(
            "undo",
            "change",
            "another",
            kind=kind,
            said="Dana *always* calls back.",
            already=already,
            sealed=sealed,
        )
        for kind in ("strength", "need", "update", "goal")
        for already, sealed in ((False, False), (True, False), (False, True))
    ],
    "captured/entry_undone": pressed("bring_back", said="Dana always calls back."),
    "captured/replied": [
        pressed("change", "calendar", "get_ready", reply=reply, place=place, ways=ways, **WHEN)
        for reply in ("yes", "no", "not_sure")
        for place, ways in (("Library, room B", ["in person", "by phone"]), ("", []))
    ],
    "captured/reply_again": [
        pressed("yes", "no", "not_sure", moved=moved, **WHEN) for moved in (True, False)
    ],
    "captured/started": pressed("roll_call", "hub"),
    "captured/ended": pressed("close_up", "reopen", "hub"),
    "captured/way_on": pressed("hub", "waiting", problem="The conference is over."),
    "captured/task": [pressed("undo", "what_shows_it", state=state) for state in TASK_STATES],
    "captured/too_long": pressed("shorten", said="Dana calls.", length=3001, limit=3000),
    "captured/topics_asked": each("count", [1, 4]),
    "receipts/topics": [pressed("another", parts=NAMED), pressed("another", parts=[Part("named")])],
    "receipts/case_opened": pressed("person", "child"),
    "receipts/scheduled": [
        pressed("tell", **WHEN, moved=moved, by_dm=by_dm, by_staff=by_staff)
        for moved, by_dm, by_staff in (
            *((False, ["Omar Haddad", "Lena Voss"], ["Dana Reyes"]), (True, ["Omar Haddad"], [])),
            (False, [], ["Dana Reyes"]),
        )
    ],
    "receipts/kept_apart": pressed("who"),
    "receipts/go": each("count", [0, 1, 3]),
    "receipts/draft": [
        {"by_dm": by_dm, "by_staff": by_staff}
        for by_dm, by_staff in ((["Marcus Harlow"], ["Dana Reyes"]), ([], ["Dana Reyes"]), ([], []))
    ],
    "receipts/request_answered": each("asker_hears", ["dm", "staff", ""]),
    "publish/form": [
        {"names": names, "over": over} for names in (["Dana Reyes", "June Reyes"], []) for over in (0, 1, 25)
    ],
    "receipts/topic": [pressed("another", minutes=minutes, planned=90) for minutes in (60, 110)],
    "receipts/topic_aside": each("author_hears", ["dm", "staff", ""]),
    "agenda_topics/so_far": pressed("another", "go_on", parts=NAMED),
    "agenda_topics/thanks": pressed("another"),
    "agenda_topics/later_said": pressed("go_on"),
    "agenda_topics/stopped": pressed("another"),
    "receipts/roll_call": [pressed("one_person", "change", unsaid=unsaid) for unsaid in (0, 1, 4)],
    "roll_call/form": {"page": 1, "pages": 2},
    "roll_call/how": {"names": ["Dana Reyes (Mother)"]},
    "receipts/task": [pressed("undo", "what_shows_it", state=state) for state in TASK_STATES],
    "papers/title": [{"paper": paper, "until": DUE} for paper in (*PAPERS, "deadlines.csv")],
}
