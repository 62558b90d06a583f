"""What the agenda on paper says to one reader: when and where, and the topics that are theirs to see."""

from collections.abc import Iterable

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.conference import ON_THE_WAY, Conference
from bot.domain.dates import to_wall
from bot.domain.errors import NotNow
from bot.domain.record import CaseRecord
from bot.services.acting import OnCase
from bot.services.agenda import in_order
from bot.services.looking import next_or_last, seen_by
from bot.services.plain import plain
from bot.services.plan import Json
from bot.services.plan_content import people_named
from bot.services.record import case_record


def agenda_material(on: OnCase) -> Json:
    """The agenda of the conference that runs or comes next. Raises NotNow without one, or without a topic.

    Neither the case's reference nor its reason is in it: a paper lies on kitchen tables.
    """
    record = seen_by(on, case_record(on.work, on.case.id))
    conference = coming(record.conferences)
    if conference is None:
        raise NotNow("no_conference")
    topics = in_order(tuple(one for one in record.topics if one.conference_id == conference.id))
    if not topics:
        raise NotNow("agenda_empty")
    told: Json = plain(
        {
            "meeting": _meeting(conference),
            "topics": [
                {"topic": one.words, "minutes": one.minutes, "from": one.from_person, "lead": one.lead}
                for one in topics
            ],
            "leads": _leads(on, record),
        }
    )
    named = {"person": told["leads"], "topics": told["topics"]}
    return told | {"people": people_named(record, named)}


def coming(conferences: Iterable[Conference]) -> Conference | None:
    """The conference that runs, else the next planned one."""
    return next_or_last(tuple(one for one in conferences if one.state in ON_THE_WAY))


def _meeting(conference: Conference) -> Json:
    """When and where, by the clocks of its own zone."""
    begins, ends = (to_wall(at, conference.zone) for at in (conference.starts_at, conference.ends_at))
    return {
        "kind": conference.kind,
        "date": begins.date(),
        "start": f"{begins:%H:%M}",
        "end": f"{ends:%H:%M}",
        "zone": conference.zone,
        "place": conference.place,
        "ways": conference.ways,
    }


def _leads(on: OnCase, record: CaseRecord) -> list[str]:
    """Who facilitates, or else who manages the case."""
    here = [one for one in record.people if one.left_on is None]
    for standing in (Standing.FACILITATOR, Standing.CASE_MANAGER):
        found = [one.id for one in here if access.of_role(on.profile.role(one.role)) is standing]
        if found:
            return found
    return []
