"""A small reckoning of its own: what should have gone out, when and to whom; held against what did.

It knows nothing of the bot's code. Wall times are found by walking through the day in UTC.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.faults.plan import Fate, Wanted

# Reminders of the same moment go together, up to two minutes early; others never.
TOGETHER, AT_ONCE = timedelta(minutes=2, seconds=1), timedelta(seconds=1)
# A request may take ten seconds, and a little passes between a look at the record and the request.
ON_ITS_WAY = timedelta(seconds=20)
ENDS = ("sent", "dropped", "failed")
STEPS = {
    "pending": {"pending", "sending", "dropped"},
    "sending": {"pending", "sending", "unknown", *ENDS},
    "unknown": {"unknown", "pending", *ENDS},
    # One that was to go with another goes alone after all.
    "dropped": {"dropped", "pending"},
    "sent": {"sent"},
    "failed": {"failed"},
}


@dataclass(frozen=True)
class Seen:
    """One thing, named in one message that Slack took; `moved` says that it is of its new moment."""

    thing: str
    to: int
    at: datetime
    moved: bool = False


@dataclass(frozen=True)
class Change:
    """When it was kept that a thing is done, closed or moved (to a new moment)."""

    at: datetime
    to: datetime | None = None


@dataclass(frozen=True)
class Step:
    """One row of the outbox went from one state to another."""

    thing: str
    before: str
    after: str


@dataclass
class History:
    """All that happened: what Slack saw, what was changed, and the life of each row."""

    seen: Sequence[Seen]
    changes: Mapping[str, Change]
    steps: Sequence[Step]
    ends: Mapping[str, str]
    clock_set: Sequence[tuple[datetime, timedelta]] = ()


@dataclass(frozen=True)
class Moment:
    """When a reminder falls due, until when it is worth saying, and whether it had to be said."""

    due: datetime
    until: datetime
    had_to_go: bool


@dataclass
class Verdict:
    """The things that went wrong, by how; and those of which nobody could be sure for a while."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    pointless: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    to_another: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    wrong_steps: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    uncertain: set[str] = field(default_factory=set)
    twice_unread: int = 0

    @property
    def wrong(self) -> dict[str, list[str]]:
        """What must not be."""
        return {name: found for name, found in vars(self).items() if isinstance(found, list) and found}


def judge(plan: Iterable[Wanted], history: History) -> Verdict:
    """Each reminder for itself."""
    verdict = Verdict(uncertain={step.thing for step in history.steps if step.after == "unknown"})
    seen: defaultdict[str, list[Seen]] = defaultdict(list)
    for one in history.seen:
        seen[one.thing].append(one)
    for wanted in plan:
        _judge_one(wanted, seen.pop(wanted.thing, []), history, verdict)
    verdict.pointless += seen  # of these nobody was to hear at all
    for step in history.steps:
        if step.after not in STEPS[step.before]:
            verdict.wrong_steps.append(f"{step.thing}: {step.before} to {step.after}")
    return verdict


def _judge_one(wanted: Wanted, seen: list[Seen], history: History, verdict: Verdict) -> None:
    thing, change = wanted.thing, history.changes.get(wanted.thing)
    due = first_showing(wanted.wall, wanted.zone)
    if history.ends.get(thing) not in ENDS:
        verdict.unfinished.append(thing)
    if any(one.to != wanted.to for one in seen):
        verdict.to_another.append(thing)
    until = due + wanted.lasts if change is None else min(change.at, due + wanted.lasts)
    if change is None or change.to is None:
        had_to_go = change is None and wanted.fate is not Fate.SHORT
        _judge_moment(wanted, seen, Moment(due, until, had_to_go), history, verdict)
        return
    # What was moved is reminded of at its new moment, whether or not it had been at the old one.
    before = [one for one in seen if not one.moved]
    moved = [one for one in seen if one.moved]
    _judge_moment(wanted, before, Moment(due, until, False), history, verdict)
    wanted = replace(wanted, together=False)
    _judge_moment(wanted, moved, Moment(change.to, change.to + wanted.lasts, True), history, verdict)


def _judge_moment(
    wanted: Wanted, seen: list[Seen], moment: Moment, history: History, verdict: Verdict
) -> None:
    thing = wanted.thing
    if len(seen) > 1 and wanted.to >= 0:
        verdict.doubled.append(thing)
    if len(seen) > 1 and wanted.to < 0:
        verdict.twice_unread += 1
        if thing not in verdict.uncertain:
            verdict.unlisted.append(thing)
    if not seen and moment.had_to_go:
        verdict.lost.append(thing)
    for one in seen:
        if one.at > moment.until + ON_ITS_WAY + _set(one.at, history):
            verdict.pointless.append(thing)
        elif one.at < moment.due - _early(wanted, one.at, history):
            verdict.early.append(thing)


def _early(wanted: Wanted, at: datetime, history: History) -> timedelta:
    return (TOGETHER if wanted.together else AT_ONCE) + _set(at, history)


def _set(at: datetime, history: History) -> timedelta:
    """By how much the clock was set while a message of this moment was on its way."""
    near = (abs(by) for when, by in history.clock_set if abs(at - when) <= ON_ITS_WAY + abs(by))
    return max(near, default=timedelta(0))


def first_showing(wall: datetime, zone: str) -> datetime:
    """When clocks there first show this time; where they never do, as long after the jump as it says."""
    there = ZoneInfo(zone)
    for offset in sorted(_offsets(wall, there), reverse=True):
        moment = wall.replace(tzinfo=UTC) - offset
        if moment.astimezone(there).replace(tzinfo=None, fold=0) == wall:
            return moment
    return wall.replace(tzinfo=UTC) - min(_offsets(wall, there))


def _offsets(wall: datetime, there: ZoneInfo) -> set[timedelta]:
    """How far clocks there are from UTC on the days around it."""
    found = (datetime.astimezone(wall.replace(tzinfo=UTC) + timedelta(hours=h), there) for h in (-30, 30))
    return {moment.utcoffset() or timedelta(0) for moment in found}


def counted(history: History) -> Counter[str]:
    """How the rows ended."""
    return Counter(history.ends.values())
