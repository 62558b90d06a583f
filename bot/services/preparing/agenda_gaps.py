"""What is still open about an agenda before its conference (T-12)."""

from collections.abc import Iterable, Iterator

from bot.domain.agenda import AgendaRequest
from bot.domain.conference import Conference
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.flows.subject import Subject
from bot.services.acting import OnCase
from bot.services.agenda.agenda import in_order, minutes_of, planned_minutes
from bot.services.agenda.agenda_seen import saw_another
from bot.services.agenda.first_to_see import not_first
from bot.services.agenda.publishing import is_out
from bot.services.plan.gaps import Gap, to_add, to_correct


def agenda_gaps(
    on: OnCase, record: CaseRecord, conference: Conference, team: Iterable[Person]
) -> Iterator[Gap]:
    """T-12: there is one that fits the time, it is out as it stands, and each of the team has seen it."""
    this, topics = conference.id, in_order(record.topics)
    if not topics:
        yield to_add("no_topic", "topic", this)
        return
    planned = planned_minutes(conference)
    if minutes_of(topics) > planned:
        yield Gap("too_long", this, "open_agenda", Subject(this), deed=True)
    if conference.agenda_sent_at is None:
        for person in not_first(on, conference):
            yield to_add("not_first", "first_look", this, person_id=person.id)
        yield Gap("not_sent", this, "ready_send_agenda", Subject(this), deed=True)
    elif not is_out(on, topics, this):
        yield Gap("changed_since", this, "ready_send_agenda", Subject(this), deed=True)
    for request in on.work.find(AgendaRequest, conference_id=this, done=None):
        yield to_correct("request", request, "answer_request")
    seen = {one.person_id: one for one in record.agenda_seen}
    for person in team:
        if person.slack_user == conference.called_by:
            continue
        if person.id not in seen:
            yield to_add("not_seen", "agenda_told", this, person_id=person.id)
        elif saw_another(on, seen[person.id]):
            yield to_add("saw_another", "agenda_told", this, person_id=person.id)
