"""The call for topics, for those who lead: until when, who has answered, who is asked when, whom to call."""

from dataclasses import dataclass
from datetime import date

from bot.domain.agenda import TopicsAsked
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing, Sending
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.domain.topic_calls import first_call, last_call
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import still_open
from bot.services.agenda.calls import ASKING, who_answered
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.reminders import call_days, schedule_reminders
from bot.services.people.safe_ways import kept_from_slack


@dataclass(frozen=True)
class Asked:
    """One person of the team: answered, asked on a day, to be asked on one, not asked, or to be called."""

    person: Person
    state: str
    on: date | None = None


@dataclass(frozen=True)
class Calls:
    """The days of the first and the last call, and everybody of the team."""

    first: date
    last: date
    people: tuple[Asked, ...]


def look(acting: Acting, conference_id: str) -> Calls:
    """How far the call for topics is. Raises NotAllowed."""
    with acting.looking("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        days = call_days(on.profile)
        return Calls(first_call(conference, days), last_call(conference, days), _everybody(on, conference))


def note_none(acting: Acting, conference_id: str, person_id: str) -> None:
    """Staff asked somebody, who has nothing to talk about; said again it changes nothing."""
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        about = {"conference_id": conference_id, "person_id": on.person(person_id).id}
        if on.work.first(TopicsAsked, **about) is None:
            on.keep(TopicsAsked, on=on.today, entered_by=acting.user, **about)
        schedule_reminders(on.work, on.case.id)


def _everybody(on: OnCase, conference: Conference) -> tuple[Asked, ...]:
    answered, kept = who_answered(on, conference.id), kept_from_slack(on.work, on.case.id)
    rows = on.work.find(Outgoing, case_id=on.case.id, message=ASKING, subject_id=conference.id)
    team = (one for one in on.people.values() if one.on_team and is_for(conference, one.id))
    return tuple(
        Asked(one, "answered")
        if one.id in answered
        else Asked(one, "call")
        if one.slack_user is None or one.id in kept
        else _asked(on, one, [row for row in rows if row.to == one.slack_user])
        for one in team
    )


def _asked(on: OnCase, person: Person, rows: list[Outgoing]) -> Asked:
    """Somebody with Slack who has not answered: the last time they were asked, or the next one."""
    went = [one.sent_at or one.due_at for one in rows if one.state is Sending.SENT]
    if went:
        return Asked(person, "asked", to_wall(max(went), on.case.zone).date())
    waiting = [one.due_at for one in rows if one.state in (Sending.PENDING, Sending.SENDING)]
    if waiting:
        return Asked(person, "to_be_asked", to_wall(min(waiting), on.case.zone).date())
    return Asked(person, "not_asked")
