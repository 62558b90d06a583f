"""Everything known of who belongs, for those who lead: each person's page, and the report of the search."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.access import Standing, of_role
from bot.domain.network import (
    ContactTry,
    ContactWay,
    Found,
    Mention,
    Merge,
    PersonFact,
    newest_answers,
)
from bot.domain.people import Person
from bot.domain.preparing import NOTHING, AccessNeed
from bot.services.acting import Acting, OnCase
from bot.services.people.youth_picks import chosen_by

# Who is asked who else belongs (T-01).
ASKED = frozenset({Standing.CHILD, Standing.PARENT, Standing.KIN})


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one person: what they answered, how they were found and sought, who named them."""

    person: Person
    answers: Mapping[str, PersonFact]
    answered: tuple[PersonFact, ...]
    found: tuple[Found, ...]
    tries: tuple[ContactTry, ...]
    ways: tuple[ContactWay, ...]
    mentions: tuple[Mention, ...]
    merges: tuple[Merge, ...]
    needs: tuple[AccessNeed, ...]
    chosen_by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who is to be asked who belongs, and the day on which they were asked last (None: not yet)."""

    person: Person
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Network:
    """All of it, of one case. `people` are everybody by id, also who left or is only looked for."""

    case_id: str
    people: Mapping[str, Person]
    known: tuple[Known, ...]
    tries_about_nobody: tuple[ContactTry, ...]
    asked: tuple[Asked, ...]

    def name(self, person_id: str | None) -> str:
        """A person's name; empty for nobody."""
        person = self.people.get(person_id or "")
        return person.name if person else ""

    @property
    def sought(self) -> tuple[Known, ...]:
        """The report of the search: everybody who is or was looked for, or was asked what they could give."""
        return tuple(one for one in self.known if one.person.candidate or one.tries or one.answered)


def look_at_network(acting: Acting, case_id: str) -> Network:
    """Who belongs, who is looked for and how that goes. Raises NotAllowed."""
    with acting.looking("network.look", case_id) as on:
        return _network(on)


def look_at_person(acting: Acting, person_id: str) -> tuple[Known, Network]:
    """One person's page. Raises NotAllowed."""
    with acting.looking("network.look", acting.case_of(Person, person_id)) as on:
        network = _network(on)
    return next(one for one in network.known if one.person.id == person_id), network


def _network(on: OnCase) -> Network:
    case = {"case_id": on.case.id}
    people = {one.id: one for one in on.work.find(Person, **case)}
    tries, mentions = on.work.find(ContactTry, **case), on.work.find(Mention, **case)
    facts, found = on.work.find(PersonFact, **case), on.work.find(Found, **case)
    ways = on.work.find(ContactWay, **case)
    merges = on.work.find(Merge, **case, undone_on=None)
    needs = on.work.find(AccessNeed, **case)
    chosen = chosen_by(on)
    known = tuple(
        Known(
            person=person,
            answers=newest_answers(facts, person.id),
            answered=tuple(one for one in facts if one.person_id == person.id),
            found=tuple(one for one in found if one.person_id == person.id),
            tries=tuple(sorted((one for one in tries if one.person_id == person.id), key=lambda one: one.on)),
            ways=tuple(one for one in ways if one.person_id == person.id),
            mentions=tuple(one for one in mentions if person.id in (one.person_id, one.asked_of)),
            merges=tuple(one for one in merges if one.kept_person == person.id),
            needs=tuple(one for one in needs if one.person_id == person.id and one.what != NOTHING),
            chosen_by=chosen.get(person.id, ()),
        )
        for person in people.values()
    )
    return Network(
        case_id=on.case.id,
        people=people,
        known=known,
        tries_about_nobody=tuple(one for one in tries if one.person_id is None),
        asked=tuple(_asked(on, mentions)),
    )


def _asked(on: OnCase, mentions: tuple[Mention, ...]) -> list[Asked]:
    """Everybody who is to be asked, also who was asked already."""
    days = {one.asked_of: one.on for one in sorted(mentions, key=lambda one: one.on)}
    roles = {one.id: on.profile.role(one.role) for one in on.people.values()}
    wanted = [one for one in on.people.values() if of_role(roles[one.id]) in ASKED]
    return [Asked(person=one, on=days.get(one.id)) for one in wanted]
