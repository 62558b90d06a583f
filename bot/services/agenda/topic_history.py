"""Where a topic comes from: each conference it was on, what became of it there, and who changed what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.agenda import StandingTopic
from bot.domain.conference import Conference, ConferenceState, Topic
from bot.services.acting import Acting, OnCase
from bot.services.agenda.bringing import first_of, line_of
from bot.services.agenda.carrying import was_left
from bot.services.meeting.course import course_now

# What can be other in a topic, by the fields that show it.
CHANGES = {
    "wording": ("words",),
    "minutes": ("minutes", "wish_minutes"),
    "order": ("position",),
    "lead": ("lead",),
    "hard": ("hard",),
    "author": ("from_person", "author_shown"),
    "aside": ("parked", "merged_into", "settled", "taken_out"),
    "if_time": ("if_time",),
}


@dataclass(frozen=True)
class Change:
    """Who changed a topic, when, and what; the words that it had before, where those changed."""

    by: str
    at: datetime
    what: tuple[str, ...]
    words_before: str = ""


@dataclass(frozen=True)
class Turn:
    """A topic at one conference, what became of it there, and its changes, the newest last."""

    topic: Topic
    conference: Conference
    became: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class History:
    """Every turn of a topic, the newest first, and that it stands every time, or did."""

    turns: tuple[Turn, ...]
    standing: tuple[StandingTopic, ...]

    @property
    def stands_now(self) -> StandingTopic | None:
        """That it comes every time, where it does."""
        return next((one for one in self.standing if one.ended_on is None), None)


def look(acting: Acting, topic_id: str) -> History:
    """The history of a topic, for those who lead. Raises NotAllowed."""
    with acting.looking("agenda.arrange", acting.case_of(Topic, topic_id)) as on:
        every = on.work.find(Topic, case_id=on.case.id)
        first = first_of(on.work.get(Topic, topic_id), every)
        turns = [_turn(on, one) for one in line_of(first, every)]
        standing = on.work.find(StandingTopic, case_id=on.case.id, topic_id=first)
        return History(tuple(reversed(turns)), standing)


def _turn(on: OnCase, topic: Topic) -> Turn:
    conference = on.work.get(Conference, topic.conference_id)
    return Turn(topic, conference, _became(on, topic, conference), tuple(_changes(on, topic)))


def _became(on: OnCase, topic: Topic, conference: Conference) -> str:
    """Where it went, else whether the conference that had it was held and came to it."""
    if topic.aside:
        return topic.aside
    if conference.state is ConferenceState.ENDED:
        course = course_now(on.work, conference.id)
        if was_left(topic, course):
            return "was_left"
        return "talked_about" if topic.id in course.topics else "was_on_agenda"
    return "called_off" if conference.state is ConferenceState.CANCELLED else "on_agenda"


def _changes(on: OnCase, topic: Topic) -> Iterator[Change]:
    older = [(one, by, at) for one, by, at, _ in on.work.history(topic.id) if isinstance(one, Topic)]
    newer = [*(one for one, _, _ in older), topic][1:]
    for (before, by, at), after in zip(older, newer, strict=True):
        what = tuple(
            name
            for name, fields in CHANGES.items()
            if any(getattr(before, field) != getattr(after, field) for field in fields)
        )
        if what:
            yield Change(by, at, what, before.words if "wording" in what else "")
