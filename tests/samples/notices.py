"""Values for the messages that come unasked and for the stage cards, as their senders give them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.render import Part, Press

MEETING = {"when": datetime(2026, 3, 18, 20, 30, tzinfo=UTC), "zone": "America/Chicago"}
DUE = {"due": date(2026, 3, 20)}
COUNTS = {
    "strengths": 5,
    "needs": 5,
    "goals": 2,
    "objectives": 4,
    "tasks": 8,
    "visits": 4,
    "ties": 2,
    "services": 1,
    "ideas": 3,
    "voices": 1,
    "present": 7,
    "answered": 8,
}
NOTHING_YET = dict.fromkeys(COUNTS, 0)
STAGES = (
    "welcome",
    "ground_rules",
    "why_we_are_here",
    "child_voice",
    "strengths",
    "needs",
    "private_family_time",
    "goal_check",
    "ideas",
    "objectives_tasks",
    "visits",
    "services",
    "read_back",
    "acknowledgement",
    "copies_and_dates",
)


def pressed(*names: str, **values: Any) -> Mapping[str, Any]:
    """Values together with these buttons."""
    return {**values, "presses": [Press(name, f"do:{name}", "id1") for name in names]}


CALLED_ABOUT = ("conference", "task", "acknowledgement", "withdrawal")
REPLIES = ("yes", "no", "not_sure")
STANDS = ("details", "done", "not_yet", "stuck", "put_off")
TASKS = [
    pressed(*STANDS, **DUE, stage=stage, further=further)
    for stage, further in (("soon", None), ("today", None), ("after", None), ("after", date(2026, 3, 25)))
]
ANSWERS = ("answer_yes", "answer_in_part", "answer_no", "answer_rather_not_say")
THINGS = [
    {"kind": "conference", **pressed("open_agenda", **MEETING)},
    *(pressed("call", kind=f"{about}_call") for about in CALLED_ABOUT),
    {"kind": "topic_calls", **pressed("who_was_asked", **MEETING, until=DUE["due"])},
    *({"kind": "task", **one} for one in TASKS),
    {"kind": "acknowledgement", **pressed("read_plan", *ANSWERS, "put_off")},
    {"kind": "consent", **pressed("details", "put_off", **DUE)},
    {"kind": "clock", **pressed("details", **DUE)},
    *(pressed("details", kind=kind, count=count) for kind in ("follow_up", "copy") for count in (1, 3)),
    *(pressed("needs", kind="need", count=count) for count in (1, 3)),
    {"kind": "silence", **pressed("happened", "note_contact")},
    {"kind": "endorsement", **pressed("endorse")},
    {"kind": "sent_back", **pressed("read_note")},
    *({"kind": "reply", **pressed("details", stage=stage, **DUE)} for stage in ("soon", "after")),
]
NOTICES: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "notices/invitation": [
        pressed(
            *REPLIES,
            "calendar",
            "get_ready",
            "what_kind",
            **MEETING,
            formal=True,
            reading=["Family Handbook, PPS 5137"],
        ),
        pressed(*REPLIES, "calendar", **MEETING, formal=False, reading=[]),
    ],
    "notices/tell_people": pressed("who", "told", **MEETING),
    "notices/conference_moved": pressed(*REPLIES, "calendar", **MEETING),
    "notices/conference_goes_on": pressed(*REPLIES, "calendar", **MEETING),
    "notices/conference_cancelled": MEETING,
    "notices/plan_waits": pressed("look_once_more"),
    "notices/paper_waits": [pressed("look_once_more", leads=leads) for leads in (True, False)],
    "notices/meeting_begun": {"on": DUE["due"]},
    "notices/ask_topics": pressed("begin", "no_topics", **MEETING),
    "notices/topic_aside": pressed("my_topics", **MEETING),
    "notices/agenda_emptied": [pressed("open_agenda", on_paper=asked) for asked in (False, True)],
    "notices/agenda_draft": pressed("open_agenda", "draft_seen", "another", "ask_change", **MEETING),
    "notices/agenda_changed": pressed("open_agenda", "seen", **MEETING),
    "notices/agenda_request": pressed("open_agenda", **MEETING),
    "notices/request_answered": pressed("open_agenda", **MEETING),
    "notices/agenda": pressed("open_agenda", "seen", **MEETING),
    "notices/ask_acknowledgement": pressed("read_plan", *ANSWERS),
    "notices/ask_again": [
        pressed("what_changed", "read_plan", *ANSWERS, affected=affected) for affected in (True, False)
    ],
    "notices/plan_withdrawn": [{"taken": taken} for taken in (True, False)],
    "notices/table_stays": {},
    "notices/question_over": {},
    "notices/endorsement_over": [{"taken": taken} for taken in (True, False)],
    "notices/ask_view": pressed("say_view", "read_plan"),
    "notices/your_steps": [pressed("look", count=count, **DUE) for count in (1, 3)],
    "notices/ask_endorsement": [pressed("read_plan", "endorse", again=again) for again in (False, True)],
    "notices/endorsement_returned": pressed("details"),
    "notices/plan_ready": [
        pressed("read_plan", "papers", "got_it", until=until, endorsed=until is None)
        for until in (DUE["due"], None)
    ],
    "notices/said_no": pressed("details"),
    "notices/disagrees": pressed("details", **DUE),
    "notices/dissent_answered": pressed("details"),
    "notices/tell_reply": pressed("details"),
    "notices/reminder_reply": [
        pressed("details", "put_off", stage=stage, **DUE) for stage in ("soon", "after")
    ],
    "notices/own_part": pressed("wish_ready", "wish_speak", "wish_break", "pause"),
    "notices/cue_card": [pressed("running", stage=stage) for stage in ("needs", "")],
    "notices/overrun": pressed("running", stage="needs", planned=12),
    "notices/break_asked": pressed("running"),
    "notices/back_together": pressed("running"),
    "notices/paused": pressed("safety"),
    "notices/kept_apart": pressed("who"),
    "notices/rules_moved": pressed("deadlines"),
    "notices/channel_changes": pressed("who"),
    "notices/bot_left": pressed("who"),
    "notices/task_stuck": pressed("details"),
    "notices/reminder_conference": pressed("open_agenda", "put_off", **MEETING),
    **{f"notices/reminder_{about}_call": pressed("call") for about in CALLED_ABOUT},
    "notices/reminder_acknowledgement": pressed("read_plan", *ANSWERS, "put_off"),
    "notices/reminder_consent": pressed("details", "put_off", **DUE),
    "notices/reminder_escalation": pressed("details", **DUE),
    "notices/reminder_over": {},
    "notices/not_sent": pressed("not_sent"),
    "notices/reminder_topics": pressed("begin", "later", "no_topics", **MEETING, until=DUE["due"]),
    "notices/reminder_topic_calls": pressed("who_was_asked", **MEETING, until=DUE["due"]),
    "notices/reminder_task": TASKS,
    "notices/reminder_clock": pressed("details", "put_off", **DUE),
    "notices/reminder_follow_up": [pressed("details", "put_off", count=count) for count in (1, 3)],
    "notices/reminder_need": [pressed("needs", "put_off", count=count) for count in (1, 3)],
    "notices/reminder_copy": [pressed("details", "put_off", count=count) for count in (1, 3)],
    "notices/reminder_several": {"count": len(THINGS), "parts": [Part("things", THINGS)]},
    "notices/reminder_silence": pressed("happened", "note_contact", "put_off"),
    "notices/reminder_endorsement": pressed("endorse", "put_off"),
    "notices/reminder_sent_back": pressed("read_note", "put_off"),
}
EVERYONE = ("wish_ready", "wish_speak", "wish_break", "pause")
CARDS: dict[str, Sequence[Mapping[str, Any]]] = {
    f"stages/{stage}": [
        pressed(
            *("next_stage", "running"),
            **{"counts": counts, "minutes": 8, "number": place, "total": len(STAGES)},
            **{"ready": ready, "speak": speak, "hard_next": bool(speak), "threads_read": ready == 3},
            everyone=[Press(name, f"do:{name}", "id1") for name in EVERYONE],
        )
        for counts, ready, speak in ((COUNTS, 2, 1), (NOTHING_YET, 0, 0), (COUNTS, 3, 0))
    ]
    for place, stage in enumerate(STAGES, start=1)
} | {
    "stages/ended": [pressed("close_up", "reopen", counts=counts) for counts in (COUNTS, NOTHING_YET)],
    "stages/adjourned": [pressed("recorded")],
    "stages/paused": [pressed("safety", "resume")],
}
