"""Interpreters: booked for a person or declined by them; never a relative, never a child (C-07)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.people import Person
from bot.domain.readiness import Interpreting
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import still_open
from bot.services.calling.scheduling import conference_of
from bot.services.preparing.access_needs import needs_of
from bot.services.preparing.needs_told import tell

# The conference is held in it; whoever has another language is asked about an interpreter.
SPOKEN = "en"
FAMILY = frozenset({Standing.PARENT, Standing.CHILD, Standing.KIN})


def settle(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> str:
    """An interpreter is booked for somebody, or they want none; said again, it replaces what stood.

    `family_or_child` is the answer to whether whoever interprets is kin or a child. Returns how whoever
    had asked for one hears of it: "dm", "staff" must tell them, or "". Raises AnswersNotUnderstood.
    """
    with acting.on_case("conference.ready", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        person = on.person(values["person_id"])
        facts = _settled(on, values)
        hears = _answer_need(on, person.id, facts)
        known = on.work.first(Interpreting, conference_id=conference_id, person_id=person.id)
        if known is None:
            about = {"conference_id": conference_id, "person_id": person.id}
            on.keep(Interpreting, entered_by=acting.user, **about, **facts)
        else:
            on.work.replace(replace(known, entered_by=acting.user, **facts))
        return hears


def _answer_need(on: OnCase, person_id: str, facts: Mapping[str, Any]) -> str:
    """Whoever had asked for an interpreter has their answer and hears of it, or wants none any more."""
    hears = ""
    for need in needs_of(on, person_id):
        if need.what == "interpreter" and need.is_open:
            over = {"ended_on": facts["on"]} if facts["settled"] == "declined" else {"answer": "arranged"}
            by = {"answered_on": facts["on"], "answered_by": on.work.actor, "by_person": facts["by_person"]}
            on.work.replace(replace(need, **over, **by))
            hears = "" if facts["settled"] == "declined" else tell(on, need)
    return hears


def may_interpret(on: OnCase, person: Person) -> bool:
    """Whether somebody of the case is neither of the family nor a child."""
    role = on.profile.role(person.role)
    return not person.relative_of_family and access.of_role(role) not in FAMILY


def refuse_family(on: OnCase, person_id: str, step: str) -> None:
    """Raise AnswersNotUnderstood, at that step, for a person of the case who may not interpret."""
    if not may_interpret(on, on.person(person_id)):
        raise AnswersNotUnderstood({step: "interpreter_is_family"})


def _settled(on: OnCase, values: Mapping[str, Any]) -> dict[str, Any]:
    if values["on"] > on.today:
        raise AnswersNotUnderstood({"on": "date_in_future"})
    facts = {"settled": values["settled"], "on": values["on"], "by_person": None, "name": None}
    if values["settled"] == "declined":
        return facts
    by_person, name = values.get("by_person"), values.get("name")
    if bool(by_person) == bool(name):
        raise AnswersNotUnderstood({"name": "person_or_name" if name else "missing"})
    if values.get("family_or_child"):
        raise AnswersNotUnderstood({"family_or_child": "interpreter_is_family"})
    if by_person:
        refuse_family(on, by_person, "by_person")
    for known in on.people.values():
        if name and known.name.casefold() == name.strip().casefold():
            refuse_family(on, known.id, "name")
    return facts | {"by_person": by_person, "name": name}
