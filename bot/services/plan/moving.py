"""Withdrawing a sealed version and re-opening it to correct it, each with its reason and its undo."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.calls import MADE, Called, newest_words
from bot.domain.closing import TAKEN_BACK, Acknowledgement, Endorsement, MadePaper, PlanVersion, View
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotNow
from bot.domain.people import Person
from bot.domain.plan_states import RIGHTS, Move, move_that_holds
from bot.domain.reminder import ASKED_BEFORE
from bot.domain.version_moves import VersionMove
from bot.domain.withdrawal import must_hear
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct, once_more, to_user
from bot.services.delivery.reach import asked_about
from bot.services.delivery.reminders import schedule_reminders
from bot.services.delivery.taking_back import WITHDRAWN, take_back_version
from bot.services.people.safe_ways import safe_slack
from bot.services.plan.versions import must_allow, newest_sealed
from bot.services.record import with_only

TELLING = ("plan_withdrawn", "endorsement_over")
# What is asked after the meeting, and stands in people's messages until they answer.
QUESTIONS = ("ask_acknowledgement", "ask_view")
# A message in one of these states did not reach anybody, and is looked at once more before it goes.
NOT_GONE = (Sending.PENDING, Sending.DROPPED, Sending.FAILED)


def withdraw(acting: Acting, version_id: str, why: str, take_out: bool = False) -> None:
    """The version counts no more: whoever knows it is told so, and nothing is asked about it.

    What was answered stays with it. Its files stay with those who have them, or are taken out of Slack:
    whoever withdraws it knows whether it harms somebody. The clock that it had met is owed again. Raises
    NotNow, NotAllowed.
    """
    with acting.on_case(RIGHTS[Move.WITHDRAW], acting.case_of(PlanVersion, version_id)) as on:
        version = on.work.get(PlanVersion, version_id)
        must_allow(on, version, Move.WITHDRAW)
        _tell(on, version, _note(on, version, Move.WITHDRAW, why))
        if take_out:
            take_back_version(on, version.id, WITHDRAWN)
        schedule_reminders(on.work, on.case.id)


def restore(acting: Acting, version_id: str) -> None:
    """Take a withdrawal back that did no harm: nobody was told or answered, nothing was sealed since.

    Raises NotNow with what came in between.
    """
    with acting.on_case(RIGHTS[Move.RESTORE], acting.case_of(PlanVersion, version_id)) as on:
        version = on.work.get(PlanVersion, version_id)
        move = must_allow(on, version, Move.RESTORE).move
        if problem := why_not_restored(on, version):
            raise NotNow(problem)
        _take_back(on, move)
        _say_questions_anew(on, version)


def why_not_restored(on: OnCase, version: PlanVersion) -> str | None:
    """What came after a withdrawal, so that taking it back would mix people up; None: it did no harm."""
    newest = newest_sealed(on.work, on.case.id)
    if newest and newest.id != version.id:
        return "newer_version"
    move = move_that_holds(on.work.find(VersionMove, version_id=version.id), version.id)
    if move and (_was_told(on, version) or _was_called(on, move)):
        return "withdrawal_told"
    return "answered_since" if move and _answered_since(on, version, move) else None


def reopen(acting: Acting, version_id: str, why: str) -> str:
    """What was written down wrong is corrected before anybody else is asked; it ends with the next seal.

    Gives the id of the conference whose plan it is. Raises NotNow, with the last day for it, when the days
    for corrections are over.
    """
    with acting.on_case(RIGHTS[Move.REOPEN], acting.case_of(PlanVersion, version_id)) as on:
        version = on.work.get(PlanVersion, version_id)
        must_allow(on, version, Move.REOPEN)
        _note(on, version, Move.REOPEN, why)
        schedule_reminders(on.work, on.case.id)
        return version.conference_id


def leave(acting: Acting, version_id: str) -> None:
    """The version is left as it was sealed. What was changed meanwhile is for the next one."""
    with acting.on_case(RIGHTS[Move.LEAVE], acting.case_of(PlanVersion, version_id)) as on:
        version = on.work.get(PlanVersion, version_id)
        _take_back(on, must_allow(on, version, Move.LEAVE).move)


def _note(on: OnCase, version: PlanVersion, move: Move, why: str) -> VersionMove:
    said = {"why": why, "moved_by": on.work.actor, "moved_at": on.work.now}
    return on.keep(VersionMove, version_id=version.id, move=move.value, **said)


def _take_back(on: OnCase, move: VersionMove | None) -> None:
    if move is not None:
        undone = replace(move, taken_back_by=on.work.actor, taken_back_at=on.work.now)
        on.work.replace(undone, why="taken_back")
        schedule_reminders(on.work, on.case.id)


def _tell(on: OnCase, version: PlanVersion, move: VersionMove) -> None:
    """Each who knows it, where Slack is safe for them; the others are called (reminders_after.withdrawals).

    What they were asked about it is closed. Whoever endorsed it, or was asked to, need do nothing more.
    """
    for person in who_knows(on, version):
        if person.here and safe_slack(on.work, person):
            on.work.send(direct(on, person, "plan_withdrawn", version.id, f"withdrawn:{move.id}:{person.id}"))
    _say_questions_anew(on, version)
    for asked in on.work.find(Endorsement, version_id=version.id):
        if asked.answer in (None, "endorsed"):
            key = f"endorsement_over:{move.id}:{asked.id}"
            on.work.send(to_user(on, asked.asked_of, "endorsement_over", asked.id, key))


def who_knows(on: OnCase, version: PlanVersion) -> Iterator[Person]:
    """Those who were asked about a version, answered or hold a copy, without those who lead: they see it."""
    record = with_only(on.work, on.case.id, "versions", "acknowledgements", "views", "copies")
    hear = must_hear(record, version.id, asked_about(on.work, on.case, version.id))
    have_file = {one.made_for for one in on.work.find(MadePaper, version_id=version.id) if not one.gone_at}
    for person in on.people.values():
        if (person.id in hear or have_file & {*person.accounts}) and not on.would_lead(person):
            yield person


def _say_questions_anew(on: OnCase, version: PlanVersion) -> None:
    """Each question that stands in somebody's messages, in its place: closed, or open again."""
    rows = on.work.find(Outgoing, subject_id=version.id, message=QUESTIONS, state=Sending.SENT)
    for row in rows:
        anew = once_more(on.work, row, f"card:asked:{row.id}")
        on.work.send(replace(anew, message=ASKED_BEFORE, subject_id=row.id, expires_at=None))


