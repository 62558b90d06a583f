"""Private views: what is recorded, the plan, the team."""

from collections.abc import Iterable
from typing import Any

from bot.domain.kept import Entry
from bot.domain.record import CaseRecord, standing
from bot.handlers.desk import Desk, View
from bot.render import Part, Press
from bot.services import capture, looking, team
from bot.services.acting import Acting

PARTS = {
    "strength": "strengths",
    "need": "needs",
    "voice": "voices",
    "permanency": "permanencies",
    "goal_view": "goal_views",
    "goal": "goals",
    "objective": "objectives",
    "task": "tasks",
    "visit": "visits",
    "service": "services",
}
PAGE = 8


def record_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """What is recorded so far: how many of each kind, and the way to each."""
    record = looking.whole_record(acting, case_id)
    rows = [
        {
            "kind": kind,
            "count": len(standing(getattr(record, part))),
            "presses": [Press("open", "do:entries", f"{case_id}:{kind}:1")],
        }
        for kind, part in PARTS.items()
    ]
    return desk.words.view("views/record", language, parts=[Part("kinds", rows)])


def entries_view(desk: Desk, acting: Acting, case_id: str, kind: str, page: int, language: str) -> View:
    """The entries of one kind, each in its own words; whoever may can change them or take them out."""
    record = looking.whole_record(acting, case_id)
    leads = looking.leads(acting, case_id)
    rows = [
        {
            "by": name_of(record, entry.said_by),
            "said": in_words(desk, record, entry, language),
            "presses": _entry_presses(kind, entry) if leads or entry.entered_by == acting.user else [],
        }
        for entry in standing(getattr(record, PARTS[kind]))
    ]
    part = Part("entries", rows, page=page, size=PAGE, turn="do:entries", turn_value=f"{case_id}:{kind}")
    add = [Press("another", f"open:{kind}", case_id)] if leads or kind in capture.ONES_OWN else []
    name = desk.words.name("kinds", kind, language)
    return desk.words.view("views/entries", language, parts=[part], presses=add, kind_name=name)


def people_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Everyone of the case, and which required or must-invite roles are still open (K-10, K-11)."""
    check, record = team.look_at_team(acting, case_id)
    rows = [
        {
            "name": person.name,
            "role": desk.words.name("roles", person.role, language),
            "with_slack": person.slack_user is not None,
            "on_team": person.on_team,
            "presses": [
                Press("change", "open:person", f"{person.id}:{person.version}"),
                Press("left", "do:left", person.id),
            ],
        }
        for person in record.people
        if person.left_on is None
    ]
    gone = [
        {
            "name": person.name,
            "left_on": person.left_on,
            "presses": [Press("back", "do:came_back", person.id)],
        }
        for person in record.people
        if person.left_on is not None
    ]
    children = [
        {"name": one.name, "presses": [Press("change", "open:child", f"{one.id}:{one.version}")]}
        for one in record.children
    ]
    missing = [*(gap.place for gap in check.missing), *check.to_find]
    open_places = [{"role": desk.words.name("roles", role, language)} for role in dict.fromkeys(missing)]
    questions = [{"fact": desk.words.name("facts", fact, language)} for fact in check.open_questions]
    parts = [
        Part("people", rows),
        Part("children", children),
        Part("missing", open_places),
        Part("questions", questions),
    ]
    if gone:
        parts.append(Part("gone", gone))
    add = [Press("person", "open:person", case_id, "primary"), Press("fact", "open:case_fact", case_id)]
    return desk.words.view("views/people", language, parts=parts, presses=add)


def _entry_presses(kind: str, entry: Entry) -> list[Press]:
    return [
        Press("change", f"open:{kind}", f"{entry.id}:{entry.version}"),
        Press("take_out", "do:undo", f"{kind}:{entry.id}"),
    ]


def name_of(record: CaseRecord, person_id: str | None) -> str:
    """A person's name; empty for nobody and for someone whom the reader may not see."""
    person = record.person(person_id) if person_id else None
    return person.name if person else ""


def about_whom(record: CaseRecord, thing_id: str) -> str:
    """The name, or the words, of what a gap is about."""
    if record.person(thing_id):
        return name_of(record, thing_id)
    kinds = ("children", "strengths", "needs", "voices", "goals", "objectives", "tasks", "services")
    things: Iterable[Any] = [thing for kind in kinds for thing in getattr(record, kind)]
    found = next((thing for thing in things if thing.id == thing_id), None)
    words = (getattr(found, name, None) for name in ("name", "text", "what", "said"))
    return next((str(text)[:80] for text in words if text), "")


def in_words(desk: Desk, record: CaseRecord, entry: Entry, language: str) -> str:
    """An entry as its reader sees it: the words that were said, and the facts beside them."""
    values = {step: getattr(entry, step, None) for step in capture.own_fields(kind_of(entry))}
    names = {
        f"{field}_name": name_of(record, value) or about_whom(record, str(value or ""))
        for field, value in values.items()
        if field.endswith(("_id", "_person", "who", "_with")) and isinstance(value, str)
    }
    kind = kind_of(entry)
    return desk.words.text(
        f"entries/{kind}", language, **{**values, **names}, **_named_ids(desk, entry, language)
    )


def kind_of(entry: Entry) -> str:
    """The name of an entry's kind."""
    return next(name for name, kind in capture.KINDS.items() if type(entry) is kind)


def _named_ids(desk: Desk, entry: Entry, language: str) -> dict[str, str]:
    found = {}
    for field, group in (
        ("goal", "permanency_goals"),
        ("concurrent", "permanency_goals"),
        ("view", "views"),
        ("state", "task_states"),
    ):
        value = getattr(entry, field, None)
        if value:
            found[f"{field}_named"] = desk.words.name(group, value, language)
    return found
