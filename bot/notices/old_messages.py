"""A message about a conference that is drawn anew in its own place: what it said does not stand now."""

from bot.domain.conference import Conference, ConferenceState
from bot.domain.parting import is_for
from bot.domain.sending import Ready
from bot.notices.reader import Reader, Tell


def asks_to_come(tell: Tell) -> Tell:
    """An invitation: once the conference is another, its newest message says when it is."""
    return _redrawn(tell, lambda reader: reader.says("meeting_moved"))


def says_when(tell: Tell) -> Tell:
    """Any other message that says when a conference is: it says so anew."""
    return _redrawn(tell, tell)


def _redrawn(tell: Tell, while_planned: Tell) -> Tell:
    def told(reader: Reader) -> Ready:
        if reader.outgoing.ts is None:
            return tell(reader)
        conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
        theirs = is_for(conference, reader.outgoing.person_id or "")
        if not theirs or conference.state is ConferenceState.CANCELLED:
            return reader.says("meeting_off")
        if conference.state is ConferenceState.PLANNED:
            return while_planned(reader)
        return reader.says("meeting_begun", on=conference.held_on)

    return told
