"""Messages about the agenda: its draft for the family, what they ask, a change after it went out."""

from bot.domain.agenda import AgendaRequest
from bot.domain.conference import ON_THE_WAY, AgendaSeen, Conference
from bot.domain.sending import Drop, Ready
from bot.notices.conference import agenda_presses
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.agenda.agenda_seen import saw_another, topics_for
from bot.services.calling.sittings import must_be_theirs


def draft(reader: Reader) -> Ready:
    """Before anyone else: the draft, with ways to say that it is fine, to add, to ask for a change."""
    conference = _coming(reader, reader.outgoing.subject_id)
    if conference is None:
        return Drop("conference_over")
    if conference.agenda_sent_at is not None:
        return Drop("agenda_is_out")
    if not topics_for(reader.on, conference.id):
        return Drop("agenda_empty")
    return reader.says("agenda_draft", presses=draft_presses(conference.id), **_when(conference))


def draft_presses(conference_id: str) -> list[Press]:
    """Look at the draft; fine; one more topic; something else."""
    return [
        Press("open_agenda", "do:open_agenda", conference_id, "primary"),
        Press("draft_seen", "do:draft_seen", conference_id),
        Press("another", "open:own_topic", conference_id),
        Press("ask_change", "open:own_request", conference_id),
    ]


def changed(reader: Reader) -> Ready:
    """It is not as you saw it: said once, for all changes since."""
    conference = _coming(reader, reader.outgoing.subject_id)
    if conference is None:
        return Drop("conference_over")
    mine = {"conference_id": conference.id, "person_id": reader.outgoing.person_id}
    seen = reader.on.work.first(AgendaSeen, **mine)
    if seen is None or not saw_another(reader.on, seen):
        return Drop("as_they_saw_it")
    return reader.says("agenda_changed", presses=agenda_presses(conference.id), **_when(conference))


def request(reader: Reader) -> Ready:
    """To those who lead: somebody asks for a change; what it is stands with the agenda."""
    asked = reader.on.work.get(AgendaRequest, reader.outgoing.subject_id)
    if asked.done is not None:
        return Drop("answered")
    return _to_agenda(reader, asked, "agenda_request")


def answered(reader: Reader) -> Ready:
    """To who asked for a change: the answer is there, and stands with the agenda."""
    return _to_agenda(
        reader, reader.on.work.get(AgendaRequest, reader.outgoing.subject_id), "request_answered"
    )


def _to_agenda(reader: Reader, asked: AgendaRequest, name: str) -> Ready:
    conference = _coming(reader, asked.conference_id)
    if conference is None:
        return Drop("conference_over")
    look = [Press("open_agenda", "do:open_agenda", conference.id, "primary")]
    return reader.says(name, presses=look, **_when(conference))


def _coming(reader: Reader, conference_id: str) -> Conference | None:
    conference = must_be_theirs(reader.on, reader.on.work.get(Conference, conference_id))
    return conference if conference.state in ON_THE_WAY else None


def _when(conference: Conference) -> dict[str, object]:
    return {"when": conference.starts_at, "zone": conference.zone}
