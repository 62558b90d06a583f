"""The forms of the private talk: which closes which part, opened about the person who is talked with."""

from typing import NamedTuple

from bot.domain.preparing import (
    CULTURE,
    EXPLAIN,
    INPUT,
    NOTICE,
    REACH,
    SAFETY,
    VOICE,
    WHO_BELONGS,
)
from bot.flows.subject import Subject
from bot.services.preparing.interpreting import SPOKEN
from bot.services.preparing.talk import Talk

# The form that closes each part, and the step of it that names the person.
CLOSES = {
    WHO_BELONGS: ("mention", "asked_of"),
    SAFETY: ("safety_screen", "person_id"),
    REACH: ("reach", "person_id"),
    EXPLAIN: ("preparation", "person_id"),
    VOICE: ("voice", "child_id"),
    CULTURE: ("tribe_inquiry", "person_id"),
    INPUT: ("provider_input", "said_by"),
    NOTICE: ("notice", "person_id"),
}
# Beside the answers that a form begins with: it was opened from the talk with this person.
OF_TALK = "talk"


class PartForm(NamedTuple):
    """One form: what its button is called, its flow, and what it is about."""

    name: str
    flow: str
    subject: str


def forms_of(talk: Talk, part: str) -> list[PartForm]:
    """The forms of one part, about this person; the first one closes it."""
    flow, step = CLOSES[part]
    about = talk.child_id if part == VOICE else talk.person.id
    named = talk.conference.id if part == NOTICE and talk.conference else talk.case_id
    found = [PartForm(part, flow, _about(talk, named, (step, about)))]
    if part == VOICE:
        secret = _about(talk, talk.case_id, ("child_id", talk.child_id))
        found.append(PartForm("keep_private", "keep_private", secret))
    if part == REACH:
        person = ("person_id", talk.person.id)
        found.append(PartForm("contact_way", "contact_way", _about(talk, talk.case_id, person)))
        if talk.conference and (talk.person.language or SPOKEN) != SPOKEN:
            found.append(PartForm("interpreter", "interpreting", _about(talk, talk.conference.id, person)))
    return found


def skipping(talk: Talk, part: str) -> str:
    """What the form is about that skips a part."""
    return _about(talk, talk.person.id, ("part", part))


def _about(talk: Talk, named: str, chosen: tuple[str, str | None]) -> str:
    first = ((chosen[0], chosen[1]),) if chosen[1] else ()
    return str(Subject(named, chosen=(*first, (OF_TALK, talk.person.id))))
