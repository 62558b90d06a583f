"""What happened since the team met: what people told, how tasks went, when staff were in touch (T-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain import access
from bot.domain.between import TeamContact, Update
from bot.domain.errors import NotFound
from bot.domain.plan import Task, TaskState
from bot.domain.preparing import SinceLast
from bot.domain.record import CaseRecord, standing
from bot.services.acting import Acting, OnCase
from bot.services.record import case_record
from bot.services.rules.confirming import settled
from bot.services.seeing.looking import seen_by
from bot.services.silence import quiet_days, set_by_case


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One thing: an update, a task that moved, a contact. `by` gave it, `typed_by` entered it for them."""

    thing: Update | Task | TeamContact
    on: date
    by: str = ""
    typed_by: str = ""
    words: str = ""
    task: str = ""
    people: tuple[str, ...] = ()
    may_change: bool = False


@dataclass(frozen=True)
class SinceWeMet:
    """All of it, the newest first; `met_on` None: nobody has met yet.

    `may_be_quiet`: how many days may pass without contact. A number that somebody set for the case needs
    no word of the agency.
    """

    met_on: date | None
    happened: tuple[Happened, ...]
    leads: bool
    may_be_quiet: int
    confirmed: bool


def look(acting: Acting, case_id: str) -> SinceWeMet:
    """What happened since the last meeting that was held, as far as this person may see it."""
    with acting.looking("case.look", case_id) as on:
        record = _record(on)
        since = SinceLast.conference(record.latest_conference_held())
        found = [
            *(_update(on, record, one) for one in standing(record.updates) if since.is_new(one.entered_at)),
            *_tasks(record, since),
            *(
                _contact(record, one)
                for one in standing(record.team_contacts)
                if since.is_new(one.entered_at)
            ),
        ]
        found.sort(key=lambda one: one.on, reverse=True)
        days, own = quiet_days(on.work, case_id, on.profile), set_by_case(on.work, case_id)
        confirmed = own is not None or settled(on.work, on.profile).team_contact.confirmed
        return SinceWeMet(since.day, tuple(found), on.leads(), days, confirmed)


def of_task(acting: Acting, task_id: str) -> tuple[Task, tuple[Happened, ...]]:
    """A task and what was told of it, for whoever may see it. Raises NotFound for everybody else."""
    with acting.looking("case.look", acting.case_of(Task, task_id)) as on:
        record = _record(on)
        task = next((one for one in record.tasks if one.id == task_id), None)
        if task is None:
            raise NotFound("task", id=task_id)
        told = [one for one in standing(record.updates) if one.task_id == task_id]
        return task, tuple(_update(on, record, one) for one in reversed(told))


def _record(on: OnCase) -> CaseRecord:
    private = access.sees(on.standings, "private")
    return seen_by(on, case_record(on.work, on.case.id, private=private))


def _update(on: OnCase, record: CaseRecord, one: Update) -> Happened:
    said, typed = _name(record, one.said_by), _typist(record, one.entered_by)
    task = next((each.text for each in record.tasks if each.id == one.task_id), "")
    return Happened(
        thing=one,
        on=one.given_on,
        by=said or typed,
        typed_by=typed if said and typed != said else "",
        words=one.text,
        task=task,
        may_change=on.leads() or (one.entered_by == on.work.actor and _is_mine(on, one)),
    )


def _is_mine(on: OnCase, one: Update) -> bool:
    return on.me is not None and one.said_by == on.me.id


def _tasks(record: CaseRecord, since: SinceLast) -> Iterator[Happened]:
    """Tasks of which somebody said, since the day of the meeting, where they stand."""
    for one in standing(record.tasks):
        moved = one.state is not TaskState.OPEN and one.state_on
        if moved and (since.day is None or moved >= since.day):
            by, words = _typist(record, one.state_by or ""), one.state_words or ""
            yield Happened(thing=one, on=moved, by=by, words=words, task=one.text)


def _contact(record: CaseRecord, one: TeamContact) -> Happened:
    people = tuple(filter(None, (_name(record, each) for each in one.people)))
    by = _name(record, one.said_by) or _typist(record, one.entered_by)
    return Happened(thing=one, on=one.on, by=by, words=one.words or "", people=people, may_change=True)


def _name(record: CaseRecord, person_id: str | None) -> str:
    person = record.person(person_id or "")
    return person.name if person else ""


def _typist(record: CaseRecord, user: str) -> str:
    person = record.person_using(user)
    return person.name if person else ""
