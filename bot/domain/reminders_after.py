"""Reminders between conferences: steps, legal dates, silence, and what an ended conference leaves to do."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from bot.domain.clocks import DueDate
from bot.domain.closing import sent_back
from bot.domain.conference import ABSENT
from bot.domain.dates import to_wall
from bot.domain.plan import Task
from bot.domain.plan_states import Move, plans_at_rest
from bot.domain.record import standing
from bot.domain.reminder import CALL, Reminder
from bot.domain.reminder_desk import STILL_WORTH_SAYING, Desk
from bot.domain.silence import last_contact, was_heard_since
from bot.domain.version_moves import VersionMove
from bot.domain.withdrawal import must_hear

TIME_TO_CLEAR_THE_WAY = 7
# Nobody is told of a step twice, so its word to the supervisor has one slot for ever.
ONCE = "once"
# Whoever withdrew a plan by a slip takes that back before anybody is called about it.
TIME_TO_TAKE_IT_BACK = timedelta(minutes=5)


def tasks(desk: Desk) -> Iterator[Reminder]:
    """Each open task, to its owner: soon, is it done, is it stuck; the same days whoever owns it."""
    for task in standing(desk.record.tasks):
        if task.is_owed:
            yield from desk.to_person("task", task.id, task.owner_id, task.due, _days(desk, task))
            yield from _to_supervisors(desk, task)


def escalates_on(desk: Desk, task: Task) -> bool:
    """Whether the practice takes a step of this owner to the supervisor once it is long past its day."""
    return (
        desk.when.escalate_after is not None
        and desk.reach.groups.get(task.owner_id) in desk.when.escalate_of
        and bool(desk.reach.supervisors)
    )


def clocks(desk: Desk, found: Iterable[DueDate]) -> Iterator[Reminder]:
    """Each legal date that is not met, to case manager, facilitator and supervisor."""
    told = dict.fromkeys((*desk.staff(), *desk.users("facilitator"), *desk.reach.supervisors))
    for clock in found:
        if clock.met_on is None:
            for user in told:
                yield from desk.days_before("clock", clock.clock_id, user, clock.due, desk.when.clock_days)


def silence(desk: Desk) -> Iterator[Reminder]:
    """T-09: to the case manager, once, when nobody was in touch for as long as may be."""
    when = desk.when
    if when.quiet_days is None:
        return
    due = last_contact(desk.record) + timedelta(days=when.quiet_days)
    if when.quiet_days_set_on:
        due = max(due, when.quiet_days_set_on + timedelta(days=1))
    for user in desk.staff():
        yield from desk.days_before("silence", desk.record.case.id, user, due, (0,))


def after_the_conference(desk: Desk) -> Iterator[Reminder]:
    """Absent people to follow up, copies to send, endorsements that were asked for."""
    for absent in desk.record.attendances:
        if absent.follow_up_by and not was_heard_since(desk.record, absent):
            for user in _owner_or_staff(desk, absent.follow_up_owner):
                yield from desk.days_before(
                    "follow_up", absent.id, user, absent.follow_up_by, (0,), absent.person_id
                )
    over = plans_at_rest(desk.record.versions, desk.record.version_moves)
    for copy in desk.record.copies:
        if copy.due and not copy.sent_on and copy.version_id not in over:
            for user in desk.staff():
                yield from desk.days_before(
                    "copy", copy.id, user, copy.due, desk.when.copy_days, copy.person_id
                )
    for asked in desk.record.endorsements:
        if asked.answer is None and asked.done_on is None and asked.version_id not in over:
            days = tuple(-after for after in desk.when.endorsement_days_after)
            yield from desk.days_before("endorsement", asked.id, asked.asked_of, asked.asked_on, days)
    yield from _sent_back(desk, over)


def acknowledgements(desk: Desk) -> Iterator[Reminder]:
    """Whoever was asked about the newest plan and has not answered: twice at most, then no more.

    Somebody whom no machine asks is asked by a call, where they took part. Who was absent is followed up
    and not chased.
    """
    version = desk.record.latest_version()
    if version is None or version.id in plans_at_rest(desk.record.versions, desk.record.version_moves):
        return
    answered = {one.person_id for one in desk.record.acknowledgements if one.version_id == version.id}
    came = {
        one.person_id
        for one in desk.record.attendances
        if one.conference_id == version.conference_id and one.how not in ABSENT
    }
    sealed_on = to_wall(version.sealed_at, desk.record.case.zone).date()
    for person in desk.people():
        asked_on = desk.reach.asked.get((version.id, person.id))
        if not person.slack_user and person.on_team and person.id in came:
            asked_on = sealed_on
        if asked_on is not None and person.id not in answered:
            days = tuple(-after for after in desk.when.asked_days_after)
            yield from desk.to_person("acknowledgement", version.id, person.id, asked_on, days)


def withdrawals(desk: Desk) -> Iterator[Reminder]:
    """Whoever must hear that a plan does not count, and whom no message reaches, is called at once."""
    for move in desk.record.version_moves:
        if move.move != Move.WITHDRAW or not move.holds:
            continue
        hear = must_hear(desk.record, move.version_id, desk.reach.asked_of(move.version_id))
        for person in desk.people():
            if person.id in hear and not person.slack_user:
                yield from _told_of(desk, move, person.id)


def consents(desk: Desk) -> Iterator[Reminder]:
    """A consent that is about to end: to staff, who ask anew or write no details from then on."""
    for service in standing(desk.record.services):
        if service.consent_until is not None and service.treatment_consent == "on_file":
            for user in desk.staff():
                yield from desk.days_before(
                    "consent", service.id, user, service.consent_until, desk.when.consent_days
                )


def dissent(desk: Desk) -> Iterator[Reminder]:
    """To those who owe somebody an answer, as long as that person sees the plan otherwise.

    A new supervisor owes it as well; whoever may answer no longer gets nothing. Past its day those who
    were asked hear of it again, and each supervisor when an open step would come to them.
    """
    differs = {one.id for one in desk.record.views if one.differs}
    late = {-after for after in desk.when.reply_days_after}
    further = set() if desk.when.escalate_after is None else {-desk.when.escalate_after}
    for reply in desk.record.replies:
        if reply.words is None and reply.view_id in differs:
            for user in dict.fromkeys((*reply.asked_of, *desk.reach.supervisors)):
                again = late if user in reply.asked_of else set()
                once = further if user in desk.reach.supervisors else set()
                days = (*desk.when.reply_days, *(again | once))
                yield from desk.days_before("reply", reply.id, user, reply.due, days)


def _told_of(desk: Desk, move: VersionMove, person_id: str) -> Iterator[Reminder]:
    for user in desk.staff():
        due_at = desk.undisturbed(move.moved_at + TIME_TO_TAKE_IT_BACK, user)
        ends = due_at + STILL_WORTH_SAYING
        call = Reminder(
            kind="withdrawal" + CALL,
            subject_id=move.id,
            to=user,
            slot=ONCE,
            due_at=due_at,
            expires_at=ends,
            person_id=person_id,
        )
        yield from desk.until_made(call, last=True)


def _sent_back(desk: Desk, over: Collection[str]) -> Iterator[Reminder]:
    """A plan that came back with a note waits for those who wrote it, until it is asked anew."""
    newest = desk.record.latest_version()
    waits = newest.id if newest and newest.id not in over else None
    of_it = (one for one in desk.record.endorsements if one.version_id == waits)
    if back := sent_back(of_it):
        days = tuple(-after for after in desk.when.endorsement_days_after)
        for user in desk.staff():
            yield from desk.days_before("sent_back", back.id, user, back.done_on or back.asked_on, days)


def _days(desk: Desk, task: Task) -> tuple[int, ...]:
    ahead = {*desk.when.task_days, 0}
    if task.barrier:
        # Something could get in the way: early enough to do something about it.
        ahead.add(max(ahead) + TIME_TO_CLEAR_THE_WAY)
    return tuple(ahead | {-after for after in desk.when.task_days_after})


def _to_supervisors(desk: Desk, task: Task) -> Iterator[Reminder]:
    if escalates_on(desk, task):
        day = task.due + timedelta(days=desk.when.escalate_after or 0)
        for user in desk.reach.supervisors:
            due_at = desk.morning(day, user)
            ends = due_at + timedelta(days=7)
            yield Reminder(
                kind="escalation", subject_id=task.id, to=user, slot=ONCE, due_at=due_at, expires_at=ends
            )


def _owner_or_staff(desk: Desk, person_id: str | None) -> list[str]:
    owner = desk.present(person_id)
    return [owner.slack_user] if owner and owner.slack_user else desk.staff()
