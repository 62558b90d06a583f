"""Who takes part in a conference, everybody at once: read for a list, kept as one change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.conference import ABSENT, Attendance, Conference
from bot.domain.errors import NotNow
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.reminders import schedule_reminders
from bot.services.meeting.cards import send_card
from bot.services.meeting.going_on import ask_by_message
from bot.services.ports import UnitOfWork


@dataclass(frozen=True)
class Called:
    """Somebody of the case, and how they take part as far as anybody said."""

    person: Person
    how: str | None


def everyone(acting: Acting, conference_id: str) -> tuple[Called, ...]:
    """The team first, then those who help it or listen. Raises NotAllowed, and NotNow before the start."""
    with acting.looking("conference.hold", conference_of(acting, conference_id).case_id) as on:
        known = _known(on, conference_id)
        conference = on.work.get(Conference, conference_id)
        asked = [one for one in on.people.values() if is_for(conference, one.id) or one.id in known]
        people = sorted(asked, key=lambda one: not one.on_team)
        return tuple(Called(one, known[one.id].how if one.id in known else None) for one in people)


def any_noted(work: UnitOfWork, conference_id: str) -> bool:
    """Whether anybody is noted as having taken part, in whatever way."""
    noted = work.find(Attendance, conference_id=conference_id)
    return any(one.how not in (*ABSENT, "input_only") for one in noted)


def keep(acting: Acting, conference_id: str, said: Mapping[str, str]) -> None:
    """What was said of each of these people; of all others nothing changes.

    What was noted beside an absence stays while the absence does.
    """
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        known = _known(on, conference_id)
        for person_id, how in said.items():
            _say(on, conference_id, known.get(on.person(person_id).id), person_id, how)
        if said:
            ask_by_message(on, on.work.get(Conference, conference_id))
            send_card(on, conference_id)
            schedule_reminders(on.work, on.case.id)


def _known(on: OnCase, conference_id: str) -> dict[str, Attendance]:
    if not on.work.get(Conference, conference_id).begun:
        raise NotNow("conference_planned")
    found = on.work.find(Attendance, conference_id=conference_id)
    return {one.person_id: one for one in found}


def _say(on: OnCase, conference_id: str, known: Attendance | None, person_id: str, how: str) -> None:
    if known is None:
        on.keep(
            Attendance, conference_id=conference_id, person_id=person_id, how=how, entered_by=on.work.actor
        )
    elif known.how != how:
        changed = replace(known, how=how, entered_by=on.work.actor)
        on.work.replace(changed if how in (*ABSENT, "input_only") else _was_there(changed))


def _was_there(attendance: Attendance) -> Attendance:
    beside = ("reason", "input", "input_on", "follow_up_by", "follow_up_owner")
    nothing: dict[str, Any] = dict.fromkeys(beside)
    return replace(attendance, **nothing)