def _said_of(on: OnCase, version: PlanVersion) -> tuple[Acknowledgement | View, ...]:
    find = on.work.find
    return (*find(Acknowledgement, version_id=version.id), *find(View, version_id=version.id))


def _was_told(on: OnCase, version: PlanVersion) -> bool:
    asked = on.work.find(Endorsement, version_id=version.id)
    # A request that was taken back was over before, and says nothing of a withdrawal.
    subjects = (version.id, *(one.id for one in asked if one.answer != TAKEN_BACK))
    rows = on.work.find(Outgoing, case_id=on.case.id, message=TELLING)
    return any(row.subject_id in subjects and row.state not in NOT_GONE for row in rows)


def _was_called(on: OnCase, move: VersionMove) -> bool:
    """Whether staff noted of anybody that they told them."""
    called = newest_words(on.work.find(Called, case_id=on.case.id, subject_id=move.id))
    return any(one.result == MADE for one in called.values())


def _answered_since(on: OnCase, version: PlanVersion, move: VersionMove) -> bool:
    """Ids grow with time; an answer that was given before may have been changed since."""
    said = _said_of(on, version)
    changed = (at for one in said if one.version > 1 for _, _, at, _ in on.work.history(one.id))
    return any(one.id > move.id for one in said) or any(at > move.moved_at for at in changed)
