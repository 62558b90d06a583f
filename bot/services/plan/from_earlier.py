"""From the earlier plan: an entry is carried over, or left out with a reason; both can be undone (V-11)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.from_earlier import (
    Beginning,
    Item,
    above_of,
    beginning,
    begun_anew,
    below_of,
    items,
    of_this_plan,
)
from bot.domain.ideas import Idea
from bot.domain.kept import Entry
from bot.domain.plan import WHY_LEFT_OUT, FromEarlier, Goal, Need, Objective, Task, TaskState
from bot.domain.record import CaseRecord
from bot.flows.subject import Subject
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.reminders import schedule_reminders
from bot.services.entries.moment import current_conference
from bot.services.meeting.course import refuse_while_quiet
from bot.services.plan.gaps import Gap
from bot.services.record import case_record

# What a reason for leaving a task out makes of the task itself.
THEN = {"done": TaskState.DONE}
EARLIER = "earlier"


def look(acting: Acting, conference_id: str) -> CaseRecord:
    """The whole record, for those who decide what is carried over. Raises NotAllowed."""
    with acting.looking("plan.seal", conference_of(acting, conference_id).case_id) as on:
        return case_record(on.work, on.case.id)


def carry(acting: Acting, conference_id: str, entry_id: str) -> None:
    """Carry an entry over into the plan of now, with all that it hangs on. Twice changes nothing.

    Raises NotNow where somebody left it out meanwhile: that is taken back on purpose, never by a late tap.
    """
    with _deciding(acting, conference_id) as on:
        record = case_record(on.work, on.case.id, private=True)
        item = _item(record, entry_id)
        if item and item.said and not item.carried:
            raise NotNow("decided_meanwhile")
        _carry(on, record, (entry_id,))


def carry_group(acting: Acting, conference_id: str, kind: str) -> None:
    """Carry over all of a kind that nobody decided about; of tasks those that are not done."""
    with _deciding(acting, conference_id) as on:
        record = case_record(on.work, on.case.id, private=True)
        _carry(on, record, [one.entry.id for one in group(record, kind)])


def group(record: CaseRecord, kind: str) -> tuple[Item, ...]:
    """What one tap for a whole kind carries over."""
    waiting = (one for one in items(record) if one.kind == kind and one.said is None)
    return tuple(one for one in waiting if not isinstance(one.entry, Task) or one.entry.is_owed)


def leave_out(acting: Acting, conference_id: str, entry_id: str, why: str, words: str | None = None) -> None:
    """Leave an entry out of the plan of now. Twice changes nothing; a task is done, or closed, not deleted.

    Raises NotNow where it was carried over meanwhile, or something of the plan hangs on it, and
    AnswersNotUnderstood for a wrong reason.
    """
    if why not in WHY_LEFT_OUT or (why == "other" and not words):
        raise AnswersNotUnderstood({"words": "missing"})
    with _deciding(acting, conference_id) as on:
        record = case_record(on.work, on.case.id, private=True)
        began, item = beginning(record), _item(record, entry_id)
        if began is None or item is None or (item.said and not item.carried):
            return
        _nothing_below(record, entry_id)
        if item.carried:
            raise NotNow("decided_meanwhile")
        _say(on, began, item, carried=False, why=why, words=words)
        if isinstance(item.entry, Task) and item.entry.is_owed:
            state = THEN.get(why, TaskState.CLOSED)
            left = replace(item.entry, state=state, state_on=on.today, state_by=acting.user, state_words=None)
            on.work.replace(left)
            schedule_reminders(on.work, on.case.id)


def undo(acting: Acting, conference_id: str, entry_id: str) -> None:
    """Take back what was said of an entry: it waits again, and what came along with it does as well.

    Raises NotNow while something of the plan hangs on it.
    """
    with _deciding(acting, conference_id) as on:
        record = case_record(on.work, on.case.id, private=True)
        item = _item(record, entry_id)
        if item is None or item.said is None:
            return
        if item.carried:
            _nothing_below(record, entry_id)
        _take_back(on, item.said)
        _owed_again(on, item)
        _let_go_of_what_came_along(on, item.said)


@contextmanager
def _deciding(acting: Acting, conference_id: str) -> Iterator[OnCase]:
    """Raises NotAllowed, and NotNow while nothing may be recorded."""
    with acting.on_case("plan.seal", conference_of(acting, conference_id).case_id) as on:
        refuse_while_quiet(current_conference(on))
        yield on


def undecided_gaps(record: CaseRecord) -> Iterator[Gap]:
    """Of each entry that waits to be carried over or left out: the seal waits, and one tap carries it."""
    began = beginning(record)
    for one in items(record) if began else ():
        if began and one.said is None:
            subject = Subject(f"{began.first.id}:{one.entry.id}")
            yield Gap(EARLIER, one.entry.id, "carry_here", subject, states_of(one), deed=True)


def states_of(item: Item) -> tuple[str, ...]:
    """What must not be passed over lightly: a step still owed, a court's order, a worry about safety."""
    entry = item.entry
    court = isinstance(entry, Task) and entry.is_owed and bool(entry.court_ordered)
    holds = {"owed": isinstance(entry, Task) and entry.is_owed, "court_ordered": court}
    holds["safety"] = item.kind == "concern"
    return tuple(name for name, there in holds.items() if there)


