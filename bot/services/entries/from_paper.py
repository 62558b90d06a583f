"""A form filled by hand becomes a talk of its true day and its entries: all of it, or nothing yet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.dates import to_utc
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.parting import apart_from
from bot.flows.from_paper import LINES, MOST_TASKS, TASK_STEPS, of_task
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders
from bot.services.entries import capture
from bot.services.entries.entry_checks import refuse
from bot.services.people.known_names import plain_name
from bot.services.people.parting import rules_of
from bot.services.preparing.go import note_start

MOST_LINES = 40
BULLET = re.compile(r"^[-*•–]\s+")
NAMED = re.compile(r"^([^:]{1,80}):\s*(.*)$")
MUST = ("text", "owner_id", "done_when", "due")

Problem = tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class Line:
    """One entry as it stands on paper: what it becomes, and in which field each of its values was typed."""

    kind: str
    values: Mapping[str, Any]
    typed_in: Mapping[str, str]
    line: int = 0


def key_in(acting: Acting, case_id: str, values: Mapping[str, Any]) -> tuple[Conference, int]:
    """Keep the talk with all its entries; returns it, and how many entries it has.

    Raises AnswersNotUnderstood with everything that cannot be used, each under its field and with its
    line; then nothing is kept, so that whoever corrects one line does not get the others twice.
    """
    with acting.on_case("conference.hold", case_id) as on:
        problems: dict[str, Problem] = {}
        starts, ends = _times(on, values, problems)
        lines = [*_lines(on, values, problems), *_tasks(values, problems)]
        _refuse_bad(on, lines, problems)
        if problems:
            facts: dict[str, object] = {name: told for name, (_, told) in problems.items()}
            raise AnswersNotUnderstood({name: problem for name, (problem, _) in problems.items()}, **facts)
        held = _held(on, values, starts, ends)
        _note_who_came(on, held, values["there"])
        for line in lines:
            capture.add_to(on, line.kind, line.values, held)
        schedule_reminders(on.work, on.case.id)
        return held, len(lines)


def _times(on: OnCase, values: Mapping[str, Any], problems: dict[str, Problem]) -> tuple[datetime, datetime]:
    day = values["day"]
    starts, ends = (to_utc(datetime.combine(day, values[name]), on.case.zone) for name in ("start", "end"))
    if day > on.today:
        problems["day"] = ("date_in_future", {})
    elif ends > on.work.now:
        problems["end"] = ("time_in_future", {})
    if ends <= starts:
        problems["end"] = ("end_before_start", {})
    if not values.get("meeting") and not values.get("kind"):
        problems["kind"] = ("missing", {})
    return starts, ends


def _lines(on: OnCase, values: Mapping[str, Any], problems: dict[str, Problem]) -> Iterator[Line]:
    """Typed one a line; a line may begin with the whole or first name of who said it, and a colon."""
    for field, kind in LINES.items():
        typed = [BULLET.sub("", line.strip()) for line in (values.get(field) or "").split("\n")]
        if len([line for line in typed if line]) > MOST_LINES:
            problems[field] = ("too_many_lines", {"most": MOST_LINES})
        for nth, line in enumerate(typed, start=1):
            if not line:
                continue
            said_by, text, wrong = _whose(on, line)
            if wrong:
                problems.setdefault(field, (wrong, {"line": nth, "said": line}))
            said: dict[str, Any] = {"text": text, "said_by": said_by, "talked_on": values["day"]}
            if kind == "decision":
                said["on"] = values["day"]
            yield Line(kind, said, dict.fromkeys(said, field), nth)


def _whose(on: OnCase, line: str) -> tuple[str | None, str, str]:
    """Who said a line, its words, and what is unclear. What is nobody's name belongs to the words."""
    found = NAMED.match(line)
    if found is None:
        return None, line, ""
    name = plain_name(found[1])
    whole = [one for one in on.people.values() if plain_name(one.name) == name]
    first = [one for one in on.people.values() if plain_name(one.name).split(" ")[0] == name]
    named = whole or first
    if not named:
        return None, line, ""
    if len(named) > 1:
        return None, line, "line_whose"
    return named[0].id, found[2], "" if found[2] else "line_empty"


def _tasks(values: Mapping[str, Any], problems: dict[str, Problem]) -> Iterator[Line]:
    for nth in range(1, MOST_TASKS + 1):
        typed_in = {step.name: of_task(step.name, nth) for step in TASK_STEPS}
        said = {name: values.get(field) for name, field in typed_in.items()}
        if not any(said.values()):
            continue
        empty = [typed_in[name] for name in MUST if not said[name]]
        problems.update({field: ("missing", {}) for field in empty})
        if not empty:
            yield Line("task", said | {"talked_on": values["day"]}, typed_in | {"talked_on": "day"})


def _refuse_bad(on: OnCase, lines: list[Line], problems: dict[str, Problem]) -> None:
    """What the practice refuses of an entry, told under the field in which it was typed."""
    for line in lines:
        try:
            refuse(on, line.kind, line.values)
        except AnswersNotUnderstood as wrong:
            for name, problem in wrong.problems.items():
                problems.setdefault(line.typed_in[name], (problem, {}))


def _held(on: OnCase, values: Mapping[str, Any], starts: datetime, ends: datetime) -> Conference:
    """The meeting that was planned and is over now, or a talk of its own; no button was pressed in it."""
    said: dict[str, Any] = {"said_start": starts, "said_end": ends, "said_by": on.work.actor}
    if values.get("meeting"):
        planned = on.work.get(Conference, values["meeting"])
        if planned.state is not ConferenceState.PLANNED:
            return planned
        note_start(on, planned)
        on.work.replace(replace(planned, state=ConferenceState.ENDED, **said), why="from_paper")
        return on.work.get(Conference, planned.id)
    return on.keep(
        Conference,
        number=len(on.work.find(Conference, case_id=on.case.id)) + 1,
        kind=values["kind"],
        starts_at=starts,
        ends_at=ends,
        zone=on.case.zone,
        called_by=on.work.actor,
        place=values.get("place"),
        state=ConferenceState.ENDED,
        left_out=_kept_from(on, values["there"]),
        **said,
    )


def _kept_from(on: OnCase, there: tuple[str, ...]) -> tuple[str, ...]:
    """Those who are kept apart from somebody who was there, and were not there: they learn nothing of it."""
    rules = rules_of(on.work, on.case.id)
    apart = frozenset().union(*(apart_from(one, rules) for one in there)) - set(there)
    return tuple(one for one in sorted(apart) if one in on.people and not on.would_lead(on.people[one]))


def _note_who_came(on: OnCase, held: Conference, there: tuple[str, ...]) -> None:
    """How each of them came can be changed in the list of who took part; what it says already stays."""
    known = {one.person_id for one in on.work.find(Attendance, conference_id=held.id)}
    for person in there:
        if person not in known:
            facts = {"person_id": person, "how": "in_person", "entered_by": on.work.actor}
            on.keep(Attendance, conference_id=held.id, **facts)
