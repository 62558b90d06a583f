"""Which dates fall due, reckoned from what happened and was held, never from what was planned."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.clock_rules import Clock, ClockKind
from bot.domain.clock_runs import Run, calendar_run, counter_run, notice_run
from bot.domain.conditions import CaseFacts
from bot.domain.dates import add_days
from bot.domain.diary import Diary, Event
from bot.domain.due_date import Caveat, DueDate, NextLength, OpenBecause, OpenClock, Reckoning
from bot.domain.profile import PracticeProfile
from bot.domain.sources import least_sure

# What comes of a clock stands in a module of its own and is offered from here.
__all__ = [
    "Caveat",
    "DueDate",
    "Event",
    "NextLength",
    "OpenBecause",
    "OpenClock",
    "Reckoning",
    "due_dates",
    "events_of_held",
    "open_clocks",
    "reminder_days",
]


def due_dates(
    profile: PracticeProfile, events: Iterable[Event], today: date, facts: CaseFacts | None = None
) -> tuple[DueDate, ...]:
    """Every due date that can be reckoned, soonest first; `today` is the day where the family lives.

    Events after today have not happened: they start no clock and meet none.
    """
    reckoned = _reckon_all(profile, events, today, facts)
    return tuple(sorted((r for r in reckoned if isinstance(r, DueDate)), key=lambda r: (r.due, r.clock_id)))


def open_clocks(
    profile: PracticeProfile, events: Iterable[Event], today: date, facts: CaseFacts | None = None
) -> tuple[OpenClock, ...]:
    """Every clock that applies or may apply and has no due date yet, so that none is silently left out."""
    return tuple(r for r in _reckon_all(profile, events, today, facts) if isinstance(r, OpenClock))


def events_of_held(profile: PracticeProfile, held: Iterable[tuple[str, date]]) -> tuple[Event, ...]:
    """The events that held meetings record, by (meeting kind, day): only what the profile says (K-08)."""
    return tuple((name, day) for kind, day in held for name in profile.meeting_kind(kind).counts_as)


def reminder_days(due: date, lead_days: Iterable[int]) -> tuple[date, ...]:
    """The days on which to remind, earliest first."""
    return tuple(sorted(add_days(due, -lead) for lead in lead_days))


def _reckon_all(
    profile: PracticeProfile, events: Iterable[Event], today: date, facts: CaseFacts | None
) -> Iterator[DueDate | OpenClock]:
    known = facts or CaseFacts()
    diary = Diary(profile.stand_ins, tuple(events), today)
    of_child = {child: Diary(profile.stand_ins, theirs, today) for child, theirs in known.apart.items()}
    for clock in profile.clocks:
        if clock.kind is ClockKind.COUNTER and of_child:
            yield from _for_each_child(clock, of_child, known)
        elif (reckoned := _reckon(clock, diary, known)) is not None:
            yield reckoned


def _for_each_child(
    clock: Clock, diaries: Mapping[str, Diary], facts: CaseFacts
) -> Iterator[DueDate | OpenClock]:
    """Months in care are each child's own, wherever the children's days differ."""
    for child_id, diary in diaries.items():
        reckoned = _reckon(clock, diary, facts)
        if reckoned is not None:
            yield replace(reckoned, child_id=child_id)


def _reckon(clock: Clock, diary: Diary, facts: CaseFacts) -> DueDate | OpenClock | None:
    applies = True if clock.when is None else clock.when.holds(facts, diary.today)
    if applies is False:
        return None
    if clock.when is not None and applies is None:
        needs = clock.when.open_questions(facts, diary.today)
        return _open(clock, OpenBecause.ANSWER_NOT_RECORDED, needs)
    if clock.kind is ClockKind.UNSET:
        return _open(clock, OpenBecause.LENGTH_NOT_CONFIRMED)
    run = _run(clock, diary, facts)
    if run is None:
        return _open(clock, OpenBecause.EVENT_NOT_RECORDED, (clock.from_event,))
    return run if isinstance(run, OpenClock) else _due(run, clock, diary)


def _run(clock: Clock, diary: Diary, facts: CaseFacts) -> Run | OpenClock | None:
    if clock.kind is ClockKind.COUNTER:
        return counter_run(clock, diary, facts)
    if clock.kind is ClockKind.NOTICE:
        return notice_run(clock, diary)
    return calendar_run(clock, diary, facts)


def _open(clock: Clock, because: OpenBecause, needs: tuple[str, ...] = ()) -> OpenClock:
    return OpenClock(clock.id, because, needs, clock.source, clock.mark)


def _due(run: Run, stated: Clock, diary: Diary) -> DueDate:
    clock, due = run.clock, run.reckoning.result
    steps = tuple((name, diary.first_since(name, run.since)) for name in clock.met_by)
    days = [day for _, day in steps if day is not None]
    met_on = max(days) if days and len(days) == len(steps) else _settled(clock, run.since, diary)
    return DueDate(
        clock_id=clock.id,
        profile=clock.profile,
        from_event=run.start.event,
        from_date=run.start.on,
        due=due,
        reckoning=run.reckoning,
        source=clock.source,
        mark=least_sure((clock.mark, run.start.mark)),
        overdue=met_on is None and due < diary.today,
        met_on=met_on,
        steps=steps,
        stands_for=run.start.stands_for,
        caveats=run.caveats,
        by=clock.by,
        done_by=clock.met_by or clock.settled_by or ((clock.repeat_from,) if clock.repeat_from else ()),
        warn_only=clock.warn_only,
        at_most=run.at_most,
        next_length=_next_length(stated, run.begun),
    )


def _settled(clock: Clock, since: date, diary: Diary) -> date | None:
    days = [day for name in clock.settled_by if (day := diary.first_since(name, since))]
    return min(days, default=None)


def _next_length(stated: Clock, begun: date) -> NextLength | None:
    """What the rule will be for what begins later: of the way back to it where it repeats."""
    change = stated.change_after(begun)
    if change is None:
        return None
    then = _length_to_come(stated.on(change.counts_from))
    return None if then == _length_to_come(stated.on(begun)) else NextLength(change.counts_from, *then)


def _length_to_come(clock: Clock) -> tuple[int, str]:
    lengths = (
        (clock.repeat_days, "days"),
        (clock.repeat_months, "months"),
        (clock.within_days, "days"),
        (clock.within_months, "months"),
        (clock.within_hours, "hours"),
        (clock.days_before, "days"),
    )
    return next((amount, unit) for amount, unit in lengths if amount is not None)
