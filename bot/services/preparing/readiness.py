"""What is still open before a conference, part by part, each with the form that closes it (C.1, P9)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.case import CaseFact, Child
from bot.domain.conference import AgendaSeen, Conference, ConferenceState, Invitation, Topic
from bot.domain.parting import is_for
from bot.domain.people import Person, Preparation, SafetyScreen
from bot.domain.plan import Voice
from bot.domain.preparing import SAFETY, AccessNeed, PartAside, PartState, SinceLast, set_aside
from bot.domain.readiness import Go, Interpreting
from bot.domain.record import CaseRecord, standing
from bot.flows.subject import Subject
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.due import facts_of
from bot.services.people.sides import TeamSides, team_sides
from bot.services.people.team import team_check
from bot.services.people.youth_picks import still_to_pick
from bot.services.plan.gaps import Gap, to_add, to_correct
from bot.services.preparing.access_needs import wants_interpreter
from bot.services.preparing.agenda_gaps import agenda_gaps
from bot.services.preparing.interpreting import SPOKEN, may_interpret
from bot.services.preparing.offers import not_offered, questions

PARTS = ("roles", "offers", "notices", "prepared", "agenda", "room")
# A required place that nobody holds (K-10): it is held so only with a reason.
REQUIRED = "place"
# Those who are talked with alone beforehand: family and the child's carers; others have it as their work.
TALKED_WITH = frozenset({Standing.PARENT, Standing.CHILD, Standing.KIN, Standing.RESOURCE_PARENT})


@dataclass(frozen=True)
class Readiness:
    """How far one conference is prepared: its gaps by part, who is prepared, and what was decided."""

    conference: Conference
    record: CaseRecord
    gaps: Mapping[str, tuple[Gap, ...]]
    people: int
    prepared: int
    go: Go | None
    sides: TeamSides

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that this kind of meeting needs: a talk or a visit needs no roles and no agenda."""
        return (
            PARTS if self.conference.formal else tuple(one for one in PARTS if one not in ("roles", "agenda"))
        )

    @property
    def all_gaps(self) -> tuple[Gap, ...]:
        """Every gap, in the order of the parts."""
        return tuple(gap for part in PARTS for gap in self.gaps[part])

    @property
    def place_is_empty(self) -> bool:
        """Whether nobody holds a required place."""
        return any(gap.kind == REQUIRED for gap in self.gaps["roles"])


def look(acting: Acting, conference_id: str) -> Readiness:
    """How far a conference is prepared, for those who lead. Raises NotAllowed."""
    with acting.looking("conference.ready", conference_of(acting, conference_id).case_id) as on:
        return readiness(on, on.work.get(Conference, conference_id))


def readiness(on: OnCase, conference: Conference) -> Readiness:
    """Reads what bears on it, and nothing else of the record: a long search for family costs nothing here.

    A talk or a visit needs no agenda, no roles and no talk before it: who is asked, their language, a place.
    """
    record = _record(on, conference)
    before = _Before(on, record, conference)
    found = {
        "roles": tuple(_roles(on, record, conference)) if conference.formal else (),
        "offers": tuple(not_offered(on, facts_of(record))),
        "notices": tuple(before.notices()),
        "prepared": (*_that_matter(conference, before.unprepared()), *before.needs()),
        "agenda": tuple(agenda_gaps(on, record, conference, before.team)) if conference.formal else (),
        "room": tuple(_room(conference)),
    }
    not_yet = {gap.about for gap in found["prepared"] if gap.kind in ("talk", "interpreter")}
    asked = {person.id for person in before.to_prepare()}
    return Readiness(
        conference=conference,
        record=record,
        gaps=found,
        people=len(asked),
        prepared=len(asked - not_yet),
        go=go_of(on, conference.id),
        sides=team_sides(on),
    )


def _that_matter(conference: Conference, found: Iterator[Gap]) -> Iterator[Gap]:
    return (gap for gap in found if conference.formal or gap.kind == "interpreter")


def go_of(on: OnCase, conference_id: str) -> Go | None:
    """The decision that stands, if somebody made one."""
    made = on.work.find(Go, conference_id=conference_id)
    return next((one for one in reversed(made) if one.stands and one.decided), None)


def _record(on: OnCase, conference: Conference) -> CaseRecord:
    find, case_id, this = on.work.find, on.case.id, conference.id
    return CaseRecord(
        case=on.case,
        children=find(Child, case_id=case_id),
        facts=find(CaseFact, case_id=case_id),
        people=tuple(on.people.values()),
        conferences=find(Conference, case_id=case_id),
        invitations=find(Invitation, conference_id=this),
        topics=find(Topic, conference_id=this),
        agenda_seen=find(AgendaSeen, conference_id=this),
        voices=find(Voice, case_id=case_id),
        preparations=find(Preparation, case_id=case_id),
        safety_screens=find(SafetyScreen, case_id=case_id),
        interpretings=find(Interpreting, conference_id=this),
        access_needs=find(AccessNeed, case_id=case_id),
        parts_aside=find(PartAside, case_id=case_id),
    )


