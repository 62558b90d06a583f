"""Reminders: looked at anew when they go; nothing on the lock screen but that something is due, and when."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.closing import Copy, Endorsement, Reply
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.plan import Task
from bot.domain.sending import Drop, Ready
from bot.domain.topic_calls import last_call
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.notices.reader import Reader
from bot.render import Part, Press
from bot.services.delivery.reminders import call_days, still_wanted
from bot.services.delivery.together import carried
from bot.services.due import due_now


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of: its kind, the facts that its words need, and its buttons."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)
    presses: tuple[Press, ...] = ()


def remind(reader: Reader) -> Ready:
    """Any kind of reminder, with those that go along; dropped when the record calls for none of them."""
    lines = _once_each(
        _line(reader, row) for row in (reader.outgoing, *carried(reader.on.work, reader.outgoing))
    )
    if not lines:
        return Drop("not_wanted")
    if len(lines) == 1:
        (line,) = lines
        said = reader.says(f"reminder_{line.kind}", presses=line.presses, **line.facts)
    else:
        rows = [{"kind": line.kind, "presses": line.presses, **line.facts} for line in lines]
        said = reader.says("reminder_several", count=len(lines), parts=[Part("things", rows)])
    return replace(said, quiet=True)


def _line(reader: Reader, row: Outgoing) -> Line | None:
    """What one reminder says now; None where it is not wanted any more, or not theirs to read."""
    try:
        on = reader.acting.open(reader.on.work, "case.look", row.case_id or "")
    except (NotAllowed, NotFound):
        return None
    found = still_wanted(on.work, row, reader.agency.profiles)
    return _TELL[found.kind](replace(reader, outgoing=row, on=on)) if found else None


def _once_each(lines: Iterator[Line | None]) -> list[Line]:
    """Each line once; of several that say the same and lead to the same, one with their number."""
    counted: dict[tuple[object, ...], Line] = {}
    times = Counter[tuple[object, ...]]()
    for line in lines:
        if line is None:
            continue
        same = (line.kind, line.presses, *line.facts.values())
        times[same] += 1
        counted[same] = replace(line, facts={**line.facts, "count": times[same]})
    return list(counted.values())


def _conference(reader: Reader) -> Line:
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    when = {"when": conference.starts_at, "zone": conference.zone}
    return Line("conference", when, (Press("open_agenda", "do:open_agenda", conference.id),))


def _conference_calls(reader: Reader) -> Line:
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    when = {"when": conference.starts_at, "zone": conference.zone}
    return Line("conference_calls", when, (Press("told", "open:notice", conference.id),))


def _topics(reader: Reader) -> Line:
    """What to talk about, with the ways to answer; until when that is best said."""
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    about = f"{AGENDA_TOPICS.name}:{conference.id}"
    ways = (
        Press("begin", "do:begin", conference.id, "primary"),
        Press("later", "do:later", about),
        Press("no_topics", "do:stop", about),
    )
    return Line("topics", _of_call(reader, conference), ways)


def _topic_calls(reader: Reader) -> Line:
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    who = Press("who_was_asked", "do:who_was_asked", conference.id)
    return Line("topic_calls", _of_call(reader, conference), (who,))


def _of_call(reader: Reader, conference: Conference) -> dict[str, object]:
    days = call_days(reader.on.profile)
    return {"when": conference.starts_at, "zone": conference.zone, "until": last_call(conference, days)}


def _need(reader: Reader) -> Line:
    return Line("need", {}, (Press("needs", "do:needs", reader.on.case.id),))


def _task(reader: Reader) -> Line:
    task = reader.on.work.get(Task, reader.outgoing.subject_id)
    return Line("task", {"due": task.due}, tuple(task_presses(task)))


def task_presses(task: Task) -> list[Press]:
    """Look, and say where it stands."""
    return [
        Press("details", "do:task", task.id),
        Press("done", "do:task_done", task.id),
        Press("not_yet", "do:task_not_yet", task.id),
        Press("stuck", "open:task_stuck", task.id),
    ]


def _task_call(reader: Reader) -> Line:
    task = reader.on.work.get(Task, reader.outgoing.subject_id)
    return Line("task_call", {"due": task.due}, tuple(task_presses(task)))


def _clock(reader: Reader) -> Line:
    on = reader.on
    clock_id = reader.outgoing.subject_id
    days = [one.due for one in due_now(on.work, on.case, on.profile) if one.clock_id == clock_id]
    today = to_wall(on.work.now, on.case.zone).date()
    name = reader.words.name("clocks", clock_id, reader.language)
    # Where children differ, the soonest of them is the one to know of first.
    facts = {"due": min(days, default=today), "clock": name}
    return Line("clock", facts, (Press("details", "do:due", on.case.id),))


def _follow_up(reader: Reader) -> Line:
    return Line("follow_up", {}, (Press("details", "do:record", reader.on.case.id),))


def _copy(reader: Reader) -> Line:
    copy = reader.on.work.get(Copy, reader.outgoing.subject_id)
    return Line("copy", {}, (Press("details", "do:answers", copy.version_id),))


def _endorsement(reader: Reader) -> Line:
    return Line("endorsement", {}, (Press("endorse", "open:endorse", reader.outgoing.subject_id),))


def _sent_back(reader: Reader) -> Line:
    asked = reader.on.work.get(Endorsement, reader.outgoing.subject_id)
    return Line("sent_back", {}, (Press("read_note", "do:answers", asked.version_id),))


def _reply(reader: Reader) -> Line:
    reply = reader.on.work.get(Reply, reader.outgoing.subject_id)
    return Line("reply", {"due": reply.due}, (Press("details", "do:dissent", reply.view_id),))


def _silence(reader: Reader) -> Line:
    case_id = reader.on.case.id
    presses = (Press("happened", "do:since", case_id), Press("note_contact", "open:team_contact", case_id))
    return Line("silence", {}, presses)


_TELL: Mapping[str, Callable[[Reader], Line]] = {
    "conference": _conference,
    "conference_calls": _conference_calls,
    "topics": _topics,
    "topic_calls": _topic_calls,
    "need": _need,
    "task": _task,
    "task_call": _task_call,
    "clock": _clock,
    "silence": _silence,
    "follow_up": _follow_up,
    "copy": _copy,
    "endorsement": _endorsement,
    "sent_back": _sent_back,
    "reply": _reply,
}
