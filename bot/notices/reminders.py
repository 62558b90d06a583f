"""Reminders: looked at anew when they go; nothing on the lock screen but that something is due, and when."""

from bot.domain.closing import Copy
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.plan import Task
from bot.domain.sending import Composed, Drop, Ready
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.due import due_now
from bot.services.reminders import still_wanted


def remind(reader: Reader) -> Ready:
    """Any kind of reminder; dropped when the record no longer calls for it."""
    found = still_wanted(reader.on.work, reader.outgoing, reader.agency.profiles)
    if found is None:
        return Drop("not_wanted")
    said = _TELL[found.kind](reader)
    return Composed(text=said.text, blocks=said.blocks, quiet=True)


def _conference(reader: Reader) -> Composed:
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    presses = [Press("open_agenda", "do:open_agenda", conference.id)]
    return reader.says(
        "reminder_conference", presses=presses, when=conference.starts_at, zone=conference.zone
    )


def _conference_calls(reader: Reader) -> Composed:
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    presses = [Press("told", "open:notice", conference.id)]
    return reader.says(
        "reminder_conference_calls", presses=presses, when=conference.starts_at, zone=conference.zone
    )


def _task(reader: Reader) -> Composed:
    task = reader.on.work.get(Task, reader.outgoing.subject_id)
    return reader.says("reminder_task", presses=task_presses(task), due=task.due)


def task_presses(task: Task) -> list[Press]:
    """Look, and say where it stands."""
    return [
        Press("details", "do:task", task.id),
        Press("done", "do:task_done", task.id),
        Press("not_yet", "do:task_not_yet", task.id),
        Press("stuck", "open:task_stuck", task.id),
    ]


def _task_call(reader: Reader) -> Composed:
    task = reader.on.work.get(Task, reader.outgoing.subject_id)
    return reader.says("reminder_task_call", presses=task_presses(task), due=task.due)


def _clock(reader: Reader) -> Composed:
    on = reader.on
    due = {one.clock_id: one.due for one in due_now(on.work, on.case, on.profile)}
    today = to_wall(on.work.now, on.case.zone).date()
    day = due.get(reader.outgoing.subject_id, today)
    name = reader.words.name("clocks", reader.outgoing.subject_id, reader.language)
    presses = [Press("details", "do:due", on.case.id)]
    return reader.says("reminder_clock", presses=presses, due=day, clock=name)


def _follow_up(reader: Reader) -> Composed:
    return reader.says("reminder_follow_up", presses=[Press("details", "do:record", reader.on.case.id)])


def _copy(reader: Reader) -> Composed:
    copy = reader.on.work.get(Copy, reader.outgoing.subject_id)
    return reader.says("reminder_copy", presses=[Press("details", "do:answers", copy.version_id)])


def _endorsement(reader: Reader) -> Composed:
    return reader.says(
        "reminder_endorsement", presses=[Press("endorse", "open:endorse", reader.outgoing.subject_id)]
    )


_TELL = {
    "conference": _conference,
    "conference_calls": _conference_calls,
    "task": _task,
    "task_call": _task_call,
    "clock": _clock,
    "follow_up": _follow_up,
    "copy": _copy,
    "endorsement": _endorsement,
}