def _roles(on: OnCase, record: CaseRecord, conference: Conference) -> Iterator[Gap]:
    """Required and must-invite roles that nobody holds, who may not hold theirs, what nobody answered."""
    check, case_id = team_check(on, record, conference.id), on.case.id
    for gap in check.missing:
        yield _find_somebody(REQUIRED, case_id, gap.place, gap.roles)
    for role in check.to_find:
        yield _find_somebody("invitee", case_id, role, (role,))
    for refusal in check.refusals:
        yield to_correct("may_not_hold", on.person(refusal.person), "person", (str(refusal.because),))
    for fact in dict.fromkeys((*check.open_questions, *questions(on, facts_of(record)))):
        yield to_add("question", "case_fact", case_id, name=fact)
    for child in still_to_pick(on, record.children):
        yield to_add("picks", "youth_picks", case_id, child_id=child.id)


def _find_somebody(kind: str, case_id: str, place: str, roles: tuple[str, ...]) -> Gap:
    """Somebody new in that role; where one of several would fill the place, that is to be chosen."""
    chosen = (("role", roles[0]),) if len(roles) == 1 else ()
    return Gap(kind, place, "person", Subject(case_id, chosen=chosen))


class _Before:
    """What has to happen with each person before this conference."""

    def __init__(self, on: OnCase, record: CaseRecord, conference: Conference) -> None:
        self._on, self._record, self._conference = on, record, conference
        self.team = [one for one in record.people if one.on_team and is_for(conference, one.id)]
        self._standing = {one.id: access.of_role(on.profile.role(one.role)) for one in self.team}
        self._since = SinceLast.conference(record.latest_formal_held())

    def notices(self) -> Iterator[Gap]:
        """Who was not told, and who did not answer. Whoever planned it knows."""
        asked = {one.person_id: one for one in self._record.invitations}
        for person in self.team:
            if person.slack_user == self._conference.called_by:
                continue
            invitation = asked.get(person.id)
            if invitation is None or invitation.invited_on is None:
                yield self._about("not_told", "notice", person)
            elif invitation.reply is None:
                yield self._about("no_reply", "notice", person)

    def to_prepare(self) -> list[Person]:
        """Those who are talked with alone beforehand, and everyone who needs an interpreter."""
        return [one for one in self.team if self._is(one, TALKED_WITH) or self._needs_interpreter(one)]

    def unprepared(self) -> Iterator[Gap]:
        """What each of them and each child still lacks (C-07, T-04)."""
        talked = {one.person_id for one in self._record.preparations if self._since.counts(one.done_on)}
        screened = {one.person_id for one in self._record.safety_screens}
        for person in self.to_prepare():
            if self._is(person, TALKED_WITH) and person.id not in talked:
                yield self._of_case("talk", "preparation", person_id=person.id)
            skipped = self._skipped(person, SAFETY) or person.id in screened
            if self._is(person, {Standing.PARENT}) and not skipped:
                yield self._of_case("screen", "safety_screen", person_id=person.id)
            if self._needs_interpreter(person) and not self._interpreter_settled(person):
                yield self._about("interpreter", "interpreting", person)
        heard = {one.child_id for one in standing(self._record.voices) if self._since.is_new(one.entered_at)}
        for child in self._record.children:
            if child.id not in heard:
                yield self._of_case("voice", "voice", child_id=child.id)

    def needs(self) -> Iterator[Gap]:
        """What people of the team need to take part and the agency has not answered."""
        team = {one.id for one in self.team}
        for need in self._record.access_needs:
            # An interpreter is settled in a form of its own.
            if need.is_open and need.person_id in team and need.what != "interpreter":
                yield to_correct("need", need, "need_answer", (need.what,))

    def _skipped(self, person: Person, part: str) -> bool:
        """Whether a part of the talk was skipped with a reason."""
        aside = set_aside(self._record.parts_aside, person.id, self._since).get(part)
        return aside is not None and aside.state == PartState.SKIPPED

    def _is(self, person: Person, standings: Iterable[Standing]) -> bool:
        return self._standing[person.id] in standings

    def _needs_interpreter(self, person: Person) -> bool:
        """Whoever has another language, and whoever asked for one."""
        return self._other_language(person) or wants_interpreter(self._record.access_needs, person.id)

    def _other_language(self, person: Person) -> bool:
        child = next((one for one in self._record.children if one.id == person.child_id), None)
        language = person.language or (child.language if child else None)
        return bool(language) and language != SPOKEN

    def _interpreter_settled(self, person: Person) -> bool:
        asks = wants_interpreter(self._record.access_needs, person.id)
        mine = (one for one in self._record.interpretings if one.person_id == person.id)
        # Whoever wanted none, and asks for one now, waits for it.
        if any(one.settled == "booked" or not asks for one in mine):
            return True
        named = self._on.people.get(person.interpreter or "")
        return named is not None and may_interpret(self._on, named)

    def _about(self, kind: str, form: str, person: Person) -> Gap:
        return to_add(kind, form, self._conference.id, person_id=person.id)

    def _of_case(self, kind: str, form: str, **chosen: str) -> Gap:
        return to_add(kind, form, self._on.case.id, **chosen)


def _room(conference: Conference) -> Iterator[Gap]:
    """Where to go, or which link or number to use."""
    if not conference.place and conference.state is ConferenceState.PLANNED:
        yield to_correct("no_place", conference, "schedule")
