"""Compiles who was asked to a conference, who took part and how it opened, each a fact of its own (K-14)."""

from bot.domain.closing import PlanVersion
from bot.domain.conference import Attendance
from bot.domain.dates import to_wall
from bot.domain.people import Person
from bot.domain.record import CaseRecord, standing
from bot.services.calling.sittings import attendances_of_round, round_of
from bot.services.plan.plan_content import Json

ABSENT = frozenset({"input_only", "absent_invited", "absent_not_reached", "not_invited"})


def who(record: CaseRecord, slack_user: str) -> str:
    """The person of the case behind a Slack user, or else the user: staff need not be of the case."""
    person = record.person_using(slack_user)
    return person.id if person else slack_user


def taking_part(record: CaseRecord, version: PlanVersion, on_team: bool) -> list[Json]:
    """Everyone on the team (or beside it): asked when, answered what, took part how."""
    together = round_of(record, version.conference_id)
    asked_to = sorted(record.invitations, key=lambda each: each.conference_id == version.conference_id)
    invited = {each.person_id: each for each in asked_to if each.conference_id in together}
    came = {each.person_id: each for each in attendances_of_round(record, version.conference_id)}
    rows = []
    for person in record.people:
        gone = person.left_on is not None and person.id not in invited and person.id not in came
        if person.on_team != on_team or gone:
            continue
        asked = invited.get(person.id)
        notice = {
            "invited_on": asked and asked.invited_on,
            "notice": asked and asked.how,
            "reply": asked and asked.reply,
        }
        private = {"keeps_private": _keeps_private(record, together, person.id)}
        rows.append(_member(person) | notice | _part(came.get(person.id)) | private)
    return rows


def _member(person: Person) -> Json:
    return {
        "person": person.id,
        "role": person.role,
        "on_team": person.on_team,
        "language": person.language,
        "interpreter": person.interpreter,
        "asked_for_by": person.asked_for_by,
        "family_said_yes": person.family_said_yes,
    }


def _part(attendance: Attendance | None) -> Json:
    """How a person took part; null means that nobody has recorded it."""
    if attendance is None:
        return {"took_part": None, "absence": None}
    absence = {
        "reason": attendance.reason,
        "input": attendance.input,
        "input_on": attendance.input_on,
        "follow_up_by": attendance.follow_up_by,
        "follow_up_owner": attendance.follow_up_owner,
    }
    told = attendance.how in ABSENT or any(value is not None for value in absence.values())
    return {"took_part": attendance.how, "absence": absence if told else None}


def opening(record: CaseRecord, version: PlanVersion) -> Json:
    """How the talk opened: on which day the ground rules were given, and those that somebody added."""
    together = round_of(record, version.conference_id)
    said = [one for one in record.rules_said if one.conference_id in together]
    own = [one for one in standing(record.ground_rules) if one.conference_id in together]
    return {
        "rules_said_on": to_wall(said[0].at, record.case.zone).date() if said else None,
        "rules": [{"by": one.said_by, "text": one.text} for one in own],
    }


def outcomes(record: CaseRecord, version: PlanVersion) -> list[Json]:
    """What was answered at this meeting to the lasting questions of the practice (T-10)."""
    together = round_of(record, version.conference_id)
    return [
        {"question": one.question, "by": one.said_by, "text": one.text, "child": one.child_id}
        for one in standing(record.outcomes)
        if one.conference_id in together
    ]


def _keeps_private(record: CaseRecord, together: frozenset[str], person_id: str) -> Json | None:
    """What somebody said to keeping things private, last; null means that nobody has recorded it."""
    said = [
        one
        for one in record.acceptances
        if one.person_id == person_id and one.conference_id in together and one.was_asked
    ]
    last = max(said, key=lambda one: one.at, default=None)
    if last is None:
        return None
    day = to_wall(last.at, record.case.zone).date()
    return {"answer": last.answer, "how": last.how, "on": day, "words": last.words}
