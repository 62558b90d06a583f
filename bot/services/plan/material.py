"""What the papers of a plan are made from: the sealed content, or the part of it that its reader may have."""

import json
from dataclasses import dataclass, replace

from bot.domain import access
from bot.domain.audiences import TABLE, Audience
from bot.domain.clocks import DueDate
from bot.domain.closing import PlanVersion
from bot.domain.dates import to_wall
from bot.domain.errors import NotFound, NotNow
from bot.domain.people import StaffMember
from bot.domain.record import CaseRecord
from bot.services.acting import OnCase
from bot.services.calling.sittings import as_seen
from bot.services.due import due_of
from bot.services.people.parting import rules_of
from bot.services.plan.copy_rules import SHORT_COPY, is_cleared, paper_of
from bot.services.plan.look_once_more import must_be_clear
from bot.services.plan.plan import Json, about
from bot.services.plan.plan_content import ids_in
from bot.services.plan.plan_part import Unnamed, lists_in, part_seen
from bot.services.plan.versions import is_withdrawn, newest_sealed
from bot.services.record import case_record
from bot.services.rules.confirming import settled
from bot.services.seeing.copy_part import as_for, head_for
from bot.services.seeing.families import names_kept_from
from bot.services.seeing.looking import audience_on, seen_by

# Who got it, who was there and what they said of it belongs to the copies with all sections.
OF_A_SHORT_COPY = (
    *("version", "replaces", "kind", "locale", "sealed", "conference"),
    *("legal_references", "further_reading", "challenge"),
)


@dataclass(frozen=True)
class Material:
    """What a plan paper is made from: the sealed content, or the part of it that its reader may see.

    `reader` says for whom it is: the audience, and the person with their child if they are one of the case.
    """

    content: Json
    about: Json
    language: str
    reader: Json

    @property
    def is_short(self) -> bool:
        """Whether its reader gets a short copy of what is theirs, and not the plan with all its sections."""
        return paper_of(Audience(self.reader["audience"])) == SHORT_COPY


@dataclass(frozen=True)
class PartOfPlan:
    """A sealed plan, what the table of audiences leaves of it, and what its reader may be told of that."""

    sealed: Json
    for_audience: Json
    told: Json
    record: CaseRecord
    seen: CaseRecord
    unnamed: Unnamed
    audience: Audience

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that this plan holds."""
        return lists_in(self.sealed)


def latest(on: OnCase) -> PlanVersion:
    """The newest sealed version. Raises NotFound before there is one, NotNow where it was withdrawn."""
    version = newest_sealed(on.work, on.case.id)
    if version is None:
        raise NotFound("no_plan_yet")
    if is_withdrawn(on.work, version):
        raise NotNow("version_withdrawn")
    return version


def plan_material(on: OnCase, by_staff: bool = False) -> Material:
    """What the plan papers say to this reader: the sealed content, or their part of it.

    Raises NotFound; NotNow where it waits to be read beside what a child keeps private, or the reader
    may have no copy yet: staff who are about to give it (`by_staff`) look at it before that.
    """
    version = latest(on)
    must_be_clear(on, version)
    if not by_staff:
        must_be_cleared(on, version)
    cut = part_of_the_plan(on)
    due = _due_as_seen(on, cut.record, cut.seen)
    language = (on.me.language if on.me else None) or "en"
    said = about(
        cut.seen, settled(on.work, on.profile), as_seen(version, cut.seen), due, _staff_names(on, cut.record)
    )
    if cut.unnamed.names:
        # A day on which a goal was set may be that of a meeting which the reader knows nothing of.
        said["goal_history"] = []
    if paper_of(cut.audience) == SHORT_COPY:
        said = _short(said)
    me = {"id": on.me.id, "name": on.me.name, "child": on.me.child_id} if on.me else {}
    reader = {"audience": cut.audience.value, **me}
    return Material(cut.told, said | _of_this_copy(on, cut.told == cut.sealed), language, reader)


def part_of_the_plan(on: OnCase) -> PartOfPlan:
    """The sealed plan as its reader may have it. Raises NotFound before anything was sealed."""
    return part_of(on, json.loads(latest(on).content))


def part_of(on: OnCase, sealed: Json) -> PartOfPlan:
    """What a reader may have of any version's content, by what they may see today."""
    record = case_record(on.work, on.case.id)
    seen, unnamed = seen_by(on, record), _unnamed(on, record)
    for_audience, told = sealed, part_seen(sealed, record, seen, unnamed)
    audience = audience_on(on, record)
    gets = TABLE[audience]
    if on.me and not gets.everything:
        by_table = part_seen(sealed, record, as_for(record, gets, on.me))
        for_audience, told = (head_for(one, gets, on.me) for one in (by_table, told))
    return PartOfPlan(sealed, for_audience, told, record, seen, unnamed, audience)


def _short(said: Json) -> Json:
    """What a short copy says beside its part of the plan: nobody's topics, no team, no answer, no talk."""
    kept = {name: said[name] for name in OF_A_SHORT_COPY}
    named = ids_in(kept)
    return kept | {"people": {key: one for key, one in said["people"].items() if key in named}}


def _due_as_seen(on: OnCase, record: CaseRecord, seen: CaseRecord) -> tuple[DueDate, ...]:
    """The due dates, without those that a meeting met or moved which this reader knows nothing of."""
    today = to_wall(on.work.now, on.case.zone).date()
    profile = settled(on.work, on.profile)
    every = due_of(record, profile, today)
    own = due_of(replace(record, conferences=seen.conferences), profile, today)
    return tuple(one for one in every if one in own and not (one.warn_only or one.child_id))


def _unnamed(on: OnCase, record: CaseRecord) -> Unnamed:
    """Whose names this reader's copy must not say."""
    if on.me is None or on.leads():
        return Unnamed()
    return Unnamed(names_kept_from(record, on.me, rules_of(on.work, on.case.id)), on.me.id)


def _of_this_copy(on: OnCase, whole_plan: bool) -> Json:
    """What this reader's copy leaves out, so that it can say so: silence would read as "nobody was asked"."""
    told: Json = {} if whole_plan else {"is_part": True}
    if not access.sees(on.standings, "participation"):
        told["answers_of"] = on.me.id if on.me else ""
    return told


def must_be_cleared(on: OnCase, version: PlanVersion) -> None:
    """Raise NotNow until somebody said why this person needs a copy, where the practice asks that first."""
    overseeing = not on.standings.isdisjoint(access.OVERSEEING)
    if on.me is not None and not overseeing and not is_cleared(on, version, on.me):
        raise NotNow("need_to_know_first")


def _staff_names(on: OnCase, record: CaseRecord) -> dict[str, str]:
    """Endorsers are staff, not people of the case; the record knows them by what they signed with."""
    named = {one.slack_user: one.name for one in on.work.find(StaffMember) if one.name}
    return {user: name for user, name in named.items() if record.person_using(user) is None}
