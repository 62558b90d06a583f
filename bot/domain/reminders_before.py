"""Reminders before a conference: that it comes, what to talk about, what somebody needs to take part."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.calls import as_chased
from bot.domain.conference import Conference, ConferenceState
from bot.domain.dates import to_utc, to_wall
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.domain.reminder import BY_MAIL, CALL, Reminder
from bot.domain.reminder_desk import Desk
from bot.domain.topic_calls import asks, last_call


def conferences(desk: Desk) -> Iterator[Reminder]:
    """Each person who did not decline, by the way that reaches them; a call where no machine does."""
    for conference in _planned(desk):
        declined = {
            found.person_id
            for found in desk.record.invitations
            if found.conference_id == conference.id and found.reply == "no"
        }
        for person in desk.people():
            if person.id in declined or not is_for(conference, person.id):
                continue
            if person.slack_user:
                if person.id not in desk.reach.told_by_others:
                    yield from _soon(desk, conference, person.slack_user, person.id)
            elif person.on_team and person.id in desk.reach.by_mail:
                yield from _soon(desk, conference, BY_MAIL + person.id, person.id)
            elif person.on_team:
                yield from _call_about(desk, conference, person)


def topics(desk: Desk) -> Iterator[Reminder]:
    """Whoever of the team has not said what to talk about: by DM, or as calls for staff to make."""
    for conference in _planned(desk):
        if desk.when.topics is None or not conference.formal:
            continue
        silent = [
            one
            for one in desk.people()
            if one.on_team
            and is_for(conference, one.id)
            and (conference.id, one.id) not in desk.reach.topics.answered
        ]
        for person in silent:
            if person.slack_user and person.slack_user != conference.called_by:
                yield from _call_for_topics(desk, conference, person, person.slack_user)
        if any(not one.slack_user for one in silent):
            for user in desk.staff():
                yield from _call_for_topics(desk, conference, None, user)


def needs(desk: Desk) -> Iterator[Reminder]:
    """What somebody needs to take part and has no answer: to staff, in time before their conference."""
    planned = _planned(desk)
    for need in desk.record.access_needs:
        theirs = [one for one in planned if is_for(one, need.person_id)]
        if need.is_open and theirs and desk.present(need.person_id):
            soonest = min(theirs, key=lambda one: one.starts_at)
            day = to_wall(soonest.starts_at, soonest.zone).date()
            for user in desk.staff():
                yield from desk.days_before("need", need.id, user, day, desk.when.need_days, need.person_id)


def _planned(desk: Desk) -> list[Conference]:
    return [one for one in desk.record.conferences if one.state is ConferenceState.PLANNED]


def _soon(desk: Desk, conference: Conference, user: str, person_id: str) -> Iterator[Reminder]:
    """One for each slot; each is worth saying until the next one comes, at most until the start."""
    wall = to_wall(conference.starts_at, conference.zone)
    moments = {
        f"{days}d": to_utc(wall - timedelta(days=days), conference.zone) for days in desk.when.conference_days
    }
    moments |= {
        f"{hours}h": conference.starts_at - timedelta(hours=hours) for hours in desk.when.conference_hours
    }
    due = sorted((desk.undisturbed(moment, user), slot) for slot, moment in moments.items())
    in_time = [one for one in due if one[0] < conference.starts_at]
    for place, (due_at, slot) in enumerate(in_time):
        following = in_time[place + 1 :]
        yield Reminder(
            kind="conference",
            subject_id=conference.id,
            to=user,
            slot=f"{conference.starts_at:%Y%m%dT%H%M}-{slot}",
            due_at=due_at,
            expires_at=following[0][0] if following else conference.starts_at,
            person_id=person_id,
            ends_at=conference.starts_at,
        )


def _call_about(desk: Desk, conference: Conference, person: Person) -> Iterator[Reminder]:
    """One call, the working morning before; asked for again until it was made or the conference begins."""
    day = to_wall(conference.starts_at, conference.zone).date()
    ahead = max(1, min(desk.when.conference_days, default=1))
    for user in desk.staff():
        (call,) = desk.days_before("conference" + CALL, conference.id, user, day, (ahead,), person.id)
        for one in as_chased(call, False, desk.said_of(call)):
            expires = min(one.expires_at, conference.starts_at)
            due_at = desk.undisturbed(one.due_at, user)
            if due_at < expires:
                facts = {"due_at": due_at, "expires_at": expires, "ends_at": conference.starts_at}
                yield Reminder(**{**vars(one), **facts})


def _call_for_topics(
    desk: Desk, conference: Conference, person: Person | None, to: str
) -> Iterator[Reminder]:
    """To somebody themself, who was invited; without one, to staff who ask those without Slack."""
    days, invited_on, of = desk.when.topics, None, (conference.id, person.id if person else "")
    if person is not None:
        mine = (one for one in desk.record.invitations if (one.conference_id, one.person_id) == of)
        invited_on = next((one.invited_on for one in mine), None)
    if days is None or (person is not None and invited_on is None):
        return
    over = desk.morning(last_call(conference, days) + timedelta(days=1), to)
    for ask in asks(conference, days, invited_on, desk.reach.topics.later.get(of)):
        if ask.slot != "first" or of not in desk.reach.topics.asked:
            yield Reminder(
                kind="topics" if person else "topic_calls",
                subject_id=conference.id,
                to=to,
                slot=ask.slot,
                due_at=desk.morning(ask.on, to),
                expires_at=min(over, conference.starts_at),
                person_id=of[1] or None,
            )
