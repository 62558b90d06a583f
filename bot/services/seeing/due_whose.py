"""Whose copy, answer or call a due row is about: three rows that read alike would not say whom to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.closing import Copy, Reply
from bot.domain.conference import Attendance
from bot.domain.deadlines import Deadline, DueKind
from bot.domain.people import Person
from bot.services.ports import UnitOfWork

KINDS: Mapping[DueKind, type[Copy | Reply | Attendance]] = {
    DueKind.COPY: Copy,
    DueKind.REPLY: Reply,
    DueKind.FOLLOW_UP: Attendance,
}


@dataclass(frozen=True)
class Whose:
    """Somebody's name, and the id of what their row opens."""

    name: str = field(repr=False)
    opens: str


def whose(work: UnitOfWork, rows: Sequence[Deadline]) -> Mapping[str, Whose]:
    """By what falls due, for those who lead its case: who it is about."""
    about: dict[str, tuple[str, str]] = {
        one.subject_id: (one.subject_id, one.subject_id)
        for one in rows
        if one.kind is DueKind.ACKNOWLEDGEMENT
    }
    for kind, thing in KINDS.items():
        ids = tuple(one.subject_id for one in rows if one.kind is kind)
        for found in work.find(thing, id=ids) if ids else ():
            opens = found.view_id if isinstance(found, Reply) else found.person_id
            about[found.id] = (found.person_id, opens)
    people = tuple({person for person, _ in about.values()})
    names = {one.id: one.name for one in work.find(Person, id=people)} if people else {}
    return {subject: Whose(names.get(person, ""), opens) for subject, (person, opens) in about.items()}
