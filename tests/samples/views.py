"""Samples of all other views."""

from collections.abc import Sequence
from typing import Any

from bot.render import Part
from tests.samples.common import DUE, SIDES, WHEN, Sample, row
from tests.samples.deadlines import DUE_ON_HOME
from tests.samples.how_we_talk import OPENINGS
from tests.samples.notices import pressed
from tests.samples.rules import AGENCY_RULES, HEALTH

CAME = {"at": WHEN["when"], "zone": WHEN["zone"], "name": "", "user": "U0ROSA", "ours": False, "joined": True}
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
STAFF = [row("change", name="Priya Nandan", duties=["staff"])]
KINDS = [row("open", kind="strength", count=5, of_family=of) for of in (None, 3)]
APART: dict[str, Any] = {"names": ["Dana Reyes", "Marcus Harlow"], "since": DUE}
EARLIER_WAITS: Sample = {"carried": "", "earlier": "waiting"}
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
    {"by": "", "told_by": "", "talked_on": None, "entered_by": "", "stage": "", **EARLIER_WAITS},
    {"by": "", "told_by": "", "talked_on": DUE, "entered_by": "", "stage": "", **LEFT},
    {"by": "", "told_by": "", "talked_on": DUE, "entered_by": "", "stage": "", "carried": "", "earlier": ""},
)
VIEWS: dict[str, Sample | Sequence[Sample]] = {
    "views/add_to_plan": pressed(
        *("as_strength", "as_need", "as_note", "as_goal", "as_objective", "as_task"),
        *("as_visit", "as_service", "as_voice", "as_concern", "as_decision", "as_tie"),
    ),
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
    "views/record": {"parts": [Part("kinds", KINDS), *OPENINGS]},
}
