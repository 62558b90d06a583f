"""The part of a sealed plan that its reader may see, row by row: to choose from, and to say what changed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.domain.closing import PlanVersion
from bot.domain.plan_rows import says
from bot.services.acting import OnCase
from bot.services.people.parting import rules_of
from bot.services.plan.plan_content import Json
from bot.services.plan.plan_part import Unnamed, lists_in, part_seen
from bot.services.record import case_record
from bot.services.seeing.families import names_kept_from
from bot.services.seeing.looking import seen_by


def own_part(on: OnCase, version: PlanVersion) -> Json:
    """The sealed content as far as whoever acts may see it."""
    record = case_record(on.work, on.case.id)
    sealed: Json = json.loads(version.content)
    unnamed = Unnamed()
    if on.me is not None and not on.leads():
        unnamed = Unnamed(names_kept_from(record, on.me, rules_of(on.work, on.case.id)), on.me.id)
    return part_seen(sealed, record, seen_by(on, record), unnamed)


def rows_of(plan: Json) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row under the name of its part; a child is the row of what is decided for it."""
    for part in lists_in(plan):
        for row in plan[part]:
            yield part, row


def lines_of(on: OnCase, version: PlanVersion, ids: Iterable[str]) -> tuple[str, ...]:
    """What these rows say, for whoever may see them; of others nothing."""
    wanted = set(ids)
    if not wanted:
        return ()
    return tuple(says(row) for _, row in rows_of(own_part(on, version)) if row["id"] in wanted)
