"""What the hub says to who leads of the meeting that runs or was held last: whom to ask, how it was."""

from collections.abc import Sequence

from bot.domain.conference import ConferenceState
from bot.render import Part, Press
from bot.services.meeting.course import is_family_alone
from bot.services.seeing.looking import Hub

# What can be done before a meeting, by what it is about; the step that comes next stands above.
BEFORE = {
    "the_agenda": ("ask_topics", "add_topic", "agenda", "show_draft", "send_agenda", "agenda_told"),
    "the_day": ("told", "tell", "move", "cancel", "separate"),
}
# What is said while people talk, whatever the stage: one tap to its form.
SAID = ("strength", "need", "concern", "idea", "task", "decision", "note")


def grouped(found: Hub, presses: Sequence[Press]) -> tuple[list[Press], list[Part]]:
    """The few that come next, and the others by what they are about."""
    if not found.leads or found.conference is None or found.conference.state is not ConferenceState.PLANNED:
        return list(presses), []
    room_of = {name: room for room, names in BEFORE.items() for name in names}
    top = [one for one in presses if one.style == "primary" or one.name not in room_of]
    below = {
        room: [one for one in presses if one not in top and room_of[one.name] == room] for room in BEFORE
    }
    return top, [Part(room, presses=of_room) for room, of_room in below.items() if of_room]


def of_the_meeting(found: Hub) -> list[Part]:
    """Nothing for others."""
    return [*_still_to_ask(found), *_what_is_said(found), *_looking_back(found)]


def _what_is_said(found: Hub) -> list[Part]:
    """The forms for what people say, while it can be recorded."""
    conference = found.conference
    if conference is None or conference.state is not ConferenceState.OPEN or not found.leads:
        return []
    if conference.paused_at or is_family_alone(conference):
        return []
    presses = [Press(f"add_{kind}", f"open:{kind}", found.case.id) for kind in SAID]
    return [Part("what_is_said", presses=presses)]


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
