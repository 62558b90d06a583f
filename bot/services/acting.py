"""One person doing one thing: the unit of work, the right to do it, and the delivery noted once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.case import Case, CaseState, Child
from bot.domain.closing import Endorsement
from bot.domain.dates import to_wall
from bot.domain.errors import AlreadyDone, NoCaseHere, NotAllowed, NotFound, NotNow, SomeoneElseChangedThis
from bot.domain.health import Health
from bot.domain.kept import OfCase
from bot.domain.office import Office
from bot.domain.people import Person, StaffMember
from bot.domain.profile import PracticeProfile
from bot.services.ports import Sealer, Signer, UnitOfWork, Units

K = TypeVar("K", bound=OfCase)


@dataclass(frozen=True, kw_only=True)
class Agency:
    """What does not change while the bot runs: practice profiles, first administrators, keys.

    `family_page` is the public address before the private pages; empty: there are none.
    `health` says how this process of the bot is doing.
    """

    units: Units
    profiles: Mapping[str, PracticeProfile]
    admins: frozenset[str]
    signer: Signer
    seal: Sealer
    public_key: str
    zone: str = "UTC"
    practice: bool = False
    read_threads: bool = False
    family_page: str = ""
    office: Office = field(default_factory=Office)
    health: Callable[[], Health] | None = None


@dataclass(frozen=True)
class OnCase:
    """A case opened for one action, by someone whose right was checked.

    `by_role` is what their roles in the case make them; `by_duty` looks up what they are beside that.
    """

    work: UnitOfWork
    case: Case
    profile: PracticeProfile
    me: Person | None
    by_role: frozenset[Standing]
    people: Mapping[str, Person] = field(repr=False)
    by_duty: Callable[[], frozenset[Standing]] = field(default=frozenset, repr=False)

    @cached_property
    def standings(self) -> frozenset[Standing]:
        """All that whoever acts is in this case."""
        return self.by_role | self.by_duty()

    @property
    def today(self) -> date:
        """The day it is where the case is worked on; near midnight UTC has another."""
        return to_wall(self.work.now, self.case.zone).date()

    def person(self, person_id: str) -> Person:
        """A person of this case, also one who left. Raises NotFound for anyone else's id."""
        found = self.people.get(person_id) or self.work.get(Person, person_id)
        if found.case_id != self.case.id:
            raise NotFound("person", id=person_id)
        return found

    def child(self, child_id: str) -> Child:
        """A child of this case. Raises NotFound for any other's id."""
        found = self.work.get(Child, child_id)
        if found.case_id != self.case.id:
            raise NotFound("child", id=child_id)
        return found

    def managers(self) -> list[Person]:
        """Those who manage the case."""
        return [one for one in self.people.values() if self.profile.role(one.role).manages_case]

    def leaders(self) -> list[Person]:
        """Those who manage the case, then those who facilitate its conferences."""
        leading = [one for one in self.people.values() if self.would_lead(one)]
        return sorted(leading, key=lambda one: not self.profile.role(one.role).manages_case)

    def would_lead(self, person: Person) -> bool:
        """Whether somebody's role lets them lead."""
        return access.of_role(self.profile.role(person.role)) in access.LEADING

    def keep(self, kind: type[K], /, **facts: Any) -> K:
        """Make a new thing of this case, keep it, and give it back."""
        made = kind(workspace_id=self.work.workspace_id, id=self.work.new_id(), case_id=self.case.id, **facts)
        self.work.add(made)
        return made

    def holding(self, standing: Standing) -> frozenset[str]:
        """The ids of those whose role gives this standing."""
        roles = {one.id: self.profile.role(one.role) for one in self.people.values()}
        return frozenset(person for person, role in roles.items() if access.of_role(role) is standing)

    def as_seen_by(self, person: Person) -> "OnCase":
        """The same case as that person may see it, for what staff give to them."""
        standing = access.of_role(self.profile.role(person.role))
        return replace(self, me=person, by_role=frozenset({standing}), by_duty=frozenset)

    def leads(self) -> bool:
        """Whether the one who acts is facilitator or case manager here: no duty makes anybody that."""
        return not self.by_role.isdisjoint(access.LEADING)

    def may(self, action: str) -> bool:
        """Whether whoever acts may do something; their duties are asked only where no role allows it."""
        return access.may(self.by_role, action) or access.may(self.standings, action)


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Somebody (`user`, a Slack user id, or a person on their private page) doing something.

    `delivery` is Slack's own key for this click.
    """

    agency: Agency
    workspace_id: str
    user: str
    delivery: str = ""

    def standing(self, work: UnitOfWork) -> frozenset[Standing]:
        """What this user is in the workspace, before any case is looked at."""
        named = access.of_duties(work.first(StaffMember, slack_user=self.user))
        return named | {Standing.ADMIN} if self.user in self.agency.admins else named

    def must(self, action: str) -> None:
        """Raise NotAllowed unless this user may do something that belongs to no case."""
        with self.agency.units(self.workspace_id, self.user, read_only=True) as work:
            if not access.may(self.standing(work), action):
                raise NotAllowed(action.replace(".", "_"))

    @contextmanager
    def in_workspace(self, action: str) -> Iterator[UnitOfWork]:
        """A unit of work for something outside any case, kept when it ends well. Raises NotAllowed."""
        with self._kept_once() as work:
            if not access.may(self.standing(work), action):
                raise NotAllowed(action.replace(".", "_"))
            yield work

    @contextmanager
    def on_case(self, action: str, case_id: str) -> Iterator[OnCase]:
        """The case for something that changes it, kept when it ends well. Raises NotAllowed, AlreadyDone.

        Those who change one case take turns: what was looked at here still holds when it is kept.
        """
        with self._kept_once() as work:
            yield self._to_change(work, action, work.turn(id=case_id))

    @contextmanager
    def on_case_in(self, action: str, channel_id: str) -> Iterator[OnCase]:
        """As `on_case`, for the case of a channel. Raises NoCaseHere as well."""
        with self._kept_once() as work:
            try:
                case = work.turn(channel_id=channel_id)
            except NotFound:
                raise self._no_case(work) from None
            yield self._to_change(work, action, case)

    @contextmanager
    def in_one(self, action: str, case_id: str) -> Iterator["Acting"]:
        """The same person, all of whose units of work are one: kept as a whole when this ends well.

        For what one click does to a case in several steps: the right and the turn are taken first.
        Raises what `on_case` raises.
        """
        with self._kept_once() as work:
            self._to_change(work, action, work.turn(id=case_id))
            yield replace(self, agency=replace(self.agency, units=_Within(work)), delivery="")

    @contextmanager
    def looking(self, action: str, case_id: str) -> Iterator[OnCase]:
        """The case for something that only reads it; nothing is kept. Raises NotAllowed."""
        with self.agency.units(self.workspace_id, self.user, read_only=True) as work:
            yield self.open(work, action, case_id)

    @contextmanager
    def looking_in(self, action: str, channel_id: str) -> Iterator[OnCase]:
        """As `looking`, for the case of a channel. Raises NoCaseHere as well."""
        with self.agency.units(self.workspace_id, self.user, read_only=True) as work:
            yield self._opened(work, action, self._case_of(work, channel_id))

    def case_in(self, channel_id: str) -> str:
        """The id of the channel's case. Raises NoCaseHere."""
        with self.agency.units(self.workspace_id, self.user, read_only=True) as work:
            return self._case_of(work, channel_id).id

    def case_of(self, kind: type[OfCase], thing_id: str) -> str:
        """The id of the case that a thing belongs to, for the check of rights that follows."""
        with self.agency.units(self.workspace_id, self.user, read_only=True) as work:
            return work.get(kind, thing_id).case_id

    def open(self, work: UnitOfWork, action: str, case_id: str) -> OnCase:
        """The case within a unit that is open already. Raises NotAllowed, NotFound."""
        return self._opened(work, action, work.get(Case, case_id))

    def _opened(self, work: UnitOfWork, action: str, case: Case) -> OnCase:
        people = {one.id: one for one in work.find(Person, case_id=case.id) if one.here}
        profile = self.agency.profiles[case.profile]
        mine = [one for one in people.values() if self.user in one.accounts]
        me = next((one for one in mine if one.on_team), mine[0] if mine else None)
        by_role = frozenset(access.of_role(profile.role(one.role)) for one in mine)
        by_duty = partial(self._by_duty, work, case, people.values())
        on = OnCase(work, case, profile, me, by_role, people, by_duty)
        if not on.may(action):
            raise NotAllowed(action.replace(".", "_"))
        return on

    def standings_on(self, work: UnitOfWork, case: Case) -> frozenset[Standing]:
        """What this user is in a case: by the roles they hold in it, and by their duties."""
        people = [one for one in work.find(Person, case_id=case.id) if one.here]
        role = self.agency.profiles[case.profile].role
        by_role = {access.of_role(role(one.role)) for one in people if self.user in one.accounts}
        return frozenset(by_role) | self._by_duty(work, case, people)

    def _by_duty(self, work: UnitOfWork, case: Case, people: Iterable[Person]) -> frozenset[Standing]:
        role = self.agency.profiles[case.profile].role
        managers = [one.slack_user for one in people if one.slack_user and role(one.role).manages_case]
        member = work.first(StaffMember, slack_user=self.user)
        given = access.of_duties(member, managers) - {Standing.STAFF}
        asked = Standing.ENDORSER not in given or self._was_asked(work, case)
        return given if asked else given - {Standing.ENDORSER}

    def _was_asked(self, work: UnitOfWork, case: Case) -> bool:
        """An endorser sees the cases whose plans they were asked about, and no others."""
        return work.first(Endorsement, case_id=case.id, asked_of=self.user) is not None

    def _case_of(self, work: UnitOfWork, channel_id: str) -> Case:
        case = work.first(Case, channel_id=channel_id)
        if case is None:
            raise self._no_case(work)
        return case

    def _no_case(self, work: UnitOfWork) -> NoCaseHere:
        return NoCaseHere("staff" if Standing.STAFF in self.standing(work) else "")

    def _to_change(self, work: UnitOfWork, action: str, case: Case) -> OnCase:
        opened = self._opened(work, action, case)
        if case.state is CaseState.CLOSED and action not in access.WHEN_CLOSED:
            raise NotNow("case_closed")
        return opened

    @contextmanager
    def _kept_once(self) -> Iterator[UnitOfWork]:
        """A unit of work that is kept with its delivery's key; a second delivery raises AlreadyDone.

        Something of the same unique key that another person made just now is not this delivery.
        """
        with self.agency.units(self.workspace_id, self.user) as work:
            if self.delivery:
                work.once(self.delivery)
            try:
                yield work
            except AlreadyDone as taken:
                raise SomeoneElseChangedThis("busy") from taken
            work.commit()


@dataclass(frozen=True)
class _Within:
    """Units of work that are all one, which is open already."""

    work: UnitOfWork

    def __call__(self, workspace_id: str, actor: str, *, read_only: bool = False) -> UnitOfWork:
        """The one there is, for the same person in the same workspace."""
        if (workspace_id, actor) != (self.work.workspace_id, self.work.actor):
            raise ValueError("a unit of work belongs to one person in one workspace")
        return self.work
