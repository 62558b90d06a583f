"""The private talk with one person (P1 to P8): where each part stands follows from the record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.case import Child, TribeInquiry
from bot.domain.conference import Conference, ConferenceState, Invitation
from bot.domain.dates import age_on
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotNow
from bot.domain.network import Mention, ProviderInput
from bot.domain.parting import is_for
from bot.domain.people import Person, Preparation, SafetyScreen
from bot.domain.plan import Voice
from bot.domain.preparing import (
    CULTURE,
    EXPLAIN,
    INPUT,
    NOTICE,
    OLDER_CHILD,
    REACH,
    SAFETY,
    VOICE,
    WHO_BELONGS,
    AccessNeed,
    PartAside,
    PartState,
    SinceLast,
    parts_for,
    set_aside,
)
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import to_user
from bot.services.seeing.looking import next_or_last

MESSAGE = "talk"


@dataclass(frozen=True)
class TalkPart:
    """One part of the talk, where it stands, and why it was skipped."""

    name: str
    state: PartState
    why: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to ask."""
        return self.state in (PartState.DONE, PartState.SKIPPED)


@dataclass(frozen=True)
class Talk:
    """The talk with one person before the next conference, if one is planned for them."""

    person: Person
    case_id: str
    parts: tuple[TalkPart, ...]
    conference: Conference | None = None
    child_id: str | None = None
    children: tuple[str, ...] = ()
    held_by: Person | None = None

    def part(self, name: str) -> TalkPart | None:
        """The part of that name, if it is asked of this person."""
        return next((one for one in self.parts if one.name == name), None)

    @property
    def next(self) -> TalkPart | None:
        """The first part that nobody has done, skipped or put off."""
        return next((one for one in self.parts if one.state is PartState.OPEN), None)

    @property
    def left(self) -> int:
        """How many parts are not over."""
        return sum(not one.is_over for one in self.parts)

    def before(self, name: str) -> TalkPart | None:
        """The part that comes before another one."""
        return self._beside(name, -1)

    def after(self, name: str) -> TalkPart | None:
        """The part that comes after another one."""
        return self._beside(name, 1)

    def _beside(self, name: str, step: int) -> TalkPart | None:
        places = {one.name: place for place, one in enumerate(self.parts)}
        place = places[name] + step
        return self.parts[place] if 0 <= place < len(self.parts) else None


def talks(acting: Acting, case_id: str) -> tuple[Talk, ...]:
    """The talk with everyone of the team who is talked with, for those who lead. Raises NotAllowed."""
    with acting.looking("private.write", case_id) as on:
        book = _Book(on)
        found = [book.talk(one) for one in on.people.values() if one.on_team]
        return tuple(one for one in found if one.parts)


def look(acting: Acting, person_id: str) -> Talk:
    """The talk with one person, for those who lead. Raises NotAllowed; NotNow for who is not talked with."""
    with acting.looking("private.write", acting.case_of(Person, person_id)) as on:
        return talk_with(on, person_id)


def talk_with(on: OnCase, person_id: str) -> Talk:
    """The same within a case that is open already."""
    found = _Book(on).talk(on.person(person_id))
    if not found.parts or found.person.left_on:
        raise NotNow("no_talk")
    return found


def begin(acting: Acting, person_id: str) -> None:
    """The talk goes on in the DM of whoever holds it, at the first part that is open."""
    with acting.on_case("private.write", acting.case_of(Person, person_id)) as on:
        talk_with(on, person_id)
        key = f"talk:{person_id}:{acting.user}:{on.work.new_id()}"
        me = on.me.id if on.me else None
        on.work.send(to_user(on, acting.user, MESSAGE, person_id, key, me))


def put_aside(acting: Acting, person_id: str, part: str, state: PartState, why: str | None = None) -> Talk:
    """A part is skipped, with its reason, or put off till later; nothing else of the talk is kept.

    Raises NotNow for a part that is not asked of this person.
    """
    with acting.on_case("private.write", acting.case_of(Person, person_id)) as on:
        known = talk_with(on, person_id).part(part)
        if known is None:
            raise NotNow("no_talk")
        if known.state is state is PartState.LATER:
            return talk_with(on, person_id)  # tapped again because nothing came back
        about = {"person_id": person_id, "part": part, "state": str(state), "why": why}
        on.keep(PartAside, at=on.work.now, entered_by=acting.user, **about)
        return talk_with(on, person_id)


