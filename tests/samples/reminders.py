"""Values for calls to make, for what is put off, for what goes out next and for reminders by e-mail."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.render import Part
from tests.samples.notices import CALLED_ABOUT, DUE, MEETING, pressed

THEN = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)
HERE = "America/Chicago"
CHOICES = ("choice_in_two_hours", "choice_tomorrow", "choice_in_three_days", "choice_next_week")
KINDS = (
    *(
        "conference",
        "topics",
        "topic_calls",
        "task",
        "clock",
        "follow_up",
        "need",
        "copy",
        "endorsement",
        "sent_back",
    ),
    *("reply", "silence", "acknowledgement", "consent", "escalation", "task_call", "conference_call"),
    *("acknowledgement_call", "withdrawal_call"),
)
CALLED = [{"name": "Dana Reyes", "about": about, "since": THEN, "zone": HERE} for about in CALLED_ABOUT]
AHEAD = [
    {"kind": kind, "to": to, "about": about, "by_mail": not to, "at": THEN, "zone": HERE}
    | {"unsure": kind == "escalation"}
    for kind, to, about in zip(
        KINDS, ("Priya Nandan", "") * len(KINDS), (None, "Dana Reyes") * len(KINDS), strict=False
    )
]
SAYING: Mapping[str, Any] = {
    **{"name": "Dana Reyes", **MEETING, **DUE, "clock": HERE, "phone": "555 0100"},
    **{"result": "", "again_at": None, "parts": [Part("ways"), Part("answer")]},
}
STANDS = ("details", "done", "not_yet", "stuck")
TOLD = Part("ways", [{"kind": "Phone", "said": "555 0188"}])


def _call(about: str, *names: str, **more: Any) -> Mapping[str, Any]:
    return pressed(*names, **{**SAYING, "about": about, **more})


def _asked(**more: Any) -> Mapping[str, Any]:
    return pressed("remind_sure", **{**AHEAD[0], "quiet": False, "reminded_at": None, "there": THEN} | more)


REMINDERS: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "views/calls": [
        {"parts": [Part("calls", [pressed("call", **one) for one in CALLED])]},
        {"parts": [Part("calls")]},
    ],
    "views/call": [
        _call("conference", "call_made", "call_missed", "call_again", phone=""),
        _call(
            "task", "undo", result="made", parts=[TOLD, Part("answer", presses=pressed(*STANDS)["presses"])]
        ),
        _call(
            "acknowledgement",
            "undo",
            result="not_reached",
            again_at=THEN,
            parts=[TOLD, Part("answer", presses=pressed("acknowledgement")["presses"])],
        ),
        _call("withdrawal", "call_made", "call_missed", "call_again"),
    ],
    "views/call_again": pressed(*CHOICES, name="Dana Reyes"),
    "views/put_off": [pressed(*CHOICES), pressed()],
    "receipts/put_off": pressed("undo", until=THEN, zone=HERE),
    "views/reminders": [
        pressed(
            "not_sent",
            "calls",
            parts=[Part("ahead", [pressed("remind_now", **one) for one in AHEAD[:10]])],
            unsure=False,
        ),
        pressed(
            "not_sent",
            "calls",
            parts=[Part("ahead", [pressed("remind_now", **one) for one in AHEAD[10:]])],
            unsure=True,
        ),
        pressed("not_sent", "calls", parts=[Part("ahead")], unsure=True),
    ],
    "views/not_sent": [{"parts": [Part("unsent", AHEAD)]}, {"parts": [Part("unsent")]}],
    "views/remind_now": [
        *(_asked(**one) for one in AHEAD),
        _asked(quiet=True),
        _asked(reminded_at=THEN),
    ],
    "receipts/reminded_now": [{"to": "Priya Nandan"}, {"to": ""}],
    "reminder_mail/subject": [
        {"things": [{}] * count, "practice": practice} for count, practice in ((1, False), (3, True))
    ],
    "reminder_mail/mail": [
        {"things": [{"kind": "conference", **MEETING}, {"kind": "task", **DUE}], "phone": phone}
        for phone in ("555 0100", "")
    ],
}
