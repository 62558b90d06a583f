"""Which dates fall due, reckoned from what happened and was held, never from what was planned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.clock_rules import Clock, ClockKind
from bot.domain.conditions import CaseFacts
from bot.domain.dates import add_days, add_months, weekday
from bot.domain.profile import PracticeProfile
from bot.domain.sources import Mark, least_sure

Event = tuple[str, date]


class Caveat(StrEnum):
    """What a reader must know beside a due date."""

    STAND_IN_EVENT = "stand_in_event"
    SHORTER_FOR_YOUNGER_CHILD = "shorter_for_younger_child"
    AGE_TAKEN_AT_START = "age_taken_at_start"
    HOURS_COUNTED_AS_DAYS = "hours_counted_as_days"
    MAY_BE_SHORTER = "may_be_shorter"


class OpenBecause(StrEnum):
    """Why a clock has no due date yet."""

    EVENT_NOT_RECORDED = "event_not_recorded"
    ANSWER_NOT_RECORDED = "answer_not_recorded"
    LENGTH_NOT_CONFIRMED = "length_not_confirmed"
    COUNTS_TIME_IN_CARE = "counts_time_in_care"


@dataclass(frozen=True)
class Reckoning:
    """How a due date came about: `base` plus (or minus) an amount of calendar days or months."""

    base: date
    amount: int
    unit: str

    @property
    def result(self) -> date:
        """The day that comes out."""
        return (add_months if self.unit == "months" else add_days)(self.base, self.amount)


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """A date that falls due, with everything a person needs to check it by hand.

    `steps` are the events that meet it, each with its day or None. `stands_for` is the event that
    the rule names when another stood in for it. `done_by` are the events with which it is done: those
    that meet it, or the one from which it repeats.
    """

    clock_id: str
    profile: str
    from_event: str
    from_date: date
    due: date
    reckoning: Reckoning
    source: str
    mark: Mark
    overdue: bool
    met_on: date | None = None
    steps: tuple[tuple[str, date | None], ...] = ()
    stands_for: str | None = None
    caveats: tuple[Caveat, ...] = ()
    by: tuple[str, ...] = ()
    done_by: tuple[str, ...] = ()
    warn_only: bool = False

    @property
    def weekday(self) -> str:
        """The day's name as an id; a deadline on a weekend stays there (K-06)."""
        return weekday(self.due)

    @property
    def late(self) -> bool:
        """Whether it was met, but after its day."""
        return self.met_on is not None and self.met_on > self.due


@dataclass(frozen=True)
class OpenClock:
    """A clock that cannot be reckoned yet: why, and which events or answers it waits for."""

    clock_id: str
    because: OpenBecause
    needs: tuple[str, ...]
    source: str
    mark: Mark


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
    diary = _Diary(profile, tuple(events), today)
    for clock in profile.clocks:
        reckoned = _reckon(clock, diary, facts or CaseFacts())
        if reckoned is not None:
            yield reckoned


@dataclass(frozen=True)
class _Start:
    """The event that a clock runs from, and whether it stands in for the one that the rule names."""

    event: str
    on: date
    mark: Mark
    stands_for: str | None = None


class _Diary:
    """What happened when, and what stands in for what."""

    def __init__(self, profile: PracticeProfile, events: tuple[Event, ...], today: date) -> None:
        self.today = today
        self._events = events
        self._stand_ins = {stand_in.event: stand_in for stand_in in profile.stand_ins}

    def days(self, name: str) -> list[date]:
        return sorted(day for event, day in self._events if event == name)

    def last(self, name: str) -> date | None:
        """The last time that it happened."""
        return max((day for day in self.days(name) if day <= self.today), default=None)

    def next(self, name: str) -> date | None:
        """The next time that it will happen, today included."""
        return min((day for day in self.days(name) if day >= self.today), default=None)

    def first_since(self, name: str, since: date) -> date | None:
        return min((day for day in self.days(name) if since <= day <= self.today), default=None)

    def start(self, name: str) -> _Start | None:
        """The event itself, or the first recorded one that stands in for it."""
        on = self.last(name)
        if on is not None:
            return _Start(name, on, Mark.SEED)
        stand_in = self._stand_ins.get(name)
        for other in stand_in.taken_from if stand_in else ():
            if stand_in and (on := self.last(other)):
                return _Start(other, on, stand_in.mark, stands_for=name)
        return None


