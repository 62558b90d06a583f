"""How long a team has heard nothing from each other (T-09): reckoned from what was held, told and noted."""

from datetime import date

from bot.domain.conference import ConferenceState
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
