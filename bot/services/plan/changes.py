"""What changed since the plan was sealed: what, who changed it, when and why (V-17)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.closing import PlanVersion
from bot.domain.from_earlier import beginning
from bot.domain.kept import Entry
from bot.domain.plan_states import Standing, standing_of
from bot.domain.record import PARTS, CaseRecord
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import as_seen
from bot.services.plan.moving import why_not_restored
from bot.services.plan.versions import is_withdrawn, name_of_user
from bot.services.record import case_record
from bot.services.rules.confirming import settled
from bot.services.seeing.looking import seen_by

# The list of changes leaves out what was weighed on the way to the plan, and a child's own words.
NOT_TOLD = ("idea", "other_view", "voice", "goal_view")


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was sealed; `by` is a Slack user, `why` empty where nobody said."""

    what: Literal["added", "changed", "taken_out"]
    kind: str
    entry: Entry
    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Changes:
    """The versions so far, the newest first, and what changed since it, the latest first.

    `standings` say by a version's id where it is; `names` are those of users who are not of the case.
    `stays_withdrawn` are the versions whose withdrawal cannot be taken back any more. `window_confirmed`:
    whether the agency said that the days for corrections are so many.
    """

    record: CaseRecord
    versions: tuple[PlanVersion, ...]
    since: tuple[Change, ...]
    standings: Mapping[str, Standing]
    names: Mapping[str, str]
    leads: bool
    stays_withdrawn: frozenset[str] = frozenset()
    window_confirmed: bool = True


def look(acting: Acting, case_id: str) -> Changes:
    """For those who lead and who oversee them: a reason may speak of others. Raises NotAllowed."""
    with acting.looking("answers.look", case_id) as on:
        record = seen_by(on, case_record(on.work, case_id))
        newest = record.latest_version()
        since = (
            (*_since(on, record, newest.sealed_at), *_of_the_earlier_plan(record, newest)) if newest else ()
        )
        versions = sorted((as_seen(one, record) for one in record.versions), key=lambda one: -one.number)
        window = settled(on.work, on.profile).correction
        users = {one.sealed_by for one in versions} | {one.moved_by for one in record.version_moves}
        return Changes(
            record,
            tuple(versions),
            tuple(sorted(since, key=lambda one: one.at, reverse=True)),
            {one.id: standing_of(record, one, on.profile, on.today) for one in record.versions},
            {user: name_of_user(on, user) for user in users},
            on.leads(),
            frozenset(one.id for one in versions if is_withdrawn(on.work, one) and why_not_restored(on, one)),
            window is None or window.confirmed,
        )


def _since(on: OnCase, record: CaseRecord, sealed_at: datetime) -> Iterator[Change]:
    told = ((kind, part) for kind, part in PARTS.items() if kind not in NOT_TOLD)
    for kind, part in told:
        for entry in getattr(record, part):
            yield from _of_entry(on, kind, entry, sealed_at)


def _of_the_earlier_plan(record: CaseRecord, newest: PlanVersion) -> Iterator[Change]:
    """What was carried over, or no longer is, after the plan was sealed; not what a next plan takes over."""
    began, sealed_at = beginning(record), newest.sealed_at
    if began is None or newest.conference_id not in began.building:
        return
    for said in record.from_earlier:
        entry = next((one for one in getattr(record, PARTS[said.kind]) if one.id == said.entry_id), None)
        if entry is None or not said.carried:
            continue
        before, back = said.entered_at <= sealed_at, said.taken_back_at
        if before and back and back > sealed_at:
            yield Change("taken_out", said.kind, entry, said.taken_back_by or "", back, "")
        elif said.stands and not before:
            yield Change("added", said.kind, entry, said.entered_by, said.entered_at, "")


def _of_entry(on: OnCase, kind: str, entry: Entry, sealed_at: datetime) -> Iterator[Change]:
    """What was added and taken out again since then leaves no trace in the plan, and is told all the same."""
    if entry.entered_at > sealed_at:
        yield Change("added", kind, entry, entry.entered_by, entry.entered_at, "")
    if entry.version == 1:
        return
    for _, by, at, why in on.work.history(entry.id):
        if at > sealed_at:
            gone = entry.withdrawn_at == at
            yield Change("taken_out" if gone else "changed", kind, entry, by, at, why or "")
