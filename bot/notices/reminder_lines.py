"""One line for each kind of reminder: the facts that its words need, and its buttons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.calls import base_slot
from bot.domain.closing import Copy, Endorsement, Reply
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.plan import Service, Task
from bot.domain.profile import PracticeProfile
from bot.domain.reminder import Reminder
from bot.domain.topic_calls import last_call
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.notices.closing import answer_presses
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.delivery.escalating import takes_it_further
from bot.services.delivery.reminders import call_days, still_wanted
from bot.services.due import due_now
from bot.services.ports import UnitOfWork

# The reminder as the record calls for it now, before it goes or after it went.
Look = Callable[[UnitOfWork, Outgoing, Mapping[str, PracticeProfile], bool], Reminder | None]
# Each has its own way to be put off, or none: a call is made again, topics are asked for later.
NOT_PUT_OFF = ("topics", "topic_calls", "escalation")


@dataclass(frozen=True)
class Line:
    """One thing to be reminded of: its kind, the facts that its words need, its buttons, what it is about."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)
    presses: tuple[Press, ...] = ()
    case_id: str = ""
    subjects: tuple[str, ...] = ()


def line_of(reader: Reader, row: Outgoing, look: Look = still_wanted) -> Line | None:
    """What one reminder says now; None where it is not wanted any more, or not theirs to read."""
    try:
        on = reader.acting.open(reader.on.work, "case.look", row.case_id or "")
    except (NotAllowed, NotFound):
        return None
    agency = reader.agency
    found = look(on.work, row, agency.profiles, agency.office.mails)
    if found is None:
        return None
    line = TELLS[found.kind](replace(reader, outgoing=row, on=on), found)
    return replace(line, case_id=on.case.id, subjects=(found.subject_id,))


def _conference(reader: Reader, found: Reminder) -> Line:
    conference = reader.on.work.get(Conference, found.subject_id)
    when = {"when": conference.starts_at, "zone": conference.zone}
    return Line("conference", when, (Press("open_agenda", "do:open_agenda", conference.id),))


def _topics(reader: Reader, found: Reminder) -> Line:
    """What to talk about, with the ways to answer; until when that is best said."""
    conference = reader.on.work.get(Conference, found.subject_id)
    about = f"{AGENDA_TOPICS.name}:{conference.id}"
    ways = (
        Press("begin", "do:begin", conference.id, "primary"),
        Press("later", "do:later", about),
        Press("no_topics", "do:stop", about),
    )
    return Line("topics", _of_call(reader, conference), ways)


def _topic_calls(reader: Reader, found: Reminder) -> Line:
    conference = reader.on.work.get(Conference, found.subject_id)
    who = Press("who_was_asked", "do:who_was_asked", conference.id)
    return Line("topic_calls", _of_call(reader, conference), (who,))


def _of_call(reader: Reader, conference: Conference) -> dict[str, object]:
    days = call_days(reader.on.profile)
    return {"when": conference.starts_at, "zone": conference.zone, "until": last_call(conference, days)}


def _need(reader: Reader, found: Reminder) -> Line:
    return Line("need", {}, (Press("needs", "do:needs", reader.on.case.id),))


def _task(reader: Reader, found: Reminder) -> Line:
    """Soon, on its day, or after it: then with the day on which the supervisor is asked to help."""
    task = reader.on.work.get(Task, found.subject_id)
    return Line("task", _of_task(reader, task), tuple(task_presses(task)))


def _of_task(reader: Reader, task: Task) -> dict[str, object]:
    today = to_wall(reader.on.work.now, reader.on.case.zone).date()
    stage = "soon" if today < task.due else "today" if today == task.due else "after"
    after = takes_it_further(reader.on, task) if stage == "after" else None
    further: date | None = task.due + timedelta(days=after) if after else None
    return {"due": task.due, "stage": stage, "further": further if further and further > today else None}


