"""Where staff find their way: practice guides, their office's procedure, what to read first, whom to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import access
from bot.domain.case import Case
from bot.domain.confirming import Value
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.guide import Paper, ReadFirst, Reading
from bot.domain.people import Person, StaffMember
from bot.domain.profile import PracticeProfile
from bot.services import setup
from bot.services.acting import Acting
from bot.services.ports import UnitOfWork
from bot.services.rules.confirming import settled

# Whose guide it is: of a case that one is in, or of a profile, for staff who are in none.
CASE, PROFILE = "case", "profile"


@dataclass(frozen=True)
class ToAsk:
    """A role that the profile names for help, and the Slack users who hold it for whoever asks."""

    role: str
    users: tuple[str, ...]


@dataclass(frozen=True)
class ToRead:
    """One item of the list to read first, when this person read it, and whether it changed since."""

    paper: Paper
    read_at: datetime | None
    changed: bool


@dataclass(frozen=True)
class Guide:
    """Everything of one profile that helps its staff; `about` says of which case or profile."""

    about: str
    profile: PracticeProfile
    ask: tuple[ToAsk, ...]
    read_first: tuple[ToRead, ...]


@dataclass(frozen=True)
class ForHelp:
    """What the help message adds: papers to name, and whether this person has a guide."""

    papers: tuple[Reading, ...] = ()
    about: str = ""


def guide_about(acting: Acting, about: str) -> Guide:
    """The guide of `case:<id>`, or for staff of `profile:<id>`. Raises NotAllowed, NotFound."""
    kind, _, name = about.partition(":")
    return _in_case(acting, name) if kind == CASE else _of_profile(acting, name)


def guides(acting: Acting) -> tuple[tuple[PracticeProfile, str], ...]:
    """The guides that this person can open, each with what it is about: those of their cases, else all."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        own = _own_cases(acting, work)
    profiles = acting.agency.profiles
    if own or not _is_staff(acting):
        return tuple((profiles[name], f"{CASE}:{case_id}") for name, case_id in own.items())
    return tuple((profile, f"{PROFILE}:{name}") for name, profile in profiles.items())


def for_help(acting: Acting, channel_id: str) -> ForHelp:
    """The papers of the channel's case that are meant for this person, and the way to their guide."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        case = work.first(Case, channel_id=channel_id)
        standings = acting.standings_on(work, case) if case else frozenset()
    if case is None or not access.may(standings, "confidentiality.own") | access.may(standings, "guide.look"):
        return ForHelp(about="own" if _is_staff(acting) else "")
    papers = acting.agency.profiles[case.profile].further_reading
    if access.may(standings, "guide.look"):
        return ForHelp(papers, f"{CASE}:{case.id}")
    return ForHelp(tuple(paper for paper in papers if not paper.for_staff))


def tick(acting: Acting, about: str, item: str) -> None:
    """Note that one read this item of the list. Raises NotAllowed, NotFound."""
    guide = guide_about(acting, about)
    paper = _item(guide, item)
    if next(one for one in guide.read_first if one.paper is paper).read_at:
        return
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        made = ReadFirst(
            workspace_id=work.workspace_id,
            id=work.new_id(),
            slack_user=acting.user,
            profile=guide.profile.id,
            item=item,
            stated=_fingerprint(paper),
            read_at=work.now,
        )
        work.add(made)
        work.commit()


def untick(acting: Acting, about: str, item: str) -> None:
    """Take the tick back; that it was there stays known. Raises NotAllowed, NotFound."""
    guide = guide_about(acting, about)
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        for one in _ticks(work, guide.profile, acting.user):
            if one.item == item and one.undone_at is None:
                work.replace(replace(one, undone_at=work.now))
        work.commit()


def _in_case(acting: Acting, case_id: str) -> Guide:
    with acting.looking("guide.look", case_id) as on:
        managers = {one.slack_user for one in on.managers() if one.slack_user}
        found = _guide(on.work, on.profile, acting.user, managers, on.people.values())
        return replace(found, about=f"{CASE}:{case_id}")


def _of_profile(acting: Acting, profile_id: str) -> Guide:
    if not _is_staff(acting):
        raise NotAllowed("guide_look")
    if profile_id not in acting.agency.profiles:
        raise NotFound("profile", id=profile_id)
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        found = _guide(work, acting.agency.profiles[profile_id], acting.user, {acting.user}, ())
        return replace(found, about=f"{PROFILE}:{profile_id}")


def _guide(
    work: UnitOfWork, stated: PracticeProfile, user: str, managers: set[str], people: Iterable[Person]
) -> Guide:
    profile = settled(work, stated)
    holders = _holders(work, profile, managers, people)
    ask = [ToAsk(role, tuple(who for who in users if who != user)) for role, users in holders.items()]
    # Whoever is the only one to ask need not be told to ask themselves.
    shown = tuple(one for one in ask if one.users or user not in holders[one.role])
    return Guide("", profile, shown, _to_read(work, profile, user))


def _holders(
    work: UnitOfWork, profile: PracticeProfile, managers: set[str], people: Iterable[Person]
) -> Mapping[str, tuple[str, ...]]:
    """Who holds each role that is named for help: in the case, or as supervisor of its case managers."""
    over = [one.slack_user for one in work.find(StaffMember) if _supervises(one, managers)]
    there = [(profile.role(one.role).id, one.slack_user) for one in people]
    found = {}
    for name in profile.help_contact.ask:
        role = profile.role(name)
        users = [user for held, user in there if held == role.id and user]
        found[name] = tuple(dict.fromkeys(users + (over if role.supervises_manager else [])))
    return found


def _supervises(member: StaffMember, managers: set[str]) -> bool:
    return "supervisor" in member.duties and not managers.isdisjoint(member.supervises)


def _to_read(work: UnitOfWork, profile: PracticeProfile, user: str) -> tuple[ToRead, ...]:
    ticked = [one for one in _ticks(work, profile, user) if one.undone_at is None]
    return tuple(_looked_at(paper, ticked) for paper in profile.read_first)


def _looked_at(paper: Paper, ticked: Iterable[ReadFirst]) -> ToRead:
    of_item = [one for one in ticked if one.item == paper.id]
    holds = [one.read_at for one in of_item if one.stated == _fingerprint(paper)]
    return ToRead(paper, max(holds, default=None), bool(of_item) and not holds)


def _ticks(work: UnitOfWork, profile: PracticeProfile, user: str) -> tuple[ReadFirst, ...]:
    return work.find(ReadFirst, slack_user=user, profile=profile.id)


def _fingerprint(paper: Paper) -> str:
    return Value(f"read_first.{paper.id}", paper).fingerprint


def _item(guide: Guide, item: str) -> Paper:
    found = next((one.paper for one in guide.read_first if one.paper.id == item), None)
    if found is None:
        raise NotFound("value", id=item)
    return found


def _own_cases(acting: Acting, work: UnitOfWork) -> dict[str, str]:
    """One case of each profile among those in which this person may see a guide."""
    ids = {one.case_id for one in work.find(Person, slack_user=acting.user) if one.here}
    cases = work.find(Case, id=tuple(sorted(ids))) if ids else ()
    mine = [one for one in cases if access.may(acting.standings_on(work, one), "guide.look")]
    return {one.profile: one.id for one in mine}


def _is_staff(acting: Acting) -> bool:
    return setup.is_admin(acting) or setup.has_duty(acting)
