"""Keeping what is said: strengths, needs, goals, tasks and the rest; correcting, withdrawing, undoing."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from bot.domain.case import Child
from bot.domain.conference import Conference, ConferenceState
from bot.domain.dates import age_on
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.kept import Entry
from bot.domain.people import Person
from bot.domain.plan import (
    Goal,
    GoalView,
    Need,
    Objective,
    Permanency,
    Service,
    Strength,
    Task,
    Visit,
    Voice,
)
from bot.services.acting import Acting, OnCase
from bot.services.outgoing import card
from bot.services.reminders import schedule_reminders

KINDS: dict[str, type[Entry]] = {
    "strength": Strength,
    "need": Need,
    "goal": Goal,
    "objective": Objective,
    "task": Task,
    "visit": Visit,
    "service": Service,
    "voice": Voice,
    "permanency": Permanency,
    "goal_view": GoalView,
}
# What a person of the team may add for themself without leading the conference (K-03).
ONES_OWN = ("strength", "need")
# Which field of an entry points at which kind of thing; each is looked up in the same case.
POINTS_AT: dict[str, type[Any]] = {
    "said_by": Person,
    "owner_id": Person,
    "with_person": Person,
    "who_person": Person,
    "for_person": Person,
    "concurrent_with": Person,
    "person_id": Person,
    "child_id": Child,
    "goal_id": Goal,
    "objective_id": Objective,
}


def add(acting: Acting, case_id: str, kind: str, values: Mapping[str, Any]) -> Entry:
    """Keep one entry of that kind (a name in KINDS) and return it.

    Raises AnswersNotUnderstood for values that the practice refuses, each under its field.
    """
    with acting.on_case("entry.add_own", case_id) as on:
        _only_ones_own(on, kind, values)
        entry = _made(on, kind, values)
        _follow(on, entry)
        return entry


def correct(acting: Acting, kind: str, entry_id: str, values: Mapping[str, Any], version: int) -> Entry:
    """Change an entry as it was at `version`; its older self goes to the history with who did it."""
    with acting.on_case("entry.add_own", _case_of(acting, kind, entry_id)) as on:
        entry = on.work.get(KINDS[kind], entry_id)
        _only_own_typing(on, entry)
        _refuse(on, values, kind)
        changed = replace(entry, version=version, **values)
        on.work.replace(changed)
        _follow(on, changed)
        return changed


def withdraw(acting: Acting, kind: str, entry_id: str, why: str) -> Entry:
    """Take an entry out of the plan with a reason; it stays in the record. Twice changes nothing.

    Raises NotNow when other entries that stand still hang on it (a goal with objectives, say).
    """
    with acting.on_case("entry.add_own", _case_of(acting, kind, entry_id)) as on:
        entry = on.work.get(KINDS[kind], entry_id)
        _only_own_typing(on, entry)
        if not entry.stands:
            return entry
        if _hangs_on(on, entry):
            raise NotNow("others_hang_on_it")
        gone = replace(entry, withdrawn_at=on.work.now, withdrawn_why=why)
        on.work.replace(gone, why=why)
        _follow(on, gone)
        return gone


def bring_back(acting: Acting, kind: str, entry_id: str) -> Entry:
    """Undo a withdrawal."""
    with acting.on_case("entry.add_own", _case_of(acting, kind, entry_id)) as on:
        entry = on.work.get(KINDS[kind], entry_id)
        _only_own_typing(on, entry)
        if entry.stands:
            return entry
        back = replace(entry, withdrawn_at=None, withdrawn_why=None)
        on.work.replace(back)
        _follow(on, back)
        return back


def entry(acting: Acting, kind: str, entry_id: str) -> Entry:
    """One entry as it stands, for the form that corrects it. Raises NotAllowed."""
    with acting.looking("entry.add_own", _case_of(acting, kind, entry_id)) as on:
        found = on.work.get(KINDS[kind], entry_id)
        _only_own_typing(on, found)
        return found


def current_conference(on: OnCase) -> Conference | None:
    """The conference that an entry made now belongs to: the one that runs, else the last that was held."""
    known = on.work.find(Conference, case_id=on.case.id)
    running = [one for one in known if one.state is ConferenceState.OPEN]
    held = [one for one in known if one.state is ConferenceState.ENDED]
    return (running or held)[-1] if running or held else None


def _case_of(acting: Acting, kind: str, entry_id: str) -> str:
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        return work.get(KINDS[kind], entry_id).case_id


def _made(on: OnCase, kind: str, values: Mapping[str, Any]) -> Entry:
    _refuse(on, values, kind)
    made = KINDS[kind]
    conference = current_conference(on)
    extra: dict[str, Any] = (
        {"set_on": on.work.now.date()} if made is Permanency and "set_on" not in values else {}
    )
    return on.keep(
        made,
        entered_by=on.work.actor,
        entered_at=on.work.now,
        conference_id=conference.id if conference else None,
        stage=conference.stage if conference and conference.state is ConferenceState.OPEN else None,
        **extra,
        **values,
    )


def _only_ones_own(on: OnCase, kind: str, values: Mapping[str, Any]) -> None:
    if on.leads():
        return
    said_by = values.get("said_by")
    if kind not in ONES_OWN or on.me is None or said_by not in (None, on.me.id):
        raise NotAllowed("entry_add")


def _only_own_typing(on: OnCase, entry: Entry) -> None:
    if not on.leads() and entry.entered_by != on.work.actor:
        raise NotAllowed("entry_change")


def _refuse(on: OnCase, values: Mapping[str, Any], kind: str) -> None:
    problems = _wrong_pointers(on, values)
    if kind == "task" and values["due"] < on.work.now.date():
        problems["due"] = "due_in_past"
    if kind == "permanency" and "child_id" not in problems:
        problems |= _wrong_goals(on, values)
    if kind == "voice" and not values.get("said") and not values.get("reason"):
        problems["reason"] = "voice_or_reason"
    if kind == "visit" and not values.get("with_person") and not values.get("worker_with"):
        problems["with_person"] = "visit_with_whom"
    if problems:
        raise AnswersNotUnderstood(problems)


def _wrong_pointers(on: OnCase, values: Mapping[str, Any]) -> dict[str, str]:
    problems = {}
    for name, thing_id in values.items():
        if thing_id is None or name not in POINTS_AT:
            continue
        target = POINTS_AT[name]
        known = on.people.get(thing_id) if target is Person else on.work.first(target, id=thing_id)
        if known is None or known.case_id != on.case.id or not getattr(known, "stands", True):
            problems[name] = "not_there"
    return problems


def _wrong_goals(on: OnCase, values: Mapping[str, Any]) -> dict[str, str]:
    born = on.work.get(Child, values["child_id"]).birth_date
    today: date = on.work.now.date()
    open_goals = {goal.id for goal in on.profile.goals_for(age_on(born, today) if born else None)}
    problems = {}
    if values["goal"] not in open_goals:
        problems["goal"] = "goal_not_open"
    concurrent = values.get("concurrent")
    if concurrent and concurrent not in open_goals:
        problems["concurrent"] = "goal_not_open"
    if concurrent and concurrent == values["goal"]:
        problems["concurrent"] = "goals_are_equal"
    return problems


def _hangs_on(on: OnCase, entry: Entry) -> bool:
    below: tuple[Entry, ...] = ()
    if isinstance(entry, Goal):
        below = on.work.find(Objective, goal_id=entry.id)
    elif isinstance(entry, Objective):
        below = on.work.find(Task, objective_id=entry.id)
    return any(one.stands for one in below)


def _follow(on: OnCase, entry: Entry) -> None:
    """The card's counts change with every entry; only tasks move reminders."""
    if entry.conference_id:
        on.work.send(card(on, entry.conference_id))
    if isinstance(entry, Task):
        schedule_reminders(on.work, on.case.id)


def own_fields(kind: str) -> tuple[str, ...]:
    """The fields that a form for this kind may fill: those that not every entry has, and who said it."""
    shared = {field.name for field in fields(Entry)} - {"said_by"}
    return tuple(field.name for field in fields(KINDS[kind]) if field.name not in shared)
