"""Which reminders a case's record calls for: ids and moments, never words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.case import CaseState
from bot.domain.clocks import DueDate
from bot.domain.closing import sent_back
from bot.domain.conference import Conference, ConferenceState
from bot.domain.dates import to_utc, to_wall
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.plan_states import plans_at_rest
from bot.domain.record import CaseRecord, standing
from bot.domain.reminder import Reach, Reminder, RemindWhen
from bot.domain.silence import last_contact
from bot.domain.topic_calls import asks, last_call

STILL_WORTH_SAYING = timedelta(days=7)
TIME_TO_CLEAR_THE_WAY = 7


def due_reminders(
    record: CaseRecord, clocks: Iterable[DueDate], when: RemindWhen, reach: Reach
) -> tuple[Reminder, ...]:
    """Every reminder that the record calls for, soonest first, those whose moment has passed included.

    A closed case, a finished task, a met clock, a conference that is not planned any more call for none.
    """
    if record.case.state is CaseState.CLOSED:
        return ()
    desk = _Desk(record, when, reach)
    before = (*desk.conferences(), *desk.topics(), *desk.needs())
    between = (*desk.tasks(), *desk.clocks(clocks), *desk.silence())
    found = [*before, *between, *desk.after_the_conference(), *desk.dissent()]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.kind, one.subject_id, one.to)))


@dataclass(frozen=True)
class _Desk:
    """One case's reminders, kind by kind."""

    record: CaseRecord
    when: RemindWhen
    reach: Reach

    def conferences(self) -> Iterator[Reminder]:
        """Each person with Slack who did not decline; and who must still call those without."""
        for conference in self.record.conferences:
            if conference.state is not ConferenceState.PLANNED:
                continue
            declined = {
                found.person_id
                for found in self.record.invitations
                if found.conference_id == conference.id and found.reply == "no"
            }
            asked = [one for one in self._people() if is_for(conference, one.id)]
            for person in asked:
                if person.slack_user and person.id not in declined:
                    yield from self._conference_soon(conference, person.slack_user, person.id)
            if any(person.on_team and not person.slack_user for person in asked):
                yield from self._calls(conference)

    def topics(self) -> Iterator[Reminder]:
        """Whoever of the team has not said what to talk about: by DM, or as calls for staff to make."""
        for conference in self.record.conferences:
            planned = conference.state is ConferenceState.PLANNED and conference.formal
            if self.when.topics is None or not planned:
                continue
            silent = [
                one
                for one in self._people()
                if one.on_team
                and is_for(conference, one.id)
                and (conference.id, one.id) not in self.reach.topics.answered
            ]
            for person in silent:
                if person.slack_user and person.slack_user != conference.called_by:
                    yield from self._call_for_topics(conference, person, person.slack_user)
            if any(not one.slack_user for one in silent):
                for user in self._staff():
                    yield from self._call_for_topics(conference, None, user)

    def needs(self) -> Iterator[Reminder]:
        """What somebody needs to take part and has no answer: to staff, in time before their conference."""
        planned = [one for one in self.record.conferences if one.state is ConferenceState.PLANNED]
        for need in self.record.access_needs:
            theirs = [one for one in planned if is_for(one, need.person_id)]
            if need.is_open and theirs and self._present(need.person_id):
                soonest = min(theirs, key=lambda one: one.starts_at)
                day = to_wall(soonest.starts_at, soonest.zone).date()
                for user in self._staff():
                    yield from self._days_before(
                        "need", need.id, user, day, self.when.need_days, need.person_id
                    )

    def tasks(self) -> Iterator[Reminder]:
        """Each open task to its owner, or as a call to make when the owner has no Slack."""
        for task in standing(self.record.tasks):
            if task.is_owed:
                yield from self._task(task)

    def clocks(self, clocks: Iterable[DueDate]) -> Iterator[Reminder]:
        """Each legal date that is not met, to case manager, facilitator and supervisor."""
        told = dict.fromkeys((*self._staff(), *self._users("facilitator"), *self.reach.supervisors))
        for clock in clocks:
            if clock.met_on is None:
                for user in told:
                    yield from self._days_before(
                        "clock", clock.clock_id, user, clock.due, self.when.clock_days
                    )

    def silence(self) -> Iterator[Reminder]:
        """T-09: to the case manager, once, when nobody was in touch for as long as may be."""
        if self.when.quiet_days is None:
            return
        due = last_contact(self.record) + timedelta(days=self.when.quiet_days)
        if self.when.quiet_days_set_on:
            due = max(due, self.when.quiet_days_set_on + timedelta(days=1))
        for user in self._staff():
            yield from self._days_before("silence", self.record.case.id, user, due, (0,))

    def after_the_conference(self) -> Iterator[Reminder]:
        """Absent people to follow up, copies to send, endorsements that were asked for."""
        for absent in self.record.attendances:
            if absent.follow_up_by:
                for user in self._owner_or_staff(absent.follow_up_owner):
                    yield from self._days_before(
                        "follow_up", absent.id, user, absent.follow_up_by, (0,), absent.person_id
                    )
        over = plans_at_rest(self.record.versions, self.record.version_moves)
        for copy in self.record.copies:
            if copy.due and not copy.sent_on and copy.version_id not in over:
                for user in self._staff():
                    yield from self._days_before(
                        "copy", copy.id, user, copy.due, self.when.copy_days, copy.person_id
                    )
        for asked in self.record.endorsements:
            if asked.answer is None and asked.done_on is None and asked.version_id not in over:
                days = tuple(-after for after in self.when.endorsement_days_after)
                yield from self._days_before("endorsement", asked.id, asked.asked_of, asked.asked_on, days)
        yield from self._sent_back()

    def _sent_back(self) -> Iterator[Reminder]:
        """A plan that came back with a note waits for those who wrote it, until it is asked anew."""
        newest, over = (
            self.record.latest_version(),
            plans_at_rest(self.record.versions, self.record.version_moves),
        )
        waits = newest is not None and newest.id not in over
        of_it = (one for one in self.record.endorsements if waits and newest and one.version_id == newest.id)
        if back := sent_back(of_it):
            days = tuple(-after for after in self.when.endorsement_days_after)
            for user in self._staff():
                yield from self._days_before("sent_back", back.id, user, back.done_on or back.asked_on, days)

    def dissent(self) -> Iterator[Reminder]:
        """To those who owe somebody an answer, as long as that person sees the plan otherwise.

        A new supervisor owes it as well; whoever may answer no longer gets nothing.
        """
        differs = {one.id for one in self.record.views if one.differs}
        for reply in self.record.replies:
            if reply.words is None and reply.view_id in differs:
                for user in dict.fromkeys((*reply.asked_of, *self.reach.supervisors)):
                    yield from self._days_before("reply", reply.id, user, reply.due, self.when.reply_days)

    def _conference_soon(self, conference: Conference, user: str, person_id: str) -> Iterator[Reminder]:
        """One for each slot; each is worth saying until the next one comes, at most until the start."""
        wall = to_wall(conference.starts_at, conference.zone)
        moments = {
            f"{days}d": to_utc(wall - timedelta(days=days), conference.zone)
            for days in self.when.conference_days
        } | {
            f"{hours}h": conference.starts_at - timedelta(hours=hours) for hours in self.when.conference_hours
        }
        zone = self._zone(user)
        due = sorted((self.when.quiet.over_at(moment, zone), slot) for slot, moment in moments.items())
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
            )

    def _calls(self, conference: Conference) -> Iterator[Reminder]:
        day = to_wall(conference.starts_at, conference.zone).date()
        ahead = (max(1, min(self.when.conference_days, default=1)),)
        for user in self._staff():
            yield from self._days_before("conference_calls", conference.id, user, day, ahead)

    def _call_for_topics(self, conference: Conference, person: Person | None, to: str) -> Iterator[Reminder]:
        """To somebody themself, who was invited; without one, to staff who ask those without Slack."""
        days, invited_on, of = self.when.topics, None, (conference.id, person.id if person else "")
        if person is not None:
            mine = (one for one in self.record.invitations if (one.conference_id, one.person_id) == of)
            invited_on = next((one.invited_on for one in mine), None)
        if days is None or (person is not None and invited_on is None):
            return
        over = self._morning(last_call(conference, days) + timedelta(days=1), to)
        for ask in asks(conference, days, invited_on, self.reach.topics.later.get(of)):
            if ask.slot != "first" or of not in self.reach.topics.asked:
                yield Reminder(
                    kind="topics" if person else "topic_calls",
                    subject_id=conference.id,
                    to=to,
                    slot=ask.slot,
                    due_at=self._morning(ask.on, to),
                    expires_at=min(over, conference.starts_at),
                    person_id=of[1] or None,
                )

    def _task(self, task: Task) -> Iterator[Reminder]:
        owner = self._present(task.owner_id)
        ahead = {*self.when.task_days, 0}
        if task.barrier:
            # Something could get in the way: early enough to do something about it.
            ahead.add(max(ahead) + TIME_TO_CLEAR_THE_WAY)
        days = tuple(ahead)
        if owner and owner.slack_user:
            yield from self._days_before("task", task.id, owner.slack_user, task.due, days, owner.id)
            return
        for user in self._staff():
            yield from self._days_before("task_call", task.id, user, task.due, days, task.owner_id)

    def _days_before(
        self,
        kind: str,
        subject_id: str,
        to: str,
        due: date,
        days: tuple[int, ...],
        person_id: str | None = None,
    ) -> Iterator[Reminder]:
        """One for each number of days; each is worth saying until the next one comes."""
        moments = sorted((self._morning(due - timedelta(days=ahead), to), ahead) for ahead in days)
        for place, (moment, ahead) in enumerate(moments):
            following = moments[place + 1 :]
            yield Reminder(
                kind=kind,
                subject_id=subject_id,
                to=to,
                slot=f"{due:%Y%m%d}{-ahead:+d}d",
                due_at=moment,
                expires_at=following[0][0] if following else moment + STILL_WORTH_SAYING,
                person_id=person_id,
            )

    def _morning(self, day: date, user: str) -> datetime:
        zone = self._zone(user)
        return self.when.quiet.over_at(to_utc(datetime.combine(day, self.when.morning), zone), zone)

    def _zone(self, user: str) -> str:
        return self.reach.zones.get(user) or self.record.case.zone

    def _people(self) -> list[Person]:
        return [person for person in self.record.people if person.left_on is None]

    def _present(self, person_id: str | None) -> Person | None:
        return next((person for person in self._people() if person.id == person_id), None)

    def _users(self, role: str) -> list[str]:
        return [one.slack_user for one in self._people() if one.role == role and one.slack_user]

    def _staff(self) -> list[str]:
        """Who makes the calls: the case manager, else the facilitator, else whoever opened the case."""
        return self._users("case_manager") or self._users("facilitator") or [self.record.case.opened_by]

    def _owner_or_staff(self, person_id: str | None) -> list[str]:
        owner = self._present(person_id)
        return [owner.slack_user] if owner and owner.slack_user else self._staff()
