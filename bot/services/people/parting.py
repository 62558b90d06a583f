"""Keeping two people apart: the rule itself, who may not meet, and telling those who lead what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.parting import NoContact, apart_from, is_for, together
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders
from bot.services.delivery.taking_back import take_back_from
from bot.services.family_page.ending import end_pages
from bot.services.meeting.cards import draw_cards_anew, kept_apart_in_channel
from bot.services.ports import UnitOfWork


def keep_apart(acting: Acting, case_id: str, values: Mapping[str, Any]) -> NoContact:
    """Two people must not meet or learn of each other from now on. Raises AnswersNotUnderstood."""
    with acting.on_case("private.write", case_id) as on:
        pair = (on.person(values["person_id"]).id, on.person(values["other"]).id)
        if pair[0] == pair[1]:
            raise AnswersNotUnderstood({"other": "same_entry"})
        if values["since"] > on.today:
            raise AnswersNotUnderstood({"since": "date_in_future"})
        return part(on, pair, kind=values["kind"], since=values["since"])


def part(on: OnCase, pair: tuple[str, str], **facts: Any) -> NoContact:
    """The rule between two people; where one holds already it is that one, with the facts said last."""
    known = next((one for one in rules_of(on.work, on.case.id) if set(one.between) == set(pair)), None)
    if known is None:
        rule = on.keep(NoContact, between=pair, entered_by=on.work.actor, **facts)
    else:
        rule = replace(known, entered_by=on.work.actor, **facts)
        on.work.replace(rule)
    end_pages(on, pair, "kept_apart")
    take_back_from(on, [on.people[one].slack_user for one in pair if one in on.people], "kept_apart")
    tell_who_leads(on, f"{rule.id}:{rule.version}")
    draw_cards_anew(on)
    schedule_reminders(on.work, on.case.id)
    return rule


def correct(acting: Acting, rule_id: str, values: Mapping[str, Any], version: int) -> None:
    """Another kind or day, or the day on which it ended: from then on both see the case as before."""
    with acting.on_case("private.write", acting.case_of(NoContact, rule_id)) as on:
        for day in ("since", "ended_on"):
            if values.get(day) and values[day] > on.today:
                raise AnswersNotUnderstood({day: "date_in_future"})
        rule = on.work.get(NoContact, rule_id)
        on.work.replace(replace(rule, version=version, entered_by=acting.user, **values))
        draw_cards_anew(on)
        schedule_reminders(on.work, on.case.id)


@dataclass(frozen=True)
class KeptApart:
    """Every rule of a case with its two names, and what is to be done while it holds.

    `both_asked` is a planned meeting to which two who are kept apart are both asked; `cards_out`: both
    could read the channel, so no card stands there.
    """

    rules: tuple[tuple[NoContact, tuple[str, ...]], ...]
    both_asked: Conference | None
    cards_out: bool


def who_is_kept_apart(acting: Acting, case_id: str) -> KeptApart:
    """For those who lead alone. Raises NotAllowed."""
    with acting.looking("private.write", case_id) as on:
        every = on.work.find(NoContact, case_id=case_id)
        named = tuple((one, tuple(on.person(each).name for each in one.between)) for one in every)
        return KeptApart(named, _both_asked(on), kept_apart_in_channel(on.work, case_id))


def _both_asked(on: OnCase) -> Conference | None:
    rules = rules_of(on.work, on.case.id)
    planned = on.work.find(Conference, case_id=on.case.id, state=ConferenceState.PLANNED)
    return next((one for one in planned if together(rules, [p for p in on.people if is_for(one, p)])), None)


def rules_of(work: UnitOfWork, case_id: str) -> tuple[NoContact, ...]:
    """The rules that hold in a case now."""
    return tuple(one for one in work.find(NoContact, case_id=case_id) if one.holds)


def refuse_to_bring_together(on: OnCase, planned: Conference) -> None:
    """Raise AnswersNotUnderstood where two who are kept apart would be asked to one place at one time."""
    rules = rules_of(on.work, on.case.id)
    if not rules:
        return
    here = {one for one in on.people if is_for(planned, one)}
    if pairs := together(rules, here):
        names = [on.person(one).name for one in pairs[0]]
        field = "left_out" if planned.formal else "people"
        raise AnswersNotUnderstood({field: "kept_apart"}, **{field: {"names": names}})
    for other in on.work.find(Conference, case_id=on.case.id, state=ON_THE_WAY):
        at_once = planned.starts_at < other.ends_at and other.starts_at < planned.ends_at
        there = {one for one in on.people if is_for(other, one)}
        if other.id != planned.id and at_once and _cross(rules, here, there):
            raise AnswersNotUnderstood({"start": "kept_apart_then"})


def cannot_come(on: OnCase, conference: Conference, person: Person) -> bool:
    """Whether somebody who joins later must not be asked to a conference that is planned."""
    others = {one for one in on.people if one != person.id and is_for(conference, one)}
    return not others.isdisjoint(apart_from(person.id, rules_of(on.work, on.case.id)))


def _cross(rules: Iterable[NoContact], here: set[str], there: set[str]) -> bool:
    pairs = [one.between for one in rules]
    return any({a, b} & here and {a, b} & there for a, b in pairs)


def tell_who_leads(on: OnCase, occasion: str) -> None:
    """Those who lead hear, alone, that there is something to do; what, and for whom, is behind the button."""
    for leader in on.leaders():
        if leader.slack_user:
            key = f"kept_apart:{occasion}:{leader.id}"
            on.work.send(direct(on, leader, "kept_apart", on.case.id, key))
