"""Values for private views, receipts and answers to commands, as the handlers give them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.agenda import REQUEST_KINDS
from bot.domain.conference import HOW_ASIDE
from bot.render import Part, Press
from tests.samples_deadlines import DUE_ON_HOME
from tests.samples_how_we_talk import OPENINGS
from tests.samples_notices import pressed
from tests.samples_rules import AGENCY_RULES, HEALTH

DUE = date(2026, 3, 20)
WHEN = {"when": datetime(2026, 3, 18, 20, 30, tzinfo=UTC), "zone": "America/Chicago"}
Sample = Mapping[str, Any]

ASKED: Mapping[str, Any] = {
    **{"good": "My dog", "worries": "Nights", "wish": "A door that locks"},
    **{"asked_by": "p1", "asked_by_name": "Casey Lane"},
    **{"asked_on": DUE, "wants": "come", "wants_named": "Come to the meeting"},
    **{"beside": "She sleeps badly.", "beside_by": "p2", "beside_by_name": "Dana Reyes"},
}


def row(*names: str, **values: Any) -> Sample:
    """A row of a list with these buttons."""
    return {**values, "presses": [Press(name, f"do:{name}", "id1") for name in names]}


def each(name: str, values: Sequence[str], **rest: Any) -> list[Sample]:
    """One sample for each value."""
    return [{name: value, **rest} for value in values]


HELPED = ("plan", "strength", "agenda", "mine", "schedule", "talk", "ready", "goal", "close", "open")
GUIDES = [{"title": "Practice guide", "link": link} for link in ("https://agency.example/guide", None)]
CAME = {"at": WHEN["when"], "zone": WHEN["zone"], "name": "", "user": "U0ROSA", "ours": False, "joined": True}
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
TASK_STATES = ("done", "stuck", "not_yet", "open")
SECTIONS = (
    *("strengths", "needs", "concerns", "ideas", "other_views", "voices", "permanencies", "goal_views"),
    *("goals", "objectives", "tasks", "visits", "ties", "services", "decisions"),
)
ANSWERS = ("answer_yes", "answer_in_part", "answer_no", "answer_rather_not_say")
WAITS = [
    row("yes", "no", "not_sure", what="invitation", **WHEN),
    row("begin", what="topics", **WHEN),
    row("accepted", "with_words", "rather_not", what="confidential", **WHEN),
    row("open_agenda", "seen", what="agenda", **WHEN),
    row("open_agenda", "draft_seen", "another", "ask_change", what="draft", **WHEN),
    row("read_plan", *ANSWERS, what="chance"),
    row("say_view", "read_plan", what="view"),
    row("read_plan", "got_it", what="copy"),
    row("tell", what="telling"),
    row("needs", what="needs"),
    row("calls", what="calls"),
    row("get_ready", what="get_ready", **WHEN),
    row("read_plan", "endorse", what="endorsement"),
    row("read_note", what="sent_back"),
]
MINE = [
    Part("waiting", WAITS),
    Part("tasks", [row("details", "done", "not_yet", "stuck", due=DUE)]),
    Part("meetings", [row("open_agenda", **WHEN)]),
]
NOTHING = [Part("waiting"), Part("tasks"), Part("meetings")]
SIDES = Part(
    "sides", [row("who_else", "sides_ok", natural=2, professional=5, hint=hint) for hint in (True, False)]
)
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
STAFF = [row("change", name="Priya Nandan", duties=["staff"])]
ASKED_TO = [
    row("take_back_request", name=name, asked_on=DUE, answer=answer, done_on=DUE)
    for name, answer in (("Nell Brandt", ""), ("", "endorsed"), ("", "returned"), ("", "taken_back"))
]
PERSON = {
    **{"name": "Dana Reyes", "answer": "", "answer_asked": None, "view": "", "view_asked": None},
    **{"copy_sent": None, "copy_came": None, "owed": False, "absent": False, "follow_up": None},
    **{"reply_due": None, "replied": None, "said_of": 0, "chose_not_to_sign": False, "before": None},
}
PAPERS = (
    "plan.pdf",
    "plan.docx",
    "copy.pdf",
    "agenda.pdf",
    "blank.pdf",
    "snapshot.pdf",
    "court.pdf",
    "narrative.md",
    "actions.csv",
    "plan.json",
    "audit.jsonl",
    "record.json",
)

TOPIC = {"said": "More time with Grandma", "said_first": True, "from_names": ["Dana Reyes"]}
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
SINCE_SEAL: dict[str, Any] = {"kind": "task", "by": "Priya Nandan", "why": "Her shift moved.", "said": "Call"}
SINCE_SEAL |= {"at": WHEN["when"], "zone": WHEN["zone"]}
PHASES = [{"phase": name, "on": on} for name in ("assess", "plan", "serve", "review") for on in (None, DUE)]
ON_PAPER = ("get", "filled", "for_court", "get_record")
KINDS = [row("open", kind="strength", count=5, of_family=of) for of in (None, 3)]
STANDS_NOW = (("a ride", "no phone", True), ("", "A letter came", False), ("", "", False))
APART: dict[str, Any] = {"names": ["Dana Reyes", "Marcus Harlow"], "since": DUE}
WAITS: Sample = {"carried": "", "earlier": "waiting"}
LEFT: Sample = {"carried": "", "earlier": "left_out"}
WHOSE: tuple[Sample, ...] = (
    {
        "by": "Dana",
        "carried": "Carried over by Omar",
        "told_by": "Lu",
        "talked_on": DUE,
        "entered_by": "Omar",
        "stage": "Strengths",
        "earlier": "",
    },
    {"by": "", "told_by": "", "talked_on": None, "entered_by": "", "stage": "", **WAITS},
    {"by": "", "told_by": "", "talked_on": DUE, "entered_by": "", "stage": "", **LEFT},
    {"by": "", "told_by": "", "talked_on": DUE, "entered_by": "", "stage": "", "carried": "", "earlier": ""},
)
CHANGES: tuple[Sample, ...] = (
    {"by": "Omar Haddad", "why": "Said better."},
    {"by": "", "why": "undone"},
    {"by": "", "why": None},
)
CHANGED: Sample = {"said": "y", "at": WHEN["when"], "zone": WHEN["zone"]}
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
VIEWS: dict[str, Sample | Sequence[Sample]] = {
    "views/older": [
        {"said": "x", "parts": [Part("older", rows)]}
        for rows in ([], [{**one, **CHANGED} for one in CHANGES])
    ],
    "views/add_to_plan": pressed(
        *("as_strength", "as_need", "as_note", "as_goal", "as_objective", "as_task"),
        *("as_visit", "as_service", "as_voice", "as_concern", "as_decision", "as_tie"),
    ),
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
    "views/kept_apart": [
        pressed("no_contact", "separate", parts=[Part("rules")], both_asked=False, cards_out=False),
        pressed(
            *("leave_out", "no_contact", "separate", "cards_back"),
            both_asked=True,
            cards_out=True,
            parts=[
                Part("rules", [row("change", kind=kind, ended_on=ended, **APART) for ended in (None, DUE)])
                for kind in ("order",)
            ],
        ),
        pressed(
            *("no_contact", "cards_back"),
            both_asked=False,
            cards_out=True,
            parts=[Part("rules", [row("change", kind="wish", ended_on=None, **APART)])],
        ),
    ],
    "views/channel": [
        pressed("people", out=out, parts=[Part("changes", [{**CAME, **change} for change in changes])])
        for out, changes in (
            (False, ()),
            (False, ({"name": "Dana Reyes"}, {"joined": False}, {})),
            (True, ({"ours": True, "joined": False},)),
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
    "views/entries": [
        pressed(
            *("another", "history", "tag_safety", "tag_permanency", "tag_well_being", "tag_all"),
            kind_name="Strengths",
            tag="Safety",
            parts=[
                Part(
                    "entries",
                    [
                        row(
                            "change",
                            "older",
                            "take_out",
                            "updates",
                            "where_it_stands",
                            kind=kind,
                            **whose,
                            private=False,
                            said="x",
                            at=WHEN["when"],
                            zone=WHEN["zone"],
                        )
                        for whose in WHOSE
                        for kind in ("strength", "team_contact")
                    ],
                )
            ],
        ),
        {"kind_name": "Strengths", "tag": "", "parts": [Part("entries")]},
    ],
    "views/home": [
        pressed(
            *("refresh", "name_staff", "self_checks", "no_plan", "guide", "own_times"),
            parts=[
                *(Part("staff", STAFF), Part("rules", AGENCY_RULES), Part("health", HEALTH)),
                *(*MINE, *DUE_ON_HOME),
            ],
        ),
        pressed("refresh", parts=[Part("staff"), Part("rules"), Part("counting"), *NOTHING]),
    ],
    "views/span": [
        {"count": count, "unit": unit} for unit in ("days", "hours", "minutes", "seconds") for count in (1, 4)
    ],
    "views/my_day": [{"parts": MINE}, {"parts": NOTHING}],
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
    "views/people": [
        pressed(
            *(
                "person",
                "fact",
                "candidate",
                "mention",
                "search",
                "person_facts",
                "contact_way",
                "contact_try",
                "family_pages",
            ),
            parts=[
                SIDES,
                Part(
                    "people",
                    [
                        row(
                            *("open", "change", "left"),
                            name="Dana Reyes",
                            role="Mother",
                            with_slack=False,
                            on_team=True,
                        ),
                        row("change", name="Omar Haddad", role="Facilitator", with_slack=True, on_team=False),
                    ],
                ),
                Part("sought", [row("open", name="Lu Reyes", relation=way) for way in ("aunt", "")]),
                Part("children", [row("change", name="June Reyes")]),
                Part("missing", [row("add", role="Guardian ad litem")]),
                Part("questions", [row("answer", fact="A child is in custody")]),
                Part("gone", [row("back", name="Tom Field", left_on=DUE)]),
            ],
        ),
        {"parts": [Part("sought"), Part("missing"), Part("questions")]},
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
    "views/record": {"parts": [Part("kinds", KINDS), *OPENINGS]},
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
ENTRIES: dict[str, Sample | Sequence[Sample]] = {
    "entries/update": [
        {"text": "A day is set.", "given_on": DUE, "task_id_name": name} for name in ("Call the clinic", "")
    ],
    "entries/team_contact": [
        {"on": DUE, "how_named": "By phone", "people_names": names, "words": names and "About rides"}
        for names in (["Dana Reyes"], [])
    ],
    "entries/goal": {"text": "June sleeps safely at home."},
    "entries/concern": [
        {"text": "The nights are not safe.", "action": action, "task_ids_names": names, "no_action": why}
        | {"beside": beside, "beside_by_name": "Omar Haddad"}
        for action, names, why, beside in (
            ("A rota", ["Call Rosa"], None, None),
            (None, [], "The court looks at it.", "They are unsafe."),
        )
    ],
    "entries/decision": [
        {"text": "June stays in her school.", "decided_by_names": names, "on": DUE}
        for names in (["Dana Reyes", "Priya Nandan"], [])
    ],
    **{
        f"entries/{kind}": [
            {"text": "Dana calls every night.", **beside}
            for beside in (
                {"beside": None},
                {"beside": "They talk each evening.", "beside_by_name": "Omar Haddad"},
            )
        ]
        for kind in ("strength", "need", "note")
    },
    "entries/idea": [
        {
            **{"need_id_name": "A calm night", "text": "Rosa stays over.", "kind": kind},
            **{"kind_named": "Family or friends", "chosen_on": on, "chosen_by_names": names},
            "chosen_why": "June asked for it.",
        }
        for kind, on, names in (("informal", DUE, ["Dana Reyes"]), (None, DUE, []), (None, None, []))
    ],
    "entries/other_view": {"idea_id_name": "Rosa stays over.", "text": "I can do it myself."},
    "entries/goal_view": [
        {"person_id_name": "Dana Reyes", "view_named": "Agrees", "words": words}
        for words in ("It is right.", "")
    ],
    "entries/objective": [
        {"text": "A sober adult is there each night.", "measure": measure, "by_date": by, "tags": tags}
        for measure, by, tags in (("The log shows it.", DUE, ("safety", "well_being")), (None, None, ()))
    ],
    "entries/permanency": [
        {
            **{"child_id_name": "June Reyes", "goal_named": "Go back home", "concurrent": concurrent},
            **{"concurrent_named": "Guardianship", "target_date": target},
            **{"set_on": target, "reasons": concurrent and "It is safe there."},
        }
        for concurrent, target in (("guardianship", DUE), (None, None))
    ],
    "entries/service": [
        {
            **{"what": "Asthma care", "for_person": person, "for_person_name": "June Reyes"},
            **{"who": who, "start_by": start, "kind": kind, "kind_named": "Family or friends"},
            "owner_id_name": owner,
        }
        for person, who, start, kind, owner in (
            ("p3", "the clinic", DUE, None, ""),
            (None, None, None, "informal", "Rosa Reyes"),
            (None, "her neighbour", None, "informal", "Rosa Reyes"),
        )
    ],
    "entries/task": [
        {
            **{
                "owner_id_name": "Dana Reyes",
                "text": "Call the clinic",
                "done_when": "A day is set",
                "due": DUE,
            },
            **{"help": help, "state": state, "state_named": "Done", "after_task_name": "Send the form"},
        }
        for help, state in (("a ride", "done"), (None, "open"))
    ],
    "entries/visit": [
        {
            **{"with_person": person, "with_person_name": "Dana Reyes", "worker_with": worker},
            **{
                "who_name": "Priya Nandan",
                "how_often": "Twice a week",
                "where": where,
                "supervised": bool(where),
            },
            **{"starts": starts, "loosens_when": loosens},
        }
        for person, worker, where, starts, loosens in (
            ("p1", None, "the library", DUE, "four calm visits"),
            (None, "child", None, None, None),
            (None, "parents", None, None, None),
        )
    ],
    "entries/tie": [
        {
            **{
                "child_id_name": "June Reyes",
                "wish": wish,
                "kind_named": "A relative",
                "with_person": person,
            },
            **{"with_person_name": "Rosa Reyes", "name": name, "keeps": keeps, "how_often": keeps},
            **{"safe": safe},
        }
        for wish, person, name, keeps, safe in (
            ("I want to bake with her.", "p1", None, "Sunday calls", "safe"),
            (None, None, "the church on Oak Street", None, "being_checked"),
        )
    ],
    "entries/voice": [
        {
            **{"child_id_name": "June Reyes", "said": said, "how_words": how, "reason": reason},
            **{"how_named": "A letter or a drawing"},
            **(ASKED if said else dict.fromkeys(ASKED)),
        }
        for said, how, reason in (
            ("I want my own bed.", "in a letter", None),
            (None, None, "June is too young."),
        )
    ],
}
