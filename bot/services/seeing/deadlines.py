"""What falls due, for those who answer for it: one's own cases, one's workers', the agency as counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.domain.case import Case
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.deadlines import DATED, SINCE, THE_ONE, Deadline, DueKind, Group, Recount, days_of, group_of
from bot.domain.kept import Span
from bot.domain.parting import is_for
from bot.domain.people import DirectLine
from bot.domain.plan import Task
from bot.services.acting import Acting
from bot.services.ports import UnitOfWork
from bot.services.seeing.answered_for import COUNT, MINE, Place, places_of
from bot.services.seeing.due_whose import Whose, whose

FEW, PAGE = 3, 12


@dataclass(frozen=True)
class Asked:
    """Whose due dates, of which group and kind (None: all), and which page of them."""

    scope: str = MINE
    group: Group | None = None
    kind: DueKind | None = None
    page: int = 1

    @property
    def of_one_list(self) -> bool:
        """Whether it asks for a list with pages, not for the first of each group."""
        return self.group is not None or self.kind is not None


@dataclass(frozen=True)
class DueRow:
    """One due date as it stands today; no `case`: its reader may not look at that."""

    deadline: Deadline
    group: Group
    case: Case | None
    leads: bool


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was asked for. Of the rows that are shown: `texts` are the words of a task, by its id, and `whose`
    is whom a copy, an answer or a call is for.
    """

    today: date
    rows: tuple[DueRow, ...]
    groups: Mapping[Group, int]
    kinds: Mapping[DueKind, int]
    cases: int
    texts: Mapping[str, str] = field(repr=False)
    whose: Mapping[str, Whose] = field(repr=False)

    def of(self, group: Group) -> tuple[DueRow, ...]:
        """Those of one group, the soonest first."""
        return tuple(row for row in self.rows if row.group is group)


@dataclass(frozen=True)
class WorkerLoad:
    """How much falls due for one worker; no `user`: nobody in Slack manages those cases."""

    user: str | None
    groups: Mapping[Group, int]


def look(acting: Acting, asked: Asked) -> Looked:
    """The due dates of one's cases, or of one's workers', soonest first. Raises NotAllowed."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        places = {one.case.id: one for one in places_of(acting, work, asked.scope)}
        today = _today(acting, work)
        every = tuple(_rows(work, places, today))
        rows = tuple(row for row in every if asked.kind in (None, row.deadline.kind))
        rows = tuple(row for row in rows if asked.group in (None, row.group))
        of_group = (row for row in every if asked.group in (None, row.group))
        return Looked(
            today=today,
            rows=rows,
            groups=Counter(row.group for row in every),
            kinds=Counter(row.deadline.kind for row in of_group),
            cases=len(places),
            texts=_texts(work, (seen := shown(rows, asked))),
            whose=whose(work, [one.deadline for one in seen if one.leads]),
        )


def shown(rows: Sequence[DueRow], asked: Asked) -> tuple[DueRow, ...]:
    """The rows of the page that was asked for, or the first few of each group."""
    if asked.of_one_list:
        last = max(1, -(-len(rows) // PAGE))
        begins = (min(max(1, asked.page), last) - 1) * PAGE
        return tuple(rows[begins : begins + PAGE])
    seen: Counter[Group] = Counter()
    found = []
    for row in rows:
        seen[row.group] += 1
        if seen[row.group] <= FEW:
            found.append(row)
    return tuple(found)


def agency_load(acting: Acting) -> tuple[WorkerLoad, ...]:
    """How much falls due for each worker, the most overdue first: counts alone. Raises NotAllowed."""
    acting.must(COUNT)
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        today = _today(acting, work)
        counts: dict[str | None, dict[Group, int]] = {}
        for group in Group:
            for user, count in work.tally(Deadline, "worker", **_within(group, today)).items():
                counts.setdefault(user, {})[group] = count
    loads = (WorkerLoad(user, groups) for user, groups in counts.items())
    return tuple(sorted(loads, key=lambda one: (-one.groups.get(Group.OVERDUE, 0), one.user or "")))


def unit_load(looked: Looked) -> tuple[WorkerLoad, ...]:
    """The same for the workers whose cases were looked at."""
    counts: dict[str | None, Counter[Group]] = {}
    for row in looked.rows:
        counts.setdefault(row.deadline.worker, Counter())[row.group] += 1
    loads = (WorkerLoad(user, groups) for user, groups in counts.items())
    return tuple(sorted(loads, key=lambda one: (-one.groups.get(Group.OVERDUE, 0), one.user or "")))


def counting(acting: Acting) -> Recount | None:
    """How far the dates of all open cases are counted anew. Raises NotAllowed."""
    acting.must(COUNT)
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return work.first(Recount, id=THE_ONE)


def _rows(work: UnitOfWork, places: Mapping[str, Place], today: date) -> Iterator[DueRow]:
    rows = work.find(Deadline, case_id=tuple(places)) if places else ()
    hidden = _hidden(work, places.values())
    order = list(Group)
    found = [(row, group) for row in rows if (group := group_of(row.kind, row.due, today))]
    for row, group in sorted(found, key=lambda one: (order.index(one[1]), one[0].due, one[0].id)):
        place = places[row.case_id]
        if place.case.id not in hidden or row.kind not in (DueKind.CONFERENCE, DueKind.CLOCK):
            yield DueRow(row, group, place.case if place.may_look else None, place.leads)


def _hidden(work: UnitOfWork, places: Iterable[Place]) -> frozenset[str]:
    """Cases with a meeting that their reader, who has another part in them as well, is left out of.

    Of such a case they see no meeting here and no clock that one could have met.
    """
    theirs = {one.case.id: one.me for one in places if one.me and not one.leads}
    meetings = work.find(Conference, case_id=tuple(theirs)) if theirs else ()
    return frozenset(one.case_id for one in meetings if not is_for(one, theirs[one.case_id].id))


def _texts(work: UnitOfWork, rows: Iterable[DueRow]) -> dict[str, str]:
    ids = [one.deadline.subject_id for one in rows if one.case and one.deadline.kind is DueKind.TASK]
    return {task.id: task.text for task in work.find(Task, id=tuple(ids))} if ids else {}


def _within(group: Group, today: date) -> dict[str, object]:
    """The rows of a group, as a question."""
    if group is Group.NO_CONTACT:
        return {"kind": DueKind.NO_CONTACT, "due": Span(until=today)}
    kinds = tuple(kind for kind, one in SINCE.items() if one is group)
    return {"kind": kinds} if kinds else {"kind": DATED, "due": Span(*days_of(group, today))}


def _today(acting: Acting, work: UnitOfWork) -> date:
    """The day it is where the reader is."""
    line = work.first(DirectLine, slack_user=acting.user)
    return to_wall(work.now, line.zone if line and line.zone else acting.agency.zone).date()
