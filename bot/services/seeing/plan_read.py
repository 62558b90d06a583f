"""The plan as somebody reads it: what stands in it now, and who carried over what the plan before held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.dates import to_wall
from bot.domain.from_earlier import beginning, items, marks, of_this_plan
from bot.domain.plan import FromEarlier
from bot.domain.record import CaseRecord
from bot.services.acting import Acting, OnCase
from bot.services.record import case_record
from bot.services.seeing.looking import seen_by


@dataclass(frozen=True)
class CarriedOver:
    """The day of the plan that held it (None: noted after that plan), who carried it over, and when.

    Of somebody whom the reader may not see there is no name; of a meeting unknown to them, no day.
    """

    plan_of: date | None
    by: str
    on: date | None


@dataclass(frozen=True)
class PlanRead:
    """The reader's part of the plan; `anew`: it began blank after version `anew`, and is not sealed yet.

    `waiting` are entries of the plan before of which nobody decided, `left_out` those that were left out;
    `earlier_needs` all needs of earlier plans that are not in this one.
    """

    record: CaseRecord
    carried: Mapping[str, CarriedOver]
    waiting: frozenset[str]
    left_out: frozenset[str]
    earlier_needs: frozenset[str]
    anew: int


def read(acting: Acting, case_id: str) -> PlanRead:
    """The plan as far as it is this person's to see: the same plan for all, of which each sees a part."""
    with acting.looking("case.look", case_id) as on:
        return _read(on)


def _read(on: OnCase) -> PlanRead:
    whole = case_record(on.work, on.case.id)
    of_now = of_this_plan(whole)
    seen = seen_by(on, of_now)
    began = beginning(whole)
    sealed = began and any(one.conference_id in began.building for one in whole.versions)
    found = items(whole)
    return PlanRead(
        record=seen,
        carried={key: _as_told(said, whole, seen) for key, said in marks(whole).items()},
        waiting=frozenset(one.entry.id for one in found if one.said is None),
        left_out=frozenset(one.entry.id for one in found if one.said and not one.carried),
        earlier_needs=frozenset(one.id for one in whole.needs) - {one.id for one in of_now.needs},
        anew=began.earlier.number if began and not sealed else 0,
    )


def _as_told(said: FromEarlier, whole: CaseRecord, seen: CaseRecord) -> CarriedOver:
    zone = whole.case.zone
    held_it = next((one for one in whole.versions if one.id == said.from_version), None)
    by = seen.person_using(said.entered_by)
    known = seen.conference(said.conference_id) is not None
    return CarriedOver(
        plan_of=to_wall(held_it.sealed_at, zone).date() if held_it else None,
        by=by.name if by else "",
        on=to_wall(said.entered_at, zone).date() if known else None,
    )
