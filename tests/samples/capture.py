"""Values for what people see while a plan is captured: receipts, what is still open, the plan read back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.ideas import WHY_ENOUGH
from bot.domain.progress import Steps
from bot.render import Part, Press, Told
from tests.samples.notices import pressed

Sample = Mapping[str, Any]
TOLD = [
    Told("What will be done?", "Dana always *calls* back."),
    Told("Who?", users=("U0123ABC",)),
    Told("", "x" * 6000),
]
SECTIONS = (
    *("strengths", "needs", "concerns", "ideas", "other_views", "voices", "permanencies", "goal_views"),
    *("goals", "objectives", "tasks", "visits", "ties", "services", "decisions"),
)
WORDING = ("blame_words", "office_words", "hard_to_read", "not_by_name")
NOON = datetime(2026, 3, 18, 17, tzinfo=UTC)
GAPS = ("participation", "voice", "voice_by_whom", "permanency", "visits", "no_goal", "goal_without_step")
GAPS += ("look_once_more", "concern_without_action", "section")
GAP_BUTTONS = ("fill", "leave_open", "not_needed", "look_once_more")
HINTS = (
    "outcome",
    *("no_reason", "not_heard", "no_strength", "words_without_speaker", "no_goal_view"),
    *("need_without_objective", "objective", "task", "only_family_tasks", "service_without_start"),
    *("no_community_tie", "tie_kept_apart", "decision_without_people", "support_without_owner"),
    "goal_passed_over",
    *("blame_words", "office_words", "hard_to_read", "not_by_name", "one_has_most", "all_due_one_day"),
)


def _section(state: str, button: str = "", **said: Any) -> Sample:
    said = {"why": "", "by": "", "at": None, "zone": "UTC", **said}
    return row(*filter(None, [button]), state=state, name="Services and supports", **said)


def row(*buttons: str, **values: Any) -> Sample:
    """A row of a list with these buttons."""
    return {**values, "presses": [Press(name, f"do:{name}", "id1") for name in buttons]}


SECTION_ROWS = [
    _section("filled", "open"),
    _section("considered", "take_up", by="Omar Haddad", at=NOON),
    _section("considered", "take_up"),
    _section("left_open", "take_up", why="We will do it later", by="Omar Haddad", at=NOON),
    _section("untouched"),
]


HINT_ROWS = [
    row("fill", "as_it_is", "burden", kind=kind, name="x", notes=["By which day?"], words=["lazy"])
    for kind in HINTS
]
DAY = date(2026, 3, 17)
FLAGS: tuple[Sequence[str], ...] = ((), ("owed",), ("owed", "court_ordered"), ("safety",))
LEAVE = ("leave_done", "leave_no_longer_needed", "leave_replaced", "leave_other")


def _earlier(*buttons: str, **said: Any) -> Sample:
    nothing = {"flags": (), "task": "", "steps": None, "why": "", "words": "", "by": "", "came_with": ""}
    about = {"at": NOON, "zone": "UTC", "along": [], "said": "Ask a neighbor"}
    return row(*buttons, **{"state": "waiting", "head": "", **nothing, **about, **said})


EARLIER_ROWS = [
    {"head": "Tasks", "presses": [Press("carry_all", "do:carry_all", "id1", text="Carry over all 6")]},
    {"head": "Goals", "presses": []},
    *(_earlier("carry", *LEAVE, flags=flags, task="Open", along=["June is home"]) for flags in FLAGS),
    _earlier("carry", *LEAVE, steps=Steps(2, 1, 0)),
    _earlier("undo", state="carried", by="Omar Haddad", came_with="Ask a neighbor"),
    _earlier("undo", state="left_out", by="Omar Haddad", why="It is done"),
    _earlier("undo", state="left_out", words="Rosa moved."),
]
SAFETY = ({"to": "the school nurse", "on": DAY},)
PRIVATE_ROWS = [
    row("change", "told", name="June Reyes", on=DAY, by=by, lifted_on=lifted, safety=safety, said="x")
    for by, lifted, safety in (("Casey Lane", None, SAFETY), ("", DAY, ()))
]
IDEA_BUTTONS = ("choose", "other_view", "not_chosen", "change", "make_task", "make_service")
IDEA_ROWS = [
    *(
        row(
            *IDEA_BUTTONS,
            view=False,
            kind=kind,
            by=by,
            chosen=chosen,
            chosen_by=names,
            decided=decided,
            why="It is near.",
            said="x",
        )
        for kind, by, chosen, names, decided in (
            *(("A service", "Dana Reyes", True, ["Dana Reyes"], True), ("", "", True, [], True)),
            *(("", "", False, [], True), ("", "", False, [], False)),
        )
    ),
    row(view=True, by="Marcus Reyes", said="I see it another way."),
]
IDEA_PRESSES = {
    "add": [Press("add", "open:idea", "id1")],
    "prompt": [Press(one, f"do:{one}", "id1") for one in ("add", *WHY_ENOUGH, "no_reason")],
}
CAPTURE: dict[str, Sample | Sequence[Sample]] = {
    "entries/said_by": [
        {"name": "Dana Reyes", "told_by": ""},
        {"name": "June Reyes", "told_by": "Dana Reyes"},
    ],
    "receipts/entry": [
        pressed("undo", "change", "another", "took_part", "plan_it", "ideas", told=TOLD, parts=[part])
        for part in (
            Part("which_objective", presses=[Press("other", "open:task", "id1")]),
            Part("no_objective", presses=[Press("add_objective", "open:objective", "id1")]),
            Part(
                "wording",
                [row(kind=kind, words=["lazy"]) for kind in WORDING],
            ),
        )
    ],
    "receipts/idea_chosen": pressed("make_task", "make_service", "ideas", told=TOLD),
    "views/needs_ideas": [
        {
            "parts": [
                Part(
                    "needs",
                    [row("ideas", count=n, chosen=c, said="A calm night", said_first=True) for n, c in found],
                )
            ]
        }
        for found in (((0, 0), (1, 0), (4, 2)), ())
    ],
    "views/ideas": [
        {
            "parts": [Part("ideas", IDEA_ROWS if count else []), Part(part, presses=IDEA_PRESSES[part])],
            **{"count": count, "asked_for": 3, "passed": passed, "why": why, "need": "A calm night"},
        }
        for count, part, passed, why in (
            *((0, "prompt", False, None), (1, "prompt", False, None), (2, "prompt", False, None)),
            *((3, "add", False, None), (2, "add", True, None)),
            *((2, "add", True, why) for why in WHY_ENOUGH),
        )
    ],
    "views/burden": [
        {
            "parts": [
                Part(
                    "people",
                    [
                        row(
                            **{"name": "Dana Reyes", "role": "Mother", "count": count, "more": more},
                            tasks=[{"due": DAY, "text": "Call the clinic"}],
                        )
                        for count, more in ((1, 0), (14, 2))
                    ],
                )
            ]
        },
        {"parts": [Part("people")]},
    ],
    "views/goal_history": [
        {
            "parts": [
                Part(
                    "goals",
                    [
                        row(
                            **{"name": "June Reyes", "goal": "reintegration", "concurrent": concurrent},
                            **{"set_on": DAY, "days": days, "court_ordered": bool(concurrent)},
                            not_asked=names,
                            **{"took_part": names, "views": [{"name": "Dana Reyes", "view": "agrees"}]},
                        )
                    ],
                )
            ]
        }
        for concurrent, days, names in (("adoption", 16, ["Dana Reyes"]), (None, None, []))
    ]
    + [{"parts": [Part("goals")]}],
    "errors/view_not_opened": pressed("open_again"),
    "forms/recorded": [
        pressed("undo", "change", said="Dana always *calls* back.", count=count, wording=asked)
        for count, asked in (
            (1, []),
            (
                4,
                [{"kind": one, "words": ["lazy"]} for one in ("blame_words", "office_words", "hard_to_read")],
            ),
        )
    ],
    "forms/recorded_undone": pressed("bring_back", said="Dana always *calls* back."),
    "receipts/entry_undone": pressed("bring_back", "another", told=TOLD),
    "receipts/saved": pressed(
        *("change", "another", "child_voice", "calendar", "due", "rules", "plan_kinds", "more_words"),
        told=TOLD,
    ),
    "views/gaps": [
        pressed(
            *("read_back", "seal_again", "look_again", "burden"),
            count=6,
            parts=[
                Part(
                    "gaps",
                    [row(*GAP_BUTTONS, kind=kind, name="June Reyes") for kind in GAPS],
                ),
                Part(
                    "earlier",
                    [
                        row("carry_here", kind="earlier", name="Ask a neighbor", notes=notes)
                        for notes in FLAGS
                    ],
                    presses=[Press("earlier", "do:earlier", "id1")],
                ),
                Part("sections", SECTION_ROWS),
                Part("hints", HINT_ROWS),
            ],
        ),
        pressed("seal", count=0, parts=[Part("gaps"), Part("hints")]),
    ],
    "views/plan": [
        pressed(
            *("page_before", "page_after", "seal", "still_open", "changes"),
            page=page,
            pages=2,
            number=number,
            anew=anew,
            withdrawn=gone,
            fingerprint="0123-4567-89AB-CDEF-2",
            parts=[Part(name, told=[Told("Dana Reyes:", "Their words."), *TOLD]) for name in SECTIONS],
        )
        for page, number, anew, gone in ((1, 0, 0, 0), (2, 1, 0, 0), (1, 1, 1, 0), (1, 2, 0, 2))
    ],
    "views/earlier": [
        pressed(
            *("page_before", "page_after", "still_open"),
            parts=[Part("items", rows)],
            **{"count": len(rows), "waiting": waiting, "plan_of": DAY},
            **{"page": 1, "pages": pages},
        )
        for rows, waiting, pages in (
            (EARLIER_ROWS, 2, 2),
            (EARLIER_ROWS, 1, 1),
            (EARLIER_ROWS, 0, 1),
            ([], 0, 1),
        )
    ],
    "receipts/left_out": pressed("earlier", told=TOLD),
    "entries/carry_all": [{"kind": kind, "count": 6} for kind in ("task", "goal")],
    "entries/carried": [
        {"plan_of": plan_of, "by": by, "on": on}
        for plan_of, by, on in ((DAY, "Omar Haddad", DAY), (None, "", None))
    ],
    "views/look_once_more": [
        pressed(
            *("page_before", "page_after", "left_out", "not_left_out"),
            parts=[
                Part("wishes", told=[Told("June Reyes:", "Her words.")] if wishes else []),
                *(
                    Part(name, told=[Told("", "Their words.")])
                    for name in ("case", *SECTIONS, "provider_input", "answers", "meeting")
                    if name != "goal_views"
                ),
            ],
            **{"holds_any": holds_any, "sealed": sealed, "page": page, "pages": 2},
        )
        for wishes, holds_any, sealed, page in (
            *((True, False, False, 1), (True, True, True, 2)),
            *((True, True, False, 2), (False, False, True, 2)),
        )
    ],
    "views/kept_private": [
        pressed("keep_private", parts=[Part("items", PRIVATE_ROWS if leads else [])], leads=leads)
        for leads in (True, False)
    ],
    "receipts/kept_private": pressed("change", "another", "list", told=TOLD),
    "receipts/looked_once_more": [
        pressed("still_open", "papers", left_out=left_out) for left_out in (True, False)
    ],
}
