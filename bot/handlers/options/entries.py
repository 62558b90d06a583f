"""Entries that can be chosen, by their words: of what somebody may not read, they may not choose either."""

from collections.abc import Iterable

from bot.domain.ideas import Idea
from bot.domain.plan import Goal, Need, Objective, Task
from bot.domain.plan_rows import says
from bot.domain.record import CaseRecord
from bot.flows.values import Option
from bot.handlers.options.asker import Asker, short
from bot.services.acting import OnCase
from bot.services.plan.own_part import own_part, rows_of
from bot.services.plan.versions import newest_version
from bot.services.record import case_record
from bot.services.seeing.looking import seen_by


def goals(asker: Asker) -> list[Option]:
    """The goals that stand."""
    on = asker.case()
    return _worded(on.work.find(Goal, case_id=on.case.id))


def objectives(asker: Asker) -> list[Option]:
    """The objectives that stand."""
    on = asker.case()
    return _worded(on.work.find(Objective, case_id=on.case.id))


def needs(asker: Asker) -> list[Option]:
    """The needs that stand and that the asker may read."""
    on = asker.case()
    return _worded(on.work.find(Need, case_id=on.case.id) if on.leads() else _seen(on).needs)


def ideas(asker: Asker) -> list[Option]:
    """The ideas that stand and that the asker may read."""
    on = asker.case()
    return _worded(on.work.find(Idea, case_id=on.case.id) if on.leads() else _seen(on).ideas)


def chosen_ideas(asker: Asker) -> list[Option]:
    """The ideas that the team chose."""
    on = asker.case()
    return _worded(one for one in on.work.find(Idea, case_id=on.case.id) if one.chosen)


def tasks(asker: Asker) -> list[Option]:
    """The tasks that stand and that the asker may read."""
    on = asker.case()
    return _worded(on.work.find(Task, case_id=on.case.id) if on.leads() else _seen(on).tasks)


def plan_items(asker: Asker) -> list[Option]:
    """What stands in the plan as it was sealed last, as far as whoever fills the form may see it."""
    on = asker.case()
    version = newest_version(on.work, on.case.id)
    rows = rows_of(own_part(on, version)) if version else ()
    return [
        Option(row["id"], short(f"{asker.name('plan_rows', part)}: {says(row)}"))
        for part, row in rows
        if says(row)
    ]


def _worded(found: Iterable[Goal | Objective | Need | Idea | Task]) -> list[Option]:
    """Entries that stand, by their words."""
    return [Option(one.id, short(one.text)) for one in found if one.stands]


def _seen(on: OnCase) -> CaseRecord:
    """What whoever fills the form may read: of nothing else may they choose."""
    return seen_by(on, case_record(on.work, on.case.id))
