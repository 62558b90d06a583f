"""The course of a conference: what was pressed and when, and what people asked for without a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.kept import OfCase, Words

# In this stage the family is among themselves: of it nothing is kept but when it began and ended.
FAMILY_ALONE = "private_family_time"


class Happened(StrEnum):
    """What a moment of a conference was."""

    STAGE = "stage"
    STAGE_SKIPPED = "stage_skipped"
    TOPIC = "topic"
    TOPIC_DONE = "topic_done"
    TOPIC_SKIPPED = "topic_skipped"
    TOPIC_PARKED = "topic_parked"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"
    REOPENED = "reopened"
    ADJOURNED = "adjourned"


@dataclass(frozen=True, kw_only=True)
class Moment(OfCase):
    """One moment: what happened, to which stage or topic (`thing`), who pressed, and why if they said.

    Moments are kept, durations never: how long something took is reckoned from them.
    """

    conference_id: str
    what: Happened
    at: datetime
    by: str
    thing: str = ""
    why: Words | None = None


class Wish(StrEnum):
    """What somebody asks for with a tap."""

    READY = "ready"
    SPEAK = "speak"
    BREAK = "break"


@dataclass(frozen=True, kw_only=True)
class Signal(OfCase):
    """A tap of somebody who takes part. `turn` is the moment of the stage in which it came.

    It is over once who leads ticked it off or its person took it back (`done_at`, `done_by`).
    """

    conference_id: str
    person_id: str
    wish: Wish
    at: datetime
    turn: str = ""
    done_at: datetime | None = None
    done_by: str | None = None

    def stands(self, turn: str) -> bool:
        """Whether it still asks for something: only a break outlives the stage in which it was asked."""
        return self.done_at is None and (self.wish is Wish.BREAK or self.turn == turn)


@dataclass(frozen=True, kw_only=True)
class Course:
    """Where a conference stands by its moments, and how long each stage and topic has taken so far."""

    stages: Mapping[str, timedelta]
    topics: Mapping[str, timedelta]
    skipped: Mapping[str, str]
    topic: str = ""
    turn: str = ""
    done: frozenset[str] = frozenset()

    def minutes(self, thing: str) -> int:
        """Whole minutes that a stage or a topic has taken."""
        used = self.stages.get(thing) or self.topics.get(thing) or timedelta()
        return int(used.total_seconds() // 60)


@dataclass
class _Walk:
    """Goes from moment to moment and adds up the time between them."""

    stages: dict[str, timedelta]
    topics: dict[str, timedelta]
    skipped: dict[str, str]
    done: set[str]
    stage: str = ""
    topic: str = ""
    turn: str = ""
    since: datetime | None = None

    def until(self, at: datetime) -> None:
        """The time up to here belongs to the stage and the topic that ran; none while nothing ran."""
        if self.since is None:
            return
        self.stages[self.stage] = self.stages.get(self.stage, timedelta()) + (at - self.since)
        if self.topic and self.stage != FAMILY_ALONE:
            self.topics[self.topic] = self.topics.get(self.topic, timedelta()) + (at - self.since)
        self.since = at

    def take(self, moment: Moment) -> None:
        """One step of the walk."""
        self.until(moment.at)
        if moment.what is Happened.STAGE:
            self.stage, self.turn, self.since = moment.thing, moment.id, moment.at
            self.skipped.pop(moment.thing, None)
        elif moment.what is Happened.TOPIC:
            self.topic = moment.thing
            self.skipped.pop(moment.thing, None)
            self.done.discard(moment.thing)
        elif moment.what in _ENDS_A_TOPIC:
            self._end_topic(moment)
        elif moment.what is Happened.STAGE_SKIPPED:
            self.skipped[moment.thing] = moment.why or ""
        else:
            self.since = moment.at if moment.what in _GOES_ON else None

    def _end_topic(self, moment: Moment) -> None:
        self.topic = "" if self.topic == moment.thing else self.topic
        if moment.what is Happened.TOPIC_SKIPPED:
            self.skipped[moment.thing] = moment.why or ""
        else:
            self.done.add(moment.thing)


_ENDS_A_TOPIC = (Happened.TOPIC_DONE, Happened.TOPIC_SKIPPED, Happened.TOPIC_PARKED)
_GOES_ON = (Happened.RESUMED, Happened.REOPENED)


def course_of(moments: Iterable[Moment], now: datetime) -> Course:
    """Everything that follows from the moments of one conference, up to now."""
    walk = _Walk({}, {}, {}, set())
    for moment in sorted(moments, key=lambda one: (one.at, one.id)):
        walk.take(moment)
    walk.until(now)
    return Course(
        stages=walk.stages,
        topics=walk.topics,
        skipped=walk.skipped,
        topic=walk.topic,
        turn=walk.turn,
        done=frozenset(walk.done),
    )
