"""Those for whose meeting it is, the child and the parents: they see the draft of its agenda first (A3)."""

from bot.domain.access import Standing
from bot.domain.agenda import FirstLook
from bot.domain.conference import Conference
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import OnCase


def family(on: OnCase, conference: Conference | None = None) -> list[Person]:
    """The child and the parents on the team; of those who are asked to this conference."""
    ids = on.holding(Standing.PARENT) | on.holding(Standing.CHILD)
    found = (one for one in on.people.values() if one.on_team and one.id in ids)
    return [one for one in found if conference is None or is_for(conference, one.id)]


def not_first(on: OnCase, conference: Conference) -> list[Person]:
    """Who of the family was not shown the draft yet, and for whom nobody said why not."""
    looked = {one.person_id for one in on.work.find(FirstLook, conference_id=conference.id)}
    return [one for one in family(on, conference) if one.id not in looked]
