"""The conference: when and where, who was asked and came, what is on the agenda, where it stands."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.dates import to_wall
from bot.domain.kept import OfCase, Words


class ConferenceState(StrEnum):
    """planned -> open -> ended; a planned one may be cancelled. An ended one counts as held."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


ON_THE_WAY = (ConferenceState.PLANNED, ConferenceState.OPEN)


@dataclass(frozen=True, kw_only=True)
class Conference(OfCase):
    """One conference. `starts_at` and `ends_at` are UTC; `zone` says how people there read them.

    When it was planned, when its buttons were pressed (`started_at`, `ended_at`) and when it ran by the
    word of somebody who was there (`said_start`, `said_end`, `said_by`) are separate facts. Those whom
    it leaves out meet at another time; why is for facilitator and case manager only. `paused_at` is set
    while a safety pause holds everything up.

    One that was adjourned to another day is planned again: `earlier` are its sittings so far, each as
    `<start>/<end>` in ISO 8601; `started_at` and `ended_at` are those of the last one.

    One that is not `formal` is a talk or a visit between those who are `asked`, and nobody else's (V-02).
    One that began after a plan was sealed names it (`after_version`): its own plan begins blank (V-11).
    """

    number: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    called_by: str
    place: Words | None = None
    ways: tuple[str, ...] = ()
    state: ConferenceState = ConferenceState.PLANNED
    stage: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    agenda_sent_at: datetime | None = None
    said_start: datetime | None = None
    said_end: datetime | None = None
    said_by: str | None = None
    left_out: tuple[str, ...] = ()
    why_left_out: Words | None = None
    paused_at: datetime | None = None
    earlier: tuple[str, ...] = ()
    formal: bool = True
    asked: tuple[str, ...] = ()
    after_version: str | None = None

    @property
    def adjourned(self) -> bool:
        """Whether it was begun and goes on another day."""
        return self.state is ConferenceState.PLANNED and bool(self.earlier)

    @property
    def begun(self) -> bool:
        """Whether there was a meeting, over or not."""
        return self.state in (ConferenceState.OPEN, ConferenceState.ENDED) or self.adjourned

    @property
    def sittings(self) -> tuple[tuple[datetime, datetime | None], ...]:
        """When it sat, by its buttons: from and until, the first time first; None while it still sits."""
        before = [tuple(map(datetime.fromisoformat, one.split("/"))) for one in self.earlier]
        now = [(self.started_at, self.ended_at)] if self.started_at else []
        return (*((start, end) for start, end in before), *now)

    @property
    def held_from(self) -> datetime | None:
        """When it began: as somebody said, else when its start was pressed the first time."""
        return self.said_start or (self.sittings[0][0] if self.sittings else None)

    @property
    def held_until(self) -> datetime | None:
        """When it was over: as somebody said, else when its end was pressed."""
        return self.said_end or self.ended_at

    @property
    def held_on(self) -> date | None:
        """The day on which it began, where it was held."""
        return to_wall(self.held_from, self.zone).date() if self.held_from else None

    @property
    def held_start(self) -> time | None:
        """What clocks showed there when it began."""
        return to_wall(self.held_from, self.zone).time() if self.held_from else None

    @property
    def held_end(self) -> time | None:
        """What clocks showed there when it was over."""
        return to_wall(self.held_until, self.zone).time() if self.held_until else None


@dataclass(frozen=True, kw_only=True)
class Invitation(OfCase):
    """That a person was asked to come, how they were told, what they replied: separate facts (K-14).

    `proof` is what shows that they were told: a letter's number, who was there.
    """

    conference_id: str
    person_id: str
    invited_on: date | None = None
    how: Words | None = None
    recorded_by: str | None = None
    reply: str | None = None
    replied_on: date | None = None
    proof: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Attendance(OfCase):
    """How a person took part. An absent person's reason, input and follow-up stand beside."""

    conference_id: str
    person_id: str
    how: str
    entered_by: str
    reason: Words | None = None
    input: Words | None = None
    input_on: date | None = None
    follow_up_by: date | None = None
    follow_up_owner: str | None = None


HOW_TOOK_PART = (
    "in_person",
    "phone",
    "video",
    "part",
    "left_early",
    "input_only",
    "absent_invited",
    "absent_not_reached",
    "not_invited",
)
ABSENT = ("absent_invited", "absent_not_reached", "not_invited")


@dataclass(frozen=True, kw_only=True)
class Topic(OfCase):
    """An agenda topic. `from_person` None: the facilitator's. No `position`: not yet placed.

    `author_shown` is the author's wish: else only who leads knows whose it is. `wish_minutes` is the
    time that they asked for. `hard` to talk about: whoever leads says what comes before it comes.

    One that came `late`, after the agenda went out, is talked about `if_time` is left, until who leads
    (`let_in_by`) and somebody of the family (`family_yes`) say that it has its place.

    One that the conference before left open is `carried_from` that one's topic; so is one that stands
    every time.
    Off the agenda it is `parked` for another time, put together with `merged_into`, `settled`
    beforehand, or `taken_out`: by who leads with a reason for its author (`why_aside`, or what was
    settled and by whom), by its author without one.
    """

    conference_id: str
    words: Words
    entered_by: str
    from_person: str | None = None
    lead: str | None = None
    minutes: int | None = None
    position: int | None = None
    parked: bool = False
    merged_into: str | None = None
    taken_out: bool = False
    why_aside: Words | None = None
    author_shown: bool = True
    wish_minutes: int | None = None
    hard: bool = False
    late: bool = False
    if_time: bool = False
    family_yes: tuple[str, ...] = ()
    let_in_by: str | None = None
    settled: bool = False
    what_was_settled: Words | None = None
    settled_by: str | None = None
    carried_from: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it is on the agenda."""
        return not self.aside

    @property
    def aside(self) -> str:
        """Where it went instead, one of HOW_ASIDE; empty while it stands."""
        where = {
            **{"parked": self.parked, "merged": self.merged_into},
            **{"settled": self.settled, "taken_out": self.taken_out},
        }
        return next((name for name, there in where.items() if there), "")


HOW_ASIDE = ("parked", "merged", "settled", "taken_out")


@dataclass(frozen=True, kw_only=True)
class AgendaSeen(OfCase):
    """That a person has seen the agenda, or was told it by phone or on paper (T-12).

    `topics` are what they saw (`<id>:<version>`), none where nobody kept it. Who goes `without` it: `why`.
    """

    conference_id: str
    person_id: str
    seen_on: date
    how: str
    entered_by: str
    topics: tuple[str, ...] = ()
    why: Words | None = None


@dataclass(frozen=True, kw_only=True)
class SetAside(OfCase):
    """Something that a plan should have and this conference leaves open, on purpose and with a reason.

    `item` names the gap (`visits:<child id>`) or the section (`section:services`), `why` is one of
    WHY_SET_ASIDE. One that was taken back stays, and counts no longer.
    """

    conference_id: str
    item: str
    why: str
    entered_by: str
    words: Words | None = None
    entered_at: datetime | None = None
    taken_back_by: str | None = None
    taken_back_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody took it back."""
        return self.taken_back_at is None

    def stood(self, moment: datetime) -> bool:
        """Whether it was not taken back by then."""
        return self.taken_back_at is None or self.taken_back_at > moment


WHY_SET_ASIDE = ("not_relevant", "not_discussed", "decided_elsewhere", "later")
