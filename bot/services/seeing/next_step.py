"""The one step that whoever leads a case can take next, from the first person to the next conference."""

from collections.abc import Iterator

from bot.domain.closing import TAKEN_BACK, Acknowledgement, Copy, Endorsement, PlanVersion, sent_back
from bot.domain.conference import ABSENT, Attendance, Conference, ConferenceState, Topic
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.domain.version_moves import AnswerStays
from bot.services.acting import OnCase
from bot.services.agenda.agenda import in_order
from bot.services.agenda.first_to_see import not_first
from bot.services.calling.sittings import attendances_of_round
from bot.services.calling.telling import any_untold
from bot.services.meeting.course import is_family_alone
from bot.services.plan.look_once_more import still_open, waits
from bot.services.plan.versions import is_reopened
from bot.services.record import case_record


def next_step(on: OnCase, conference: Conference | None, version: PlanVersion | None) -> str:
    """Its name, which is also that of its button in the hub."""
    if conference is None:
        return "schedule" if any(one is not on.me for one in on.people.values()) else "person"
    if conference.state is ConferenceState.PLANNED:
        return _before(on, conference)
    if conference.state is ConferenceState.OPEN:
        return _during(on, conference)
    if version is not None and not conference.formal and not is_reopened(on.work, version):
        return after_the_seal(on, version)
    if version is None or version.conference_id != conference.id or is_reopened(on.work, version):
        record = case_record(on.work, on.case.id, private=True)
        return "close_up" if still_open(on, record, conference.id) else "read_and_seal"
    return after_the_seal(on, version)


def is_its_day(on: OnCase, conference: Conference) -> bool:
    """Whether it is the day for which it was planned, or later."""
    planned, now = (to_wall(moment, conference.zone) for moment in (conference.starts_at, on.work.now))
    return now.date() >= planned.date()


def _before(on: OnCase, conference: Conference) -> str:
    if not conference.formal:
        return _before_a_talk(on, conference)
    if is_its_day(on, conference):
        return "start"
    if conference.adjourned:  # Its agenda is there: what is to come is the rest of it.
        return "tell" if any_untold(on, conference) else "ready"
    with_slack = [one for one in _team(on) if one.slack_user and is_for(conference, one.id)]
    if with_slack and not on.work.first(
        Outgoing, case_id=on.case.id, message="ask_topics", subject_id=conference.id
    ):
        return "ask_topics"
    if any_untold(on, conference):
        return "tell"
    if conference.agenda_sent_at is None:
        if not in_order(on.work.find(Topic, conference_id=conference.id)):
            return "add_topic"
        return "show_draft" if _family_to_ask(on, conference) else "send_agenda"
    return "preparation"


def _before_a_talk(on: OnCase, conference: Conference) -> str:
    if is_its_day(on, conference):
        return "note_talk"
    return "tell" if any_untold(on, conference) else "ready"


def _family_to_ask(on: OnCase, conference: Conference) -> bool:
    """Whether somebody of the family has Slack and was not sent the draft."""
    asked = on.work.find(Outgoing, case_id=on.case.id, message="agenda_draft", subject_id=conference.id)
    reached = {one.person_id for one in asked}
    return any(one.slack_user and one.id not in reached for one in not_first(on, conference))


def _during(on: OnCase, conference: Conference) -> str:
    if conference.paused_at:
        return "safety"
    if is_family_alone(conference):
        return "back_together"
    said = {one.person_id for one in on.work.find(Attendance, conference_id=conference.id)}
    if any(one.id not in said for one in _team(on) if is_for(conference, one.id)):
        return "roll_call"
    last = on.profile.stages_of(conference.kind)[-1].id
    return "end" if conference.stage == last else "next_stage"


def after_the_seal(on: OnCase, version: PlanVersion) -> str:
    """What is private, answers of those whom the bot cannot ask, endorsement, copies, the next conference."""
    if waits(on, version):
        return "look_once_more"
    if _to_be_asked(on, version):
        return "answers"
    every = on.work.find(Endorsement, version_id=version.id)
    asked = [one for one in every if one.answer != TAKEN_BACK]
    if not asked:
        return "ask_endorsement"
    if any(one.answer == "endorsed" for one in asked):
        return "copies" if on.work.first(Copy, version_id=version.id, sent_on=None) else "schedule"
    return "sent_back" if sent_back(asked) else "schedule"


def _to_be_asked(on: OnCase, version: PlanVersion) -> bool:
    """Whether somebody without Slack took part and was not asked yet: the bot asks the others."""
    record = case_record(on.work, on.case.id)
    here = {one.person_id: one.how for one in attendances_of_round(record, version.conference_id)}
    about = {"version_id": version.id}
    asked = {one.person_id for one in on.work.find(Acknowledgement, **about)}
    asked |= {one.person_id for one in on.work.find(AnswerStays, **about)}
    return any(
        one.id not in asked and here.get(one.id, ABSENT[0]) not in ABSENT
        for one in _team(on)
        if not one.slack_user
    )


def _team(on: OnCase) -> Iterator[Person]:
    return (one for one in on.people.values() if one.on_team)
