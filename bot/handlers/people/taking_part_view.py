"""The part of a person's page that says how they take part: each fact for itself (K-14)."""

from typing import Any

from bot.domain.conference import ConferenceState
from bot.flows.subject import Subject
from bot.handlers.desk import Desk
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.calling.taking_part import TakingPart, taking_part


def part_in_meetings(desk: Desk, acting: Acting, person_id: str, language: str) -> Part:
    """Each meeting, the newest first: asked, told how and by whom, replied, came, input instead."""
    return Part("taking_part", [_row(desk, one, language) for one in taking_part(acting, person_id)])


def _row(desk: Desk, one: TakingPart, language: str) -> dict[str, Any]:
    told, came, conference = one.invitation, one.attendance, one.conference
    planned = conference.state is ConferenceState.PLANNED and not one.left_out
    subject = Subject(conference.id, chosen=(("person_id", one.person_id),))
    return {
        "when": conference.starts_at,
        "zone": conference.zone,
        "left_out": one.left_out,
        "on": told.invited_on if told else None,
        "how": (told.how or "") if told else "",
        "by": one.told_by,
        "delivered": one.delivered,
        "proof": (told.proof or "") if told else "",
        "reply": (told.reply or "") if told else "",
        "replied_on": told.replied_on if told else None,
        "came": desk.words.name("took_part", came.how, language) if came else "",
        "input_on": came.input_on if came else None,
        "said": (came.input or "") if came else "",
        "presses": [Press("told", "open:notice", str(subject))] if planned else _noted(one, subject),
    }


def _noted(one: TakingPart, subject: Subject) -> list[Press]:
    """How they took part, to note or to correct; and what somebody who was not there says since."""
    if not one.conference.begun or one.left_out:
        return []
    came = one.attendance
    about = Subject(came.id, came.version) if came else subject
    return [Press("took_part", "open:attendance", str(about))]