def _reckon(clock: Clock, diary: _Diary, facts: CaseFacts) -> DueDate | OpenClock | None:
    applies = True if clock.when is None else clock.when.holds(facts, diary.today)
    if applies is False:
        return None
    if clock.when is not None and applies is None:
        needs = clock.when.open_questions(facts, diary.today)
        return _open(clock, OpenBecause.ANSWER_NOT_RECORDED, needs)
    if clock.kind is ClockKind.UNSET:
        return _open(clock, OpenBecause.LENGTH_NOT_CONFIRMED)
    if clock.kind is ClockKind.COUNTER:
        return _open(clock, OpenBecause.COUNTS_TIME_IN_CARE)
    run = _notice(clock, diary) if clock.kind is ClockKind.NOTICE else _calendar(clock, diary, facts)
    if run is None:
        return _open(clock, OpenBecause.EVENT_NOT_RECORDED, (clock.from_event,))
    return _due(clock, run, diary)


def _open(clock: Clock, because: OpenBecause, needs: tuple[str, ...] = ()) -> OpenClock:
    return OpenClock(clock.id, because, needs, clock.source, clock.mark)


@dataclass(frozen=True, kw_only=True)
class _Run:
    """One run of a clock: from which event, how far, since when it can be met, what to know beside."""

    start: _Start
    reckoning: Reckoning
    since: date
    caveats: tuple[Caveat, ...] = ()


def _notice(clock: Clock, diary: _Diary) -> _Run | None:
    """Back from the next meeting; what meets it must have happened since the meeting before."""
    meeting = diary.next(clock.from_event)
    if meeting is None or clock.days_before is None:
        return None
    before = max((day for day in diary.days(clock.from_event) if day < meeting), default=date.min)
    start = _Start(clock.from_event, meeting, clock.mark)
    return _Run(start=start, reckoning=Reckoning(meeting, -clock.days_before, "days"), since=before)


def _calendar(clock: Clock, diary: _Diary, facts: CaseFacts) -> _Run | None:
    """Forward from the start, or from the last time it was held when that is later."""
    start = diary.start(clock.from_event)
    held = diary.last(clock.repeat_from) if clock.repeat_from else None
    if clock.repeat_from and held and (start is None or held >= start.on):
        again = _Start(clock.repeat_from, held, clock.mark)
        return _brought_forward(clock, diary, _Run(start=again, reckoning=_repeat(clock, held), since=held))
    return _brought_forward(clock, diary, _first_run(clock, diary, start, facts)) if start else None


def _repeat(clock: Clock, held: date) -> Reckoning:
    if clock.repeat_days is not None:
        return Reckoning(held, clock.repeat_days, "days")
    return Reckoning(held, clock.repeat_months or 0, "months")


def _first_run(clock: Clock, diary: _Diary, start: _Start, facts: CaseFacts) -> _Run:
    """The first run, whose length may turn on a child's age on a day of its own."""
    caveats: tuple[Caveat, ...] = (Caveat.STAND_IN_EVENT,) if start.stands_for else ()
    usual = _Run(start=start, reckoning=_usual_length(clock, start.on), since=start.on, caveats=caveats)
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


def _brought_forward(clock: Clock, diary: _Diary, run: _Run) -> _Run:
    """A date that the plan itself names counts when it is sooner; what we cannot know becomes a caveat."""
    caveats = run.caveats + ((Caveat.HOURS_COUNTED_AS_DAYS,) if clock.within_hours else ())
    named = [day for day in diary.days(clock.sooner_event or "") if day > run.start.on]
    if clock.sooner_event and named and min(named) < run.reckoning.result:
        start = _Start(clock.sooner_event, min(named), clock.mark)
        return replace(run, start=start, reckoning=Reckoning(min(named), 0, "days"), caveats=caveats)
    if clock.may_be_shorter_by or (clock.sooner_event and not named):
        caveats += (Caveat.MAY_BE_SHORTER,)
    return replace(run, caveats=caveats)


def _due(clock: Clock, run: _Run, diary: _Diary) -> DueDate:
    steps = tuple((name, diary.first_since(name, run.since)) for name in clock.met_by)
    days = [day for _, day in steps if day is not None]
    met_on = max(days) if days and len(days) == len(steps) else None
    return DueDate(
        clock_id=clock.id,
        profile=clock.profile,
        from_event=run.start.event,
        from_date=run.start.on,
        due=run.reckoning.result,
        reckoning=run.reckoning,
        source=clock.source,
        mark=least_sure((clock.mark, run.start.mark)),
        overdue=met_on is None and run.reckoning.result < diary.today,
        met_on=met_on,
        steps=steps,
        stands_for=run.start.stands_for,
        caveats=run.caveats,
        by=clock.by,
        done_by=clock.met_by or ((clock.repeat_from,) if clock.repeat_from else ()),
        warn_only=clock.warn_only,
    )
