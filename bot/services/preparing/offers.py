"""Family-led ways to meet (V-03): what is still to be offered to whom, and what each answered over time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.domain.clocks import DueDate
from bot.domain.conditions import CaseFacts
from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState
from bot.domain.offers import Offer, OfferRule
from bot.domain.people import Person
from bot.domain.record import standing
from bot.flows.subject import Subject
from bot.services.acting import Acting, OnCase
from bot.services.due import due_now, facts_now
from bot.services.plan.gaps import Gap
from bot.services.rules.confirming import settled


@dataclass(frozen=True)
class Answered:
    """What one person said to one kind of meeting: the newest answer, and those before it, oldest first."""

    person: Person
    newest: Offer
    before: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Way:
    """A kind of meeting that may be offered here, to whom it still is, and the date of its request.

    `nobody_yet`: those to whom it must be offered are not in the case, and nobody else was asked.
    """

    rule: OfferRule
    to_ask: tuple[Person, ...]
    due: DueDate | None
    nobody_yet: bool = False


@dataclass(frozen=True)
class WaysToMeet:
    """The ways to meet of one case, as those who lead it see them."""

    case_id: str
    ways: tuple[Way, ...]
    answered: tuple[Answered, ...]
    people: tuple[Person, ...]


def ways_to_meet(acting: Acting, case_id: str) -> WaysToMeet:
    """Each way that the practice profile offers here, and every answer, for those who lead."""
    with acting.looking("conference.plan", case_id) as on:
        made = _made(on)
        dates = {one.clock_id: one for one in due_now(on.work, on.case, on.profile)}
        ways = tuple(
            Way(rule, _to_ask(on, rule, made), dates.get(rule.clock or ""), _nobody_yet(on, rule, made))
            for rule in _rules(replace(on, profile=settled(on.work, on.profile)), facts_now(on.work, on.case))
        )
        return WaysToMeet(case_id, ways, tuple(_answers(on, made)), tuple(on.people.values()))


def not_offered(on: OnCase, facts: CaseFacts) -> Iterator[Gap]:
    """What must be offered and was not, for each person of the family; any answer closes it.

    While nobody is there in those roles it is open as well: somebody else of the family can be asked.
    """
    made = _made(on)
    for rule in _rules(on, facts):
        for person in _to_ask(on, rule, made) if rule.must else ():
            chosen = (("kind", rule.id), ("said_by", person.id))
            yield Gap("no_offer", f"{rule.id}:{person.id}", "offer", Subject(on.case.id, chosen=chosen))
        if _nobody_yet(on, rule, made):
            yield Gap("no_offer", rule.id, "offer", Subject(on.case.id, chosen=(("kind", rule.id),)))


def questions(on: OnCase, facts: CaseFacts) -> tuple[str, ...]:
    """The facts that decide whether something must be offered, and that nobody has recorded."""
    open_ones = (rule.when.open_questions(facts, on.today) for rule in on.profile.offers if rule.when)
    return tuple(dict.fromkeys(name for names in open_ones for name in names))


def any_to_offer(on: OnCase) -> bool:
    """Whether something that must be offered was not yet offered to somebody."""
    return bool(on.profile.offers) and any(not_offered(on, facts_now(on.work, on.case)))


def kind_said_yes_to(on: OnCase) -> str | None:
    """The kind of meeting to which somebody's newest answer is yes, while none such came after it."""
    wanted = [one.newest for one in _answers(on, _made(on)) if one.newest.answer == "yes"]
    newest = max(wanted, key=lambda one: (one.offered_on, one.entered_at), default=None)
    if newest is None:
        return None
    such = on.work.find(Conference, case_id=on.case.id, kind=newest.kind)
    held = (ConferenceState.ENDED,)
    came = any(
        one.state in ON_THE_WAY or (one.state in held and one.starts_at >= newest.entered_at) for one in such
    )
    return None if came else newest.kind


def _made(on: OnCase) -> tuple[Offer, ...]:
    """The offers that stand, in the order of their days."""
    found = standing(on.work.find(Offer, case_id=on.case.id))
    return tuple(sorted(found, key=lambda one: (one.offered_on, one.entered_at)))


def _rules(on: OnCase, facts: CaseFacts) -> list[OfferRule]:
    """The rules that apply; one that turns on something unknown waits for the answer."""
    return [one for one in on.profile.offers if one.when is None or one.when.holds(facts, on.today)]


def _to_ask(on: OnCase, rule: OfferRule, made: Iterable[Offer]) -> tuple[Person, ...]:
    """Who of those roles was not offered it. Whoever said yes to another way is not asked for this one."""
    asked = {one.said_by for one in made if one.kind == rule.id}
    others = {one.person.id for one in _answers(on, made) if one.newest.answer == "yes"}
    return tuple(one for one in _team(on) if one.role in rule.to and one.id not in asked | others)


def _nobody_yet(on: OnCase, rule: OfferRule, made: Iterable[Offer]) -> bool:
    there = any(one.role in rule.to for one in _team(on))
    return rule.must and not there and not any(one.kind == rule.id for one in made)


def _team(on: OnCase) -> list[Person]:
    return [one for one in on.people.values() if one.on_team]


def _answers(on: OnCase, made: Iterable[Offer]) -> Iterator[Answered]:
    told: dict[tuple[str, str], list[Offer]] = {}
    for one in made:
        told.setdefault((one.kind, one.said_by or ""), []).append(one)
    for (_, person_id), offers in told.items():
        yield Answered(on.person(person_id), offers[-1], tuple(offers[:-1]))
