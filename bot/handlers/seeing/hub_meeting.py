"""What the hub says to who leads of the meeting that runs or was held last: whom to ask, how it was."""

from bot.domain.conference import ConferenceState
from bot.render import Part, Press
from bot.services.seeing.looking import Hub

BEGUN = (ConferenceState.OPEN, ConferenceState.ENDED)


def of_the_meeting(found: Hub) -> list[Part]:
    """Nothing for others."""
    return [*_still_to_ask(found), *_looking_back(found)]


def _still_to_ask(found: Hub) -> list[Part]:
    """Who is there and was not asked yet to keep private what is said: by name, for those who lead."""
    if not found.not_recorded:
        return []
    return [Part("to_ask", [{"names": list(found.not_recorded)}])]


def _looking_back(found: Hub) -> list[Part]:
    """For those who lead: the lasting questions, and after the end how it was, for them and the family."""
    conference = found.conference
    if (
        conference is None
        or not found.leads
        or conference.state not in (ConferenceState.OPEN, ConferenceState.ENDED)
    ):
        return []
    presses = []
    if found.profile.outcome_questions:
        presses.append(Press("outcomes", "do:outcomes", conference.id))
    if conference.state is ConferenceState.ENDED:
        presses.append(Press("self_check", "open:self_check", conference.id))
        presses.append(Press("feeling", "open:feeling", conference.id))
    if conference.state is ConferenceState.ENDED and found.facilitates:
        presses.append(Press("feelings", "do:feelings", conference.id))
    return [Part("looking_back", presses=presses)] if presses else []
