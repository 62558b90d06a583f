"""One run of a clock: from which event, how far, since when it can be met, and what to know beside it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.clock_rules import Clock
from bot.domain.conditions import CaseFacts
from bot.domain.dates import add_months
from bot.domain.diary import Diary, Start
from bot.domain.due_date import Caveat, OpenBecause, OpenClock, Reckoning
from bot.domain.sources import least_sure
from bot.domain.time_in_care import Limit, reached, without


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of a clock, by the rule (`clock`) as it was on the day when the run began (`begun`)."""

    clock: Clock
    start: Start
    reckoning: Reckoning
    since: date
    begun: date
    caveats: tuple[Caveat, ...] = ()
    at_most: Reckoning | None = None


def notice_run(stated: Clock, diary: Diary) -> Run | None:
    """Back from the next meeting; what meets it must have happened since the meeting before."""
    meeting = diary.next(stated.from_event)
    if meeting is None:
        return None
    clock = stated.on(meeting)
    before = max((day for day in diary.days(clock.from_event) if day < meeting), default=date.min)
    start = Start(clock.from_event, meeting, clock.mark)
    back = Reckoning(meeting, -(clock.days_before or 0), "days")
    return Run(clock=clock, start=start, reckoning=back, since=before, begun=meeting)


def calendar_run(stated: Clock, diary: Diary, facts: CaseFacts) -> Run | OpenClock | None:
    """Forward from the start, or from the last time it was held when that is later."""
    start = diary.start(stated.from_event)
    held = diary.last(stated.repeat_from) if stated.repeat_from else None
    if stated.repeat_from and held and (start is None or held >= start.on):
        clock = stated.on(held)
        again = Start(stated.repeat_from, held, clock.mark)
        run = Run(clock=clock, start=again, reckoning=_repeat(clock, held), since=held, begun=held)
    elif start:
        run = _first_run(stated.on(start.on), diary, start, facts)
    else:
        return None
    return _after_pauses(_brought_forward(run, diary, facts), diary)


def counter_run(stated: Clock, diary: Diary, facts: CaseFacts) -> Run | OpenClock | None:
    """When so many months in care are reached if the child stays; nothing stands in for the entry."""
    stays = diary.stretches((stated.from_event,), stated.ends_with)
    if not stays:
        return None
    breaks = diary.stretches(stated.paused_by, stated.resumed_by)
    in_care = without(stays, breaks)
    clock = stated.on(stays[-1].since)
    found = reached(in_care, Limit(clock.within_months or 0, clock.of_months or 0))
    if found is None:
        return _stopped(clock, diary)
    usual = add_months(found.counted_from, clock.within_months or 0)
    counted = Reckoning(found.counted_from, clock.within_months or 0, "months", (found.on - usual).days)
    one_for_all = len(facts.birth_dates) > 1 and not facts.apart
    together = (Caveat.ONE_COUNT_FOR_ALL_CHILDREN,) if one_for_all else ()
    start = Start(clock.from_event, found.counted_from, clock.mark)
    begun = stays[-1].since
    return Run(clock=clock, start=start, reckoning=counted, since=begun, begun=begun, caveats=together)


def _stopped(clock: Clock, diary: Diary) -> OpenClock:
    """The count goes on with the next entry, or with the return from what paused it."""
    paused = diary.stretches(clock.paused_by, clock.resumed_by)
    if paused and paused[-1].until is None:
        return _open(clock, OpenBecause.STANDS_STILL, clock.resumed_by, paused[-1].since)
    left = max((day for name in clock.ends_with if (day := diary.last(name))), default=None)
    return _open(clock, OpenBecause.NOT_IN_CARE, (clock.from_event,), left)


def _open(clock: Clock, because: OpenBecause, needs: tuple[str, ...], since: date | None) -> OpenClock:
    return OpenClock(clock.id, because, needs, clock.source, clock.mark, since)


def _repeat(clock: Clock, held: date) -> Reckoning:
    if clock.repeat_days is not None:
        return Reckoning(held, clock.repeat_days, "days")
    return Reckoning(held, clock.repeat_months or 0, "months")


def _first_run(clock: Clock, diary: Diary, start: Start, facts: CaseFacts) -> Run:
    """The first run, whose length may turn on a child's age on a day of its own."""
    caveats: tuple[Caveat, ...] = (Caveat.STAND_IN_EVENT,) if start.stands_for else ()
    usual = Run(
        clock=clock,
        start=start,
        reckoning=_usual_length(clock, start.on),
        since=start.on,
        begun=start.on,
        caveats=caveats,
    )
    if clock.shorter is None:
        return usual
    age_day = diary.last(clock.shorter.at_event)
    if age_day is None:
        caveats += (Caveat.AGE_TAKEN_AT_START,)
    applies = clock.shorter.when.holds(facts, age_day or start.on)
    if applies:
        shorter = Reckoning(start.on, clock.shorter.within_months, "months")
        start = replace(start, mark=least_sure((start.mark, clock.shorter.mark)))
        return replace(usual, start=start, reckoning=shorter, caveats=caveats)
    unknown = (Caveat.SHORTER_FOR_YOUNGER_CHILD,) if applies is None else ()
    return replace(usual, caveats=caveats + unknown)


def _usual_length(clock: Clock, base: date) -> Reckoning:
    if clock.within_months is not None:
        return Reckoning(base, clock.within_months, "months")
    if clock.within_days is not None:
        return Reckoning(base, clock.within_days, "days")
    return Reckoning(base, (clock.within_hours or 0) // 24, "days")


def _brought_forward(run: Run, diary: Diary, facts: CaseFacts) -> Run:
    """A sooner date that the plan names or supervision set; what we cannot know becomes a caveat."""
    clock = run.clock
    caveats = run.caveats + ((Caveat.HOURS_COUNTED_AS_DAYS,) if clock.within_hours else ())
    named = [day for day in diary.days(clock.sooner_event or "") if day > run.start.on]
    if clock.sooner_event and named and min(named) < run.reckoning.result:
        start = Start(clock.sooner_event, min(named), clock.mark)
        return replace(run, start=start, reckoning=Reckoning(min(named), 0, "days"), caveats=caveats)
    days = facts.set_days.get(clock.id) if clock.may_be_set else None
    if days is not None:
        return _as_set(replace(run, caveats=caveats), days)
    if clock.may_be_shorter_by or (clock.sooner_event and not named):
        caveats += (Caveat.MAY_BE_SHORTER,)
    return replace(run, caveats=caveats)


def _as_set(run: Run, days: int) -> Run:
    """The smaller of the rule and what supervision set: nobody can set more than the rule allows (T-16)."""
    own = Reckoning(run.reckoning.base, days, "days")
    if own.result >= run.reckoning.result:
        return run
    return replace(run, reckoning=own, at_most=run.reckoning)


def _after_pauses(run: Run, diary: Diary) -> Run | OpenClock:
    """Days on which the clock stood still do not count; while it stands still, there is no date."""
    clock, plain = run.clock, run.reckoning
    stood_still = 0
    for pause in diary.stretches(clock.paused_by, clock.resumed_by):
        due = replace(plain, stood_still=stood_still).result
        if pause.since > due or (pause.until is not None and pause.until <= run.start.on):
            continue
        if pause.until is None:
            return _open(clock, OpenBecause.STANDS_STILL, clock.resumed_by, pause.since)
        stood_still += (pause.until - max(pause.since, run.start.on)).days
    return replace(run, reckoning=replace(plain, stood_still=stood_still)) if stood_still else run
