"""What the agenda on paper says to one reader: when and where, and the topics that are theirs to see."""

from collections.abc import Iterable, Sequence

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.conference import ON_THE_WAY, Conference, Topic
from bot.domain.dates import to_wall
from bot.domain.errors import NotNow
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.services.acting import OnCase
from bot.services.agenda.agenda import in_order, wordings
from bot.services.agenda.agenda_seen import may_read
from bot.services.plain import plain
from bot.services.plan.plan import Json
from bot.services.plan.plan_content import people_named
from bot.services.record import case_record
from bot.services.seeing.looking import next_or_last, seen_by


def agenda_material(on: OnCase, of: Person | None = None) -> Json:
    """The agenda of the conference that runs or comes next. Raises NotNow without one, or without a topic.

    `of`: the copy of that person, which staff give to them. Whoever leads has a copy of all families.
    Neither the case's reference nor its reason is in it: a paper lies on kitchen tables.
    """
    reader = on.as_seen_by(of) if of else on
    record = seen_by(reader, case_record(on.work, on.case.id))
    conference = coming(record.conferences)
    if conference is None:
        raise NotNow("no_conference")
    if not may_read(reader, conference):
        raise NotNow("agenda_not_out")
    every = tuple(one for one in record.topics if one.conference_id == conference.id)
    topics = in_order(every)
    if not topics:
        raise NotNow("agenda_empty")
    told: Json = plain(
        {
            "meeting": _meeting(conference),
            "topics": [_told(one, every) for one in topics],
            "leads": _leads(on, record),
            "of": of.id if of else None,
            "of_who_leads": reader.leads(),
        }
    )
    named = {"person": [*told["leads"], *([of.id] if of else [])], "topics": told["topics"]}
    return told | {"people": people_named(record, named)}


def _told(topic: Topic, every: Sequence[Topic]) -> Json:
    """One topic with the words of those that were put together with it; whose it is by its author's wish."""
    return {
        "topic": " + ".join(wordings(topic, every)),
        "minutes": topic.minutes,
        "from": topic.from_person if topic.author_shown else None,
        "author_shown": topic.author_shown,
        "lead": topic.lead,
        "hard": topic.hard,
        "if_time": topic.if_time,
    }


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
