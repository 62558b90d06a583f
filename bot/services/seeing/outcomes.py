"""The questions that a practice asks at each meeting: what was answered today, and what earlier (T-10)."""

from dataclasses import dataclass
from datetime import date

from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.looking_back import Outcome
from bot.domain.record import CaseRecord, standing
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.record import case_record
from bot.services.seeing.looking import seen_by


@dataclass(frozen=True)
class Asked:
    """One question with the answers of this meeting and those of earlier ones, each with its day."""

    question: str
    now: tuple[tuple[date, Outcome], ...]
    before: tuple[tuple[date, Outcome], ...]


def asked_at(acting: Acting, conference_id: str) -> tuple[tuple[Asked, ...], CaseRecord]:
    """Each question of the practice, as far as the asker may see its answers. Raises NotAllowed."""
    conference = conference_of(acting, conference_id)
    with acting.looking("case.look", conference.case_id) as on:
        record = seen_by(on, case_record(on.work, on.case.id))
        questions = [one.id for one in on.profile.outcome_questions]
        found = [(_day(record, one, on.case.zone), one) for one in standing(record.outcomes)]
        return tuple(_asked(name, conference, found) for name in questions), record


def _asked(name: str, conference: Conference, found: list[tuple[date, Outcome]]) -> Asked:
    mine = [(day, one) for day, one in found if one.question == name]
    now = tuple(row for row in mine if row[1].conference_id == conference.id)
    return Asked(name, now, tuple(row for row in mine if row not in now))


def _day(record: CaseRecord, answer: Outcome, zone: str) -> date:
    """The day of the talk, of the meeting, or else the day on which it was typed."""
    held = record.conference(answer.conference_id) if answer.conference_id else None
    return answer.talked_on or (held and held.held_on) or to_wall(answer.entered_at, zone).date()
