"""Samples of the hub and of help."""

from collections.abc import Sequence

from bot.render import Part, Press
from tests.samples.common import DUE, WHEN, Sample
from tests.samples.notices import pressed

HELPED = ("plan", "strength", "agenda", "mine", "schedule", "talk", "ready", "goal", "close", "open")
GUIDES = [{"title": "Practice guide", "link": link} for link in ("https://agency.example/guide", None)]
HUB = (
    *(
        "versions",
        "schedule",
        "start",
        "ask_topics",
        "add_topic",
        "agenda",
        "show_draft",
        "send_agenda",
        "told",
    ),
    *("agenda_told", "move"),
    *(
        "ready",
        "cancel",
        "separate",
        "attendance",
        "close_up",
        "earlier",
        "end",
        "end_unnoted",
        "answers",
        "held",
    ),
    *("add_strength", "add_need", "add_update", "note_talk"),
    *(
        "start_early",
        "look_once_more",
        "tell",
        "waiting",
        "roll_call",
        "confidential",
        "next_stage",
        "read_and_seal",
        "ask_endorsement",
        "sent_back",
        "copies",
    ),
)
ROOMS = {
    "look": ("record", "plan", "progress", "since", "due", "papers", "what_kind"),
    "team": ("people", "channel", "reminders", "person", "child", "mention", "search"),
    "case": (
        "background",
        "ways",
        "placement",
        "event",
        "fact",
        "tribe_inquiry",
        "plan_kinds",
        "provider_input",
        "close_case",
        "reopen_case",
    ),
    "private": (
        *("talks", "needs", "preparation", "safety_screen", "kept_apart", "kept_private", "private_note"),
        *("contact_way", "contact_try"),
    ),
}
ALL_ROOMS = [
    Part(name, presses=[Press(one, f"do:{one}", "id1") for one in presses]) for name, presses in ROOMS.items()
]
TO_ASK = [
    Part("to_ask", [{"names": ["Dana Reyes"]}]),
    Part("the_agenda", presses=[Press("agenda", "do:open_agenda", "id1")]),
    Part("the_day", presses=[Press("move", "open:schedule", "id1")]),
    Part("what_is_said", presses=[Press("add_note", "open:note", "id1")]),
    Part(
        "looking_back",
        presses=[Press(one, f"do:{one}", "id1") for one in ("outcomes", "self_check", "feeling", "feelings")],
    ),
]
LOOK = [*ALL_ROOMS[:1], Part("heard", presses=[Press("heard_private", "do:kept_private", "id1")])]
NEXT = {
    "due": DUE,
    "due_name": "First planning conference",
    "counted": "20 calendar days after Monday, March 2, 2026",
}
NO_DATE = {"due": None, "due_name": "", "counted": ""}
HUB_AND_HELP: dict[str, Sample | Sequence[Sample]] = {
    "hub/hub": [
        pressed(
            *HUB,
            parts=[*TO_ASK, *ALL_ROOMS],
            **WHEN,
            **NEXT,
            silent_since=DUE,
            state="planned",
            card_alone=False,
            is_paused=False,
            family_alone=False,
            sealed=0,
            corrected=False,
            withdrawn=0,
            copies_overdue=0,
            to_offer=True,
            closed=None,
        ),
        pressed(
            "start",
            parts=LOOK,
            **WHEN,
            **NO_DATE,
            silent_since=None,
            state="ended",
            card_alone=False,
            is_paused=False,
            family_alone=False,
            sealed=2,
            corrected=True,
            withdrawn=0,
            copies_overdue=1,
            to_offer=False,
            closed=DUE,
        ),
        *(
            pressed(
                "start",
                parts=LOOK,
                **WHEN,
                **NO_DATE,
                silent_since=None,
                state=state,
                card_alone=alone,
                is_paused=alone,
                family_alone=not alone,
                leads=True,
                sealed=0,
                corrected=False,
                withdrawn=2,
                copies_overdue=3,
                to_offer=False,
                closed=None,
            )
            for state in ("none", "open")
            for alone in (True, False)
        ),
    ],
    "help/commands": [
        pressed("guide", subcommands=HELPED, papers=GUIDES),
        {"subcommands": (), "papers": (), "presses": []},
    ],
    "help/refused": {"problem": "Only the people who lead can record that.", "said": "Dana calls."},
    "help/unknown": [
        {"word": "strenght", "close": close, "said": said}
        for close, said in (("strength", "Dana calls."), ("", ""))
    ],
}
