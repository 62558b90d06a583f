"""Who has the agenda: each of the team with the day and way in which they saw it, or why they go without."""

from dataclasses import dataclass

from bot.domain.conference import AgendaSeen, Conference
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda_seen import WITHOUT, saw_another
from bot.services.calling.scheduling import conference_of


@dataclass(frozen=True)
class Receipt:
    """One person of the team: what they saw, if anything, and whether it changed since."""

    person: Person
    seen: AgendaSeen | None
    changed: bool

    @property
    def state(self) -> str:
        """How it stands with them, as its words call it."""
        if self.seen is None:
            return "not_yet"
        if self.seen.how == WITHOUT:
            return WITHOUT
        return "changed" if self.changed else "has_it"


def receipts(acting: Acting, conference_id: str) -> tuple[Receipt, ...]:
    """Everyone of the team who is asked to this conference, for those who lead. Raises NotAllowed."""
    with acting.looking("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        team = (one for one in on.people.values() if one.on_team and is_for(conference, one.id))
        return tuple(_receipt(on, conference, one) for one in team)


def _receipt(on: OnCase, conference: Conference, person: Person) -> Receipt:
    seen = on.work.first(AgendaSeen, conference_id=conference.id, person_id=person.id)
    return Receipt(person, seen, seen is not None and saw_another(on, seen))
