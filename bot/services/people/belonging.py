"""Who belongs (T-01, T-13, T-15): who was named or is looked for, what each answered, who joins the team."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.network import FACTS, ContactTry, Found, Mention, PersonFact
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.people.known_names import refuse_known_name
from bot.services.people.team import welcome

# Whoever the family calls its support is kin, whatever the law calls them (K-30).
ROLE_OF_THE_NAMED = "kin_support"
FOUND_BY_A_MENTION = {True: "named_by_child", False: "named_by_family"}


def say_who_belongs(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """One person was asked and named another, or nobody; returns the mention's id.

    Who is named as somebody that matters or helps, and is not known here, is looked for from now on.
    """
    with acting.on_case("network.change", case_id) as on:
        _not_to_come(on, values["on"], "on")
        asked = on.person(values["asked_of"])
        told = {name: values.get(name) for name in ("person_id", "name", "words")}
        _one_is_named(values["belongs"], told)
        if told["person_id"]:
            on.person(told["person_id"])
        elif told["name"] and values["belongs"] != "not_there":
            told["person_id"] = _newly_named(on, asked, values)
        return on.keep(
            Mention,
            asked_of=asked.id,
            on=values["on"],
            belongs=values["belongs"],
            entered_by=acting.user,
            **told,
        ).id


def add_candidate(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Somebody who may belong, and how they were found; returns their id. They are invited to nothing."""
    with acting.on_case("network.change", case_id) as on:
        _not_to_come(on, values["on"], "on")
        about = {name: values.get(name) for name in ("name", "relation", "language")}
        person = _candidate(on, on.profile.role(values["role"]).id, about)
        _note_how_found(on, person, values["how"], values["on"], values.get("words"))
        return person.id


def put_on_team(acting: Acting, person_id: str, values: Mapping[str, Any], version: int) -> str:
    """A candidate joins, by the rules for their role (K-12, K-13), and is invited as everybody is.

    Returns the case id. Raises AnswersNotUnderstood where the rules say no, or not yet.
    """
    with acting.on_case("network.change", acting.case_of(Person, person_id)) as on:
        known = on.person(person_id)
        if not known.candidate or known.left_on:
            raise NotNow("on_team_already")
        if values.get("asked_for_by"):
            on.person(values["asked_for_by"])
        role = on.profile.role(values["role"])
        told = {**values, "role": role.id, "on_team": role.on_team, "candidate": False}
        joined = replace(known, version=version, **told)
        welcome(on, joined, on.work.replace)
        return on.case.id


def record_answers(acting: Acting, case_id: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What somebody answered to any of the three questions, on that day; returns the facts' ids."""
    with acting.on_case("network.change", case_id) as on:
        _not_to_come(on, values["on"], "on")
        person = on.person(values["person_id"])
        told = {name: values[name] for name in FACTS if values.get(name)}
        if not told:
            raise AnswersNotUnderstood({"interest": "one_of_three"})
        return tuple(
            on.keep(
                PersonFact,
                person_id=person.id,
                name=name,
                answer=answer,
                on=values["on"],
                entered_by=acting.user,
            ).id
            for name, answer in told.items()
        )


def record_try(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """One try to find or reach somebody; returns its id."""
    with acting.on_case("network.change", case_id) as on:
        _not_to_come(on, values["on"], "on")
        if values.get("person_id"):
            on.person(values["person_id"])
        return on.keep(ContactTry, entered_by=acting.user, **values).id


def correct_try(acting: Acting, try_id: str, values: Mapping[str, Any], version: int) -> str:
    """Correct a try that was noted wrongly; its older self stays in the history. Returns the case id."""
    with acting.on_case("network.change", acting.case_of(ContactTry, try_id)) as on:
        _not_to_come(on, values["on"], "on")
        if values.get("person_id"):
            on.person(values["person_id"])
        on.work.replace(replace(on.work.get(ContactTry, try_id), version=version, **values))
        return on.case.id


def _newly_named(on: OnCase, asked: Person, values: Mapping[str, Any]) -> str:
    role = on.profile.role(ROLE_OF_THE_NAMED).id
    person = _candidate(on, role, {"name": values["name"], "relation": values.get("relation")})
    by_child = bool(asked.child_id) or asked.role == "child"
    _note_how_found(on, person, FOUND_BY_A_MENTION[by_child], values["on"], None)
    return person.id


def _candidate(on: OnCase, role: str, about: Mapping[str, Any]) -> Person:
    refuse_known_name(on, about["name"], about.get("relation"))
    on_team = on.profile.role(role).on_team
    return on.keep(Person, role=role, on_team=on_team, candidate=True, **about)


def _note_how_found(on: OnCase, person: Person, how: str, day: date, words: str | None) -> None:
    on.keep(Found, person_id=person.id, how=how, on=day, entered_by=on.work.actor, words=words)


def _one_is_named(belongs: str, told: Mapping[str, Any]) -> None:
    if belongs == "no_one":
        return
    if not told["person_id"] and not told["name"]:
        raise AnswersNotUnderstood({"person_id": "who_is_it"})
    if told["person_id"] and told["name"]:
        raise AnswersNotUnderstood({"name": "person_or_name"})


def _not_to_come(on: OnCase, day: date, step: str) -> None:
    if day > on.today:
        raise AnswersNotUnderstood({step: "date_in_future"})