def carry_what_it_hangs_on(on: OnCase, entry: Entry) -> None:
    """An entry of this plan was hung on one of the earlier plan: whoever chose that one carried it over."""
    case = {"case_id": on.case.id}
    conferences = on.work.find(Conference, **case)
    building = begun_anew(conferences)
    above = _hung_on(on, entry)
    if not building or all(_is_of(building, one) for one in above):
        return
    record = CaseRecord(
        case=on.case,
        conferences=conferences,
        versions=on.work.find(PlanVersion, **case),
        from_earlier=on.work.find(FromEarlier, **case),
        needs=on.work.find(Need, **case),
        ideas=on.work.find(Idea, **case),
        goals=on.work.find(Goal, **case),
        objectives=on.work.find(Objective, **case),
        tasks=on.work.find(Task, **case),
    )
    item = _item(record, entry.id)
    if item is None or item.carried:
        _carry(on, record, (entry.id,))


def _hung_on(on: OnCase, entry: Entry) -> tuple[Entry, ...]:
    """What an entry names as the next above it: the checks before have read it just now."""
    named: list[tuple[type[Goal | Need | Objective], str | None]] = []
    if isinstance(entry, Task):
        named = [(Objective, entry.objective_id)]
    elif isinstance(entry, Idea):
        named = [(Need, entry.need_id)]
    elif isinstance(entry, Objective):
        named = [(Goal, entry.goal_id), *((Need, need) for need in entry.need_ids)]
    found = (on.work.first(kind, id=one) for kind, one in named if one)
    return tuple(one for one in found if one is not None)


def _is_of(building: tuple[Conference, ...], entry: Entry) -> bool:
    """Whether an entry was recorded since the plan of now began: what it hangs on came along then."""
    here = entry.conference_id in {one.id for one in building}
    return here or entry.entered_at > building[0].sittings[0][0]


def _carry(on: OnCase, record: CaseRecord, entry_ids: Iterable[str]) -> None:
    """What an entry hangs on comes along, and says with which."""
    began = beginning(record)
    left = {one.entry.id: one for one in items(record) if not one.carried}
    for entry_id in entry_ids if began else ():
        for one in (entry_id, *above_of(record, entry_id)):
            item = left.pop(one, None)
            if began and item:
                _take_back(on, item.said)
                came_with = None if one == entry_id else entry_id
                _say(on, began, item, carried=True, with_entry=came_with)
                _owed_again(on, item)


def _item(record: CaseRecord, entry_id: str) -> Item | None:
    return next((one for one in items(record) if one.entry.id == entry_id), None)


def _nothing_below(record: CaseRecord, entry_id: str) -> None:
    if below_of(of_this_plan(record), entry_id):
        raise NotNow("others_hang_on_it")


def _say(
    on: OnCase,
    began: Beginning,
    item: Item,
    carried: bool,
    with_entry: str | None = None,
    why: str | None = None,
    words: str | None = None,
) -> None:
    held_it = item.entry.entered_at <= began.earlier.sealed_at
    on.keep(
        FromEarlier,
        conference_id=began.first.id,
        entry_id=item.entry.id,
        kind=item.kind,
        carried=carried,
        entered_by=on.work.actor,
        entered_at=on.work.now,
        from_version=began.earlier.id if held_it else None,
        with_entry=with_entry,
        why=why,
        words=words,
    )


def _take_back(on: OnCase, said: FromEarlier | None) -> None:
    if said is not None:
        on.work.replace(replace(said, taken_back_by=on.work.actor, taken_back_at=on.work.now))


def _let_go_of_what_came_along(on: OnCase, undone: FromEarlier) -> None:
    """What came along with an entry waits again too, unless something else of the plan hangs on it.

    What came along with it into an earlier plan stays said: that plan was sealed with it.
    """
    along = {"with_entry": undone.entry_id, "conference_id": undone.conference_id}
    for said in on.work.find(FromEarlier, case_id=on.case.id, taken_back_at=None, **along):
        here = of_this_plan(case_record(on.work, on.case.id, private=True))
        if not below_of(here, said.entry_id):
            _take_back(on, said)


def _owed_again(on: OnCase, item: Item) -> None:
    """A task that was left out stands as it did before, unless somebody said more of it since."""
    task, said = item.entry, item.said
    if not isinstance(task, Task) or said is None or said.carried:
        return
    as_left = (THEN.get(said.why or "", TaskState.CLOSED), said.entered_by)
    selves = [one for one, _, at, _ in on.work.history(task.id) if at >= said.entered_at]
    before = next((one for one in reversed(selves) if isinstance(one, Task) and one.is_owed), None)
    if before and (task.state, task.state_by) == as_left:
        stood = replace(task, state=before.state, state_on=before.state_on, state_by=before.state_by)
        on.work.replace(replace(stood, state_words=before.state_words))
        schedule_reminders(on.work, on.case.id)