def where_held(acting: Acting, person_id: str) -> tuple[str, str] | None:
    """Channel and ts of the newest message in which this user holds the talk with somebody."""
    with acting.looking("private.write", acting.case_of(Person, person_id)) as on:
        about = {"case_id": on.case.id, "to": acting.user, "message": MESSAGE, "subject_id": person_id}
        sent = on.work.find(Outgoing, state=Sending.SENT, **about)
        newest = sent[-1] if sent else None
        return (newest.channel_id, newest.ts) if newest and newest.channel_id and newest.ts else None


class _Book:
    """Everything of a case from which it follows how far each talk is; read once for all people."""

    def __init__(self, on: OnCase) -> None:
        self._on = on
        case = {"case_id": on.case.id}
        self._conferences = on.work.find(Conference, **case)
        held = [one for one in self._conferences if one.state is ConferenceState.ENDED and one.formal]
        last = max(held, key=lambda one: (one.ended_at or one.ends_at, one.number), default=None)
        self._since = SinceLast.conference(last)
        self._children = on.work.find(Child, **case)
        self._asides = on.work.find(PartAside, **case)
        self._done = set(self._what_was_done(case))

    def talk(self, person: Person) -> Talk:
        """The talk with one of them."""
        standing = access.of_role(self._on.profile.role(person.role))
        child = self._child(person) if standing is Standing.CHILD else None
        conference = self._conference(person)
        names = [
            name
            for name in parts_for(standing, self._age(child), self._older())
            if name != NOTICE or conference is not None
        ]
        asides = set_aside(self._asides, person.id, self._since)
        return Talk(
            person=person,
            case_id=self._on.case.id,
            parts=tuple(self._part(name, person, conference, child, asides) for name in names),
            conference=conference,
            child_id=child.id if child else None,
            children=self._children_of(person, child),
            held_by=self._on.me,
        )

    def _part(
        self,
        name: str,
        person: Person,
        conference: Conference | None,
        child: Child | None,
        asides: Mapping[str, PartAside],
    ) -> TalkPart:
        about = child.id if name == VOICE and child else person.id
        where = conference.id if name == NOTICE and conference else ""
        if (name, about, where) in self._done:
            return TalkPart(name, PartState.DONE)
        aside = asides.get(name)
        if aside is None:
            return TalkPart(name, PartState.OPEN)
        return TalkPart(name, PartState(aside.state), aside.why or "")

    def _what_was_done(self, case: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """Each part with whom it was done, and for which conference where that matters."""
        find, since = self._on.work.find, self._since
        yield from ((WHO_BELONGS, one.asked_of, "") for one in find(Mention, **case) if since.counts(one.on))
        yield from ((SAFETY, one.person_id, "") for one in find(SafetyScreen, **case))
        needs = find(AccessNeed, **case)
        yield from ((REACH, one.person_id, "") for one in needs if since.counts(one.agreed_on))
        talked = find(Preparation, **case)
        yield from ((EXPLAIN, one.person_id, "") for one in talked if since.counts(one.done_on))
        heard = (one for one in find(Voice, **case) if one.stands and since.is_new(one.entered_at))
        yield from ((VOICE, one.child_id, "") for one in heard)
        yield from ((CULTURE, one.person_id or "", "") for one in find(TribeInquiry, **case))
        written = (one for one in find(ProviderInput, **case) if one.stands and since.counts(one.given_on))
        yield from ((INPUT, one.said_by or "", "") for one in written)
        invited = (one for one in find(Invitation, **case) if one.invited_on)
        yield from ((NOTICE, one.person_id, one.conference_id) for one in invited)

    def _conference(self, person: Person) -> Conference | None:
        """The conference that is planned next for this person, unless they called it themselves."""
        planned = [one for one in self._conferences if one.state is ConferenceState.PLANNED]
        found = next_or_last(tuple(one for one in planned if is_for(one, person.id)))
        return None if found and person.slack_user == found.called_by else found

    def _child(self, person: Person) -> Child | None:
        """The child that somebody is; the only child need not have been named."""
        alone = self._children[0] if len(self._children) == 1 else None
        return next((one for one in self._children if one.id == person.child_id), alone)

    def _children_of(self, person: Person, child: Child | None) -> tuple[str, ...]:
        """The names that may be said to this person: never another parent's child."""
        if child is not None:
            return (child.name,)
        own = tuple(one.name for one in self._children if one.id in person.parent_of)
        return own or tuple(one.name for one in self._children[:1] if len(self._children) == 1)

    def _age(self, child: Child | None) -> int | None:
        return age_on(child.birth_date, self._on.today) if child and child.birth_date else None

    def _older(self) -> int:
        youth = self._on.profile.youth
        return youth.min_age if youth else OLDER_CHILD
