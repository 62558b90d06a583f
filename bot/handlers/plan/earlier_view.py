"""From the earlier plan: each entry with where it stands, one tap to carry it over or to leave it out."""

from collections.abc import Iterator
from typing import Any

from bot.domain.dates import to_wall
from bot.domain.from_earlier import KINDS, Item, above_of, beginning, items
from bot.domain.plan import Goal, Objective, Task
from bot.domain.progress import Steps, steps_of
from bot.domain.record import CaseRecord, standing
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import about_whom, in_words
from bot.handlers.showing import paged
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan import from_earlier

# A row takes three blocks, and Slack shows a hundred in a view.
PAGE = 18
USUAL_REASONS = ("done", "no_longer_needed", "replaced")


def earlier_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """For a conference (`<id>`; `<id>:<page>` once it was turned), worries about safety first."""
    conference_id, turned = paged(asked)
    record = from_earlier.look(acting, conference_id)
    found = items(record)
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, turned), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    here = f"{conference_id}:{page}"
    began = beginning(record)
    return desk.words.view(
        "views/earlier",
        language,
        parts=[Part("items", list(_rows(desk, record, shown, here, language)))],
        presses=[*_turning(conference_id, page, pages), Press("still_open", "do:gaps", conference_id)],
        count=len(found),
        waiting=sum(one.said is None for one in found),
        plan_of=to_wall(began.earlier.sealed_at, record.case.zone).date() if began else None,
        page=page,
        pages=pages,
    )


def _rows(
    desk: Desk, record: CaseRecord, shown: tuple[Item, ...], here: str, language: str
) -> Iterator[dict[str, Any]]:
    """Kind by kind, each below its name; where several of a kind wait, one tap carries all of them over."""
    for kind in KINDS:
        rows = [_row(desk, record, one, here, language) for one in shown if one.kind == kind]
        if rows:
            yield {
                "head": desk.words.name("kinds", kind, language),
                **_together(desk, record, kind, here, language),
            }
        yield from rows


def _together(desk: Desk, record: CaseRecord, kind: str, here: str, language: str) -> dict[str, Any]:
    count = len(from_earlier.group(record, kind))
    label = desk.words.text("entries/carry_all", language, kind=kind, count=count)
    all_of_them = Press("carry_all", "do:carry_all", f"{here}:{kind}", text=label)
    return {"presses": [all_of_them] if count > 1 else []}


def _row(desk: Desk, record: CaseRecord, item: Item, here: str, language: str) -> dict[str, Any]:
    entry, said = item.entry, item.said
    by = record.person_using(said.entered_by) if said else None
    along = [about_whom(record, one) for one in _comes_along(record, item)]
    return {
        "head": "",
        "state": "waiting" if said is None else "carried" if said.carried else "left_out",
        "flags": list(from_earlier.states_of(item)),
        "task": desk.words.name("task_states", entry.state, language) if isinstance(entry, Task) else "",
        "steps": _steps(record, item),
        "why": desk.words.name("left_out_reasons", said.why, language) if said and said.why else "",
        "words": (said and said.words) or "",
        "by": by.name if by else "",
        "at": said and said.entered_at,
        "zone": record.case.zone,
        "came_with": about_whom(record, said.with_entry) if said and said.with_entry else "",
        "along": along,
        "said": in_words(desk, record, entry, language),
        "presses": _presses(item, here),
    }


def _comes_along(record: CaseRecord, item: Item) -> list[str]:
    """What is not in the new plan yet and comes with an entry that waits."""
    left = {one.entry.id for one in items(record) if not one.carried}
    return [one for one in above_of(record, item.entry.id) if one in left] if item.said is None else []


def _steps(record: CaseRecord, item: Item) -> Steps | None:
    """How far the tasks of an objective, or of a goal, have come."""
    if not isinstance(item.entry, Goal | Objective):
        return None
    return steps_of(one for one in standing(record.tasks) if item.entry.id in above_of(record, one.id))


def _presses(item: Item, here: str) -> list[Press]:
    about = f"{here}:{item.entry.id}"
    if item.said is not None:
        return [Press("undo", "do:carry_undo", about)]
    usual = [Press(f"leave_{why}", f"do:leave_{why}", about) for why in USUAL_REASONS]
    return [
        Press("carry", "do:carry", about),
        *usual,
        Press("leave_other", "open:leave_out", about),
    ]


def _turning(conference_id: str, page: int, pages: int) -> list[Press]:
    before = [Press("page_before", "do:earlier", f"{conference_id}:{page - 1}")] if page > 1 else []
    return [*before, *([Press("page_after", "do:earlier", f"{conference_id}:{page + 1}")][: pages - page])]
