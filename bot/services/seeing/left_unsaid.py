"""The record without what people said in the talk, or without what others answered about the plan."""

from dataclasses import replace
from typing import Any

from bot.domain.people import Person
from bot.domain.record import CaseRecord

# The parts of a record that hold what people said in the talk.
WORDS = (
    *("strengths", "needs", "concerns", "notes", "decisions", "voices", "goal_views"),
    *("ideas", "other_views", "enough_ideas", "outcomes"),
)


def without_words(record: CaseRecord) -> CaseRecord:
    """Without what people said in the talk; what was agreed in the end stays.

    Whoever cares for a child keeps their ties with them; what the child wishes is the child's to tell.
    """
    silent: dict[str, Any] = dict.fromkeys(WORDS, ())
    return replace(record, ties=tuple(replace(one, wish=None) for one in record.ties), **silent)


def without_others_answers(record: CaseRecord, me: Person | None) -> CaseRecord:
    """Without what others answered and why they were not there."""
    mine = me.id if me else ""
    silent: dict[str, Any] = dict.fromkeys(("reason", "input", "input_on", "follow_up_by", "follow_up_owner"))
    return replace(
        record,
        invitations=tuple(
            one if one.person_id == mine else replace(one, reply=None, replied_on=None)
            for one in record.invitations
        ),
        attendances=tuple(
            one if one.person_id == mine else replace(one, **silent) for one in record.attendances
        ),
        acceptances=tuple(one for one in record.acceptances if one.person_id == mine),
        acknowledgements=tuple(one for one in record.acknowledgements if one.person_id == mine),
        views=tuple(one for one in record.views if one.person_id == mine),
        replies=tuple(one for one in record.replies if one.person_id == mine),
        goal_views=tuple(one for one in record.goal_views if one.person_id == mine),
        answers_stay=tuple(one for one in record.answers_stay if one.person_id == mine),
        copies=tuple(one for one in record.copies if one.person_id == mine),
    )
