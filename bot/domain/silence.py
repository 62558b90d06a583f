"""Who was not heard: a team for so long (T-09), or somebody since the meeting that they missed."""

from datetime import date

from bot.domain.conference import Attendance, ConferenceState
from bot.domain.dates import to_wall
from bot.domain.record import CaseRecord, standing

MET = (ConferenceState.OPEN, ConferenceState.ENDED)


def last_contact(record: CaseRecord) -> date:
    """The last day with a meeting, an update, a note of contact or a private talk; else the case's first."""
    met = [one.held_on for one in record.conferences if one.state in MET and one.held_on]
    told = [one.given_on for one in standing(record.updates)]
    in_touch = [one.on for one in standing(record.team_contacts)]
    talked = [one.done_on for one in record.preparations]
    opened = to_wall(record.case.opened_at, record.case.zone).date()
    return max([opened, *met, *told, *in_touch, *talked])


def was_heard_since(record: CaseRecord, absent: Attendance) -> bool:
    """Whether they said something after the meeting without them, or are of the case no more."""
    person, meeting = record.person(absent.person_id), record.conference(absent.conference_id)
    if person is not None and not person.here:
        return True
    if meeting is None or meeting.held_on is None:
        return False
    whose = absent.person_id
    days = [one.on for one in record.acknowledgements if one.person_id == whose and one.was_asked]
    days += [one.on for one in record.views if one.person_id == whose and one.was_asked]
    return any(day > meeting.held_on for day in (*days, absent.input_on or date.min))