def task_presses(task: Task) -> list[Press]:
    """Look, and say where it stands."""
    return [
        Press("details", "do:task", task.id),
        Press("done", "do:task_done", task.id),
        Press("not_yet", "do:task_not_yet", task.id),
        Press("stuck", "open:task_stuck", task.id),
    ]


def _call(reader: Reader, found: Reminder) -> Line:
    """A call to make: whom, and what to say, stands behind the button."""
    about = found.kind.removesuffix("_call")
    which = (reader.on.case.id, found.kind, found.subject_id, found.person_id or "", base_slot(found.slot))
    press = Press("call", f"do:call:{about}", ":".join(which), "primary")
    return Line(found.kind, {}, (press,))


def _acknowledgement(reader: Reader, found: Reminder) -> Line:
    return Line("acknowledgement", {}, tuple(answer_presses(found.subject_id)))


def _consent(reader: Reader, found: Reminder) -> Line:
    service = reader.on.work.get(Service, found.subject_id)
    return Line("consent", {"due": service.consent_until}, (Press("details", "do:plan", reader.on.case.id),))


def _escalation(reader: Reader, found: Reminder) -> Line:
    task = reader.on.work.get(Task, found.subject_id)
    return Line("escalation", {"due": task.due}, (Press("details", "do:task", task.id),))


def _clock(reader: Reader, found: Reminder) -> Line:
    on, clock_id = reader.on, found.subject_id
    days = [one.due for one in due_now(on.work, on.case, on.profile) if one.clock_id == clock_id]
    today = to_wall(on.work.now, on.case.zone).date()
    name = reader.words.name("clocks", clock_id, reader.language)
    # Where children differ, the soonest of them is the one to know of first.
    facts = {"due": min(days, default=today), "clock": name}
    return Line("clock", facts, (Press("details", "do:due", on.case.id),))


def _follow_up(reader: Reader, found: Reminder) -> Line:
    """To whom, how to reach them and where to note what they say; others than leaders may see less."""
    if found.person_id and reader.on.leads():
        return Line("follow_up", {}, (Press("details", "do:person", found.person_id),))
    return Line("follow_up", {}, (Press("details", "do:record", reader.on.case.id),))


def _copy(reader: Reader, found: Reminder) -> Line:
    copy = reader.on.work.get(Copy, found.subject_id)
    return Line("copy", {}, (Press("details", "do:answers", copy.version_id),))


def _endorsement(reader: Reader, found: Reminder) -> Line:
    return Line("endorsement", {}, (Press("endorse", "open:endorse", found.subject_id),))


def _sent_back(reader: Reader, found: Reminder) -> Line:
    asked = reader.on.work.get(Endorsement, found.subject_id)
    return Line("sent_back", {}, (Press("read_note", "do:answers", asked.version_id),))


def _reply(reader: Reader, found: Reminder) -> Line:
    reply = reader.on.work.get(Reply, found.subject_id)
    today = to_wall(reader.on.work.now, reader.on.case.zone).date()
    facts = {"due": reply.due, "stage": "after" if today > reply.due else "soon"}
    return Line("reply", facts, (Press("details", "do:dissent", reply.view_id),))


def _silence(reader: Reader, found: Reminder) -> Line:
    case_id = reader.on.case.id
    presses = (Press("happened", "do:since", case_id), Press("note_contact", "open:team_contact", case_id))
    return Line("silence", {}, presses)


TELLS: Mapping[str, Callable[[Reader, Reminder], Line]] = {
    "conference": _conference,
    "conference_call": _call,
    "topics": _topics,
    "topic_calls": _topic_calls,
    "need": _need,
    "task": _task,
    "task_call": _call,
    "acknowledgement": _acknowledgement,
    "acknowledgement_call": _call,
    "withdrawal_call": _call,
    "consent": _consent,
    "escalation": _escalation,
    "clock": _clock,
    "silence": _silence,
    "follow_up": _follow_up,
    "copy": _copy,
    "endorsement": _endorsement,
    "sent_back": _sent_back,
    "reply": _reply,
}
