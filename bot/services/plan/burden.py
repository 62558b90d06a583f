"""Who does what by when: each person's tasks, the agency's like the family's (V-14), and a fair share."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.record import CaseRecord, standing
from bot.flows.subject import Subject
from bot.services.plan.gaps import Gap

# So many tasks, and more than half of all, are much for one person.
MUCH = 4
# So few tasks can well fall due on one day.
FEW = 3


@dataclass(frozen=True)
class Share:
    """One person's tasks that are not done yet, in the order in which they fall due."""

    person: Person
    tasks: tuple[Task, ...]


def shares(record: CaseRecord) -> tuple[Share, ...]:
    """Everyone who has a task, whoever has most first."""
    mine: dict[str, list[Task]] = {}
    for task in sorted(_open(record), key=lambda one: one.due):
        mine.setdefault(task.owner_id, []).append(task)
    found = [Share(person, tuple(mine[person.id])) for person in record.people if person.id in mine]
    return tuple(sorted(found, key=lambda one: -len(one.tasks)))


def on_shares(record: CaseRecord) -> Iterator[Gap]:
    """One person with far more than all others; all tasks due on one day (C.6)."""
    tasks = _open(record)
    for person, count in Counter(one.owner_id for one in tasks).items():
        if count >= MUCH and 2 * count > len(tasks):
            yield _looked_at("one_has_most", person, record)
    if len(tasks) >= FEW and len({one.due for one in tasks}) == 1:
        yield _looked_at("all_due_one_day", record.case.id, record)


def _looked_at(kind: str, about: str, record: CaseRecord) -> Gap:
    return Gap(kind, about, "burden", Subject(record.case.id), deed=True)


def _open(record: CaseRecord) -> list[Task]:
    return [one for one in standing(record.tasks) if one.is_owed]
