"""What becomes of a sealed version: withdrawn, opened to correct, replaced; and whom a new one asks again."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotNow
from bot.domain.kept import Entry
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.plan_states import State
from bot.domain.reminder import ASKED_BEFORE
from bot.domain.sending import Composed, Later
from bot.domain.version_moves import AnswerStays
from bot.notices import composers
from bot.paper_room import calendar
from bot.render import Words
from bot.services.delivery import calling
from bot.services.delivery.calling import CallSeen
from bot.services.delivery.composing import compose_with
from bot.services.due import due_now
from bot.services.entries import capture
from bot.services.plan import asking, changes, closing, copies, endorsing, look_once_more, moving, sealing
from bot.services.plan.plan_content import content
from bot.services.record import case_record
from bot.services.rules import without_plan
from bot.services.seeing import looking
from bot.services.seeing.waiting import to_endorse
from bot.storage import open_storage
from tests.services.casework import ENDORSER, MANAGER, SUPERVISOR, TEAM, Casework, Clock, with_everybody
from tests.sqlite import make_database

LEADER, MOTHER, AUNT = "U0FACILITATOR", "U0MOTHER", "U0AUNT"
WHY = "A day was wrong."


@pytest.fixture
def case(either_url: str) -> Iterator[Casework]:
    """Its plan was sealed an hour ago; the mother and a father answered."""
    clock = Clock()
    storage = open_storage(either_url, bytes(range(32)), clock)
    made = with_everybody(storage, clock)
    clock.moment += timedelta(hours=1)
    yield made
    storage.close()


def state(case: Casework, version_id: str) -> State:
    return closing.standing_of_version(case.as_(LEADER), version_id).state


def told(case: Casework, message: str) -> set[str]:
    with case.reading() as work:
        return {row.to for row in work.find(Outgoing, message=message)}


def was_asked(case: Casework, user: str) -> None:
    """The question stands in their messages, and they have not answered."""
    with case.agency.units(TEAM, "system") as work:
        row = work.find(Outgoing, subject_id=case.ids["version"], message="ask_acknowledgement", to=user)[0]
        work.replace(replace(row, state=Sending.SENT, sent_at=work.now, channel_id="D0", ts="17.5"))
        work.commit()


def question_now(case: Casework, user: str) -> str:
    """What stands there where somebody was asked, when it is drawn anew."""
    with case.reading() as work:
        (row,) = work.find(Outgoing, message=ASKED_BEFORE, to=user, state=Sending.PENDING)
        assert row.ts == "17.5", "it is changed in its place"
        said = compose_with(composers(case.agency, Words(), {}, calendar))(work, row)
    assert isinstance(said, Composed)
    return said.text


def calls(case: Casework) -> dict[str, CallSeen]:
    """The calls about a withdrawn plan that are due, by the person's name."""
    due = calling.calls_to_make(case.as_(MANAGER), case.ids["case"])
    return {one.person.name: one for one in due if one.about == "withdrawal"}


def plan_clock_met(case: Casework) -> date | None:
    """When the first date of the case plan was met."""
    with case.agency.units("T0CASEWORK", "system", read_only=True) as work:
        record = case_record(work, case.ids["case"])
        found = due_now(work, record.case, case.agency.profiles["us-ks"])
    return next(one.met_on for one in found if "case_plan" in one.clock_id or "plan" in one.done_by[0])


def sealed_anew(case: Casework, why: str) -> PlanVersion:
    """The next version, after it was read beside what a child keeps private."""
    seen = look_once_more.look(case.as_(LEADER), case.ids["case"], look_once_more.NOW).fingerprint
    look_once_more.answer(case.as_(LEADER), case.ids["case"], look_once_more.NOW, seen, left_out=True)
    return sealing.seal(case.as_(LEADER), case.ids["conference"], why)


def corrected(case: Casework, kind: str, name: str, **values: Any) -> None:
    with case.reading() as work:
        now: Entry = work.get(capture.KINDS[kind], case.ids[name])
    capture.correct(case.as_(LEADER), kind, now.id, values, now.version, WHY)


def test_a_withdrawn_version_counts_no_more_and_those_who_know_it_are_told(case: Casework) -> None:
    version = case.ids["version"]
    was_asked(case, AUNT)
    moving.withdraw(case.as_(LEADER), version, "It held another family's visit.")
    assert state(case, version) is State.WITHDRAWN
    assert told(case, "plan_withdrawn") == {MOTHER, "U0FIRSTFATHER", AUNT}, "the aunt was asked and is silent"
    assert told(case, "endorsement_over") == {ENDORSER}
    with case.reading() as work:
        assert to_endorse(work, ENDORSER) == ()
        assert len(work.find(Acknowledgement, version_id=version)) == 2, "what was said stays with it"
    for deed in (
        lambda: endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed"),
        lambda: endorsing.ask(case.as_(MANAGER), version, ENDORSER),
        lambda: copies.show_me(case.as_(MANAGER), version, case.ids[MOTHER]),
        lambda: asking.ask_again(case.as_(MANAGER), version, case.ids[AUNT]),
        lambda: moving.reopen(case.as_(MANAGER), version, WHY),
    ):
        with pytest.raises(NotNow, match="version_withdrawn"):
            deed()
    hub = looking.hub(case.as_(LEADER), "C0CASEWORK")
    assert (hub.version, hub.withdrawn and hub.withdrawn.id) == (None, version)
    found = without_plan.without_plan_in(case.as_(SUPERVISOR), case.ids["case"])
    assert {one.why for one in found} == {"withdrawn"}
    again = sealed_anew(case, "The visit of the other family is out.")
    assert (again.number, state(case, again.id)) == (2, State.ASKING)
    assert state(case, version) is State.WITHDRAWN, "the next one comes beside it"
    assert told(case, "ask_acknowledgement") >= {MOTHER}, "what they said of a withdrawn plan does not carry"
    with pytest.raises(NotNow, match="newer_version"):
        moving.restore(case.as_(LEADER), version)


def test_a_question_that_nobody_answered_is_closed_and_opened_with_its_version(case: Casework) -> None:
    was_asked(case, AUNT)
    moving.withdraw(case.as_(LEADER), case.ids["version"], WHY)
    assert "It is closed now" in question_now(case, AUNT)
    moving.restore(case.as_(LEADER), case.ids["version"])
    assert "chance to take part" in question_now(case, AUNT)


def test_who_gets_no_message_of_a_withdrawal_is_called_until_it_is_noted(case: Casework) -> None:
    """The mother answered and lost her Slack; the carer holds a copy. The CASA knows nothing of it."""
    version, carer = case.ids["version"], case.ids["U0CARER"]
    with case.agency.units(TEAM, MANAGER) as work:
        for one in (MOTHER, "U0CARER", "U0CASA"):
            work.replace(replace(work.get(Person, case.ids[one]), slack_user=None))
        about = {"case_id": case.ids["case"], "version_id": version, "person_id": carer}
        work.add(Copy(workspace_id=TEAM, id=work.new_id(), **about, sent_on=date(2026, 3, 18)))
        work.commit()
    moving.withdraw(case.as_(LEADER), version, WHY)
    assert calls(case) == {}, "a slip is taken back before anybody is called"
    case.clock.moment += timedelta(days=1)
    due = calls(case)
    assert set(due) == {"Name-of-U0MOTHER", "Name-of-U0CARER"}
    for one, result in zip(due.values(), (calling.NOT_REACHED, calling.MADE), strict=True):
        calling.note_call(case.as_(MANAGER), case.ids["case"], one.which, result)
    assert len(calls(case)) == 0, "one was told; the other is called again tomorrow"
    with pytest.raises(NotNow, match="withdrawal_told"):
        moving.restore(case.as_(LEADER), version)
    case.clock.moment += timedelta(days=1)
    (again,) = calls(case).values()
    newer = sealed_anew(case, "The visit of the other family is out.")
    closing.acknowledge(
        case.as_(MANAGER), newer.id, {"person_id": again.person.id, "answer": "yes", "manner": "spoken"}
    )
    assert calls(case) == {}, "whoever answered the next one knows"


def test_an_answer_that_comes_too_late_is_kept_with_what_it_is_about(case: Casework) -> None:
    version = case.ids["version"]
    moving.withdraw(case.as_(LEADER), version, WHY)
    said = closing.acknowledge(case.as_(AUNT), version, {"answer": "yes"})
    assert said.version_id == version
    assert closing.too_late(case.as_(AUNT), version), "and they are told so"
    assert AUNT not in told(case, "ask_view"), "nothing more is asked of them"
    with pytest.raises(NotNow, match="answered_since"):
        moving.restore(case.as_(LEADER), version)


def test_a_withdrawal_is_taken_back_until_somebody_was_told(case: Casework) -> None:
    version = case.ids["version"]
    before = plan_clock_met(case)
    assert before is not None
    moving.withdraw(case.as_(LEADER), version, WHY)
    assert plan_clock_met(case) is None, "what it had met is owed again"
    moving.restore(case.as_(MANAGER), version)
    assert plan_clock_met(case) == before
    assert state(case, version) is State.CORRECTION
    with pytest.raises(NotNow, match="not_withdrawn"):
        moving.restore(case.as_(MANAGER), version)
    moving.withdraw(case.as_(LEADER), version, WHY)
    with case.agency.units("T0CASEWORK", "system") as work:
        row = work.find(Outgoing, message="plan_withdrawn")[-1]
        work.replace(replace(row, state=Sending.SENT))
        work.commit()
    with pytest.raises(NotNow, match="withdrawal_told"):
        moving.restore(case.as_(LEADER), version)
    history = changes.look(case.as_(SUPERVISOR), case.ids["case"])
    assert [bool(one.taken_back_at) for one in history.record.version_moves] == [True, False]
    assert history.record.version_moves[0].why == WHY


def test_within_its_days_a_version_is_opened_to_correct_and_left_again(case: Casework) -> None:
    version = case.ids["version"]
    assert moving.reopen(case.as_(LEADER), version, WHY) == case.ids["conference"]
    assert state(case, version) is State.REOPENED
    with pytest.raises(NotNow, match="being_corrected"):
        endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed")
    with pytest.raises(NotNow, match="reopened_already") as known:
        moving.reopen(case.as_(MANAGER), version, WHY)
    assert known.value.facts["name"] == "Name-of-U0FACILITATOR"
    assert closing.acknowledge(case.as_(AUNT), version, {"answer": "yes"}), "what they read they may answer"
    standing = looking.hub(case.as_(LEADER), "C0CASEWORK").standing
    assert standing is not None
    assert standing.state is State.REOPENED
    with case.reading() as work:
        assert to_endorse(work, ENDORSER) == (), "nothing waits for the endorser meanwhile"
        row = work.find(Outgoing, message="ask_endorsement", to=ENDORSER)[0]
        asked = compose_with(composers(case.agency, Words(), {}, calendar))(work, row)
    assert isinstance(asked, Later), "the request goes when it is left as it was"
    with pytest.raises(NotNow, match="plan_is_the_same"):
        sealed_anew(case, WHY)
    moving.leave(case.as_(MANAGER), version)
    assert state(case, version) is State.CORRECTION
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed")
    case.clock.moment += timedelta(days=20)
    with pytest.raises(NotNow, match="correction_days_over") as over:
        moving.reopen(case.as_(LEADER), version, WHY)
    assert over.value.facts["until"] == date(2026, 4, 1)


def test_of_two_who_move_a_version_at_once_one_is_told_who_was_first(case: Casework) -> None:
    def tried(deed: Callable[[], object]) -> str:
        try:
            deed()
        except NotNow as refused:
            return refused.problem
        return "done"

    for move, late in ((moving.reopen, "reopened_already"), (moving.withdraw, "withdrawn_already")):
        acts = [
            lambda who=who, move=move: move(case.as_(who), case.ids["version"], WHY)
            for who in (LEADER, MANAGER)
        ]
        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(tried, acts)) == ["done", late]


def test_a_new_version_asks_only_those_for_whom_something_changed(case: Casework) -> None:
    """The task of the first father moves: the aunt and the second father see nothing of it."""
    version = case.ids["version"]
    for user in (AUNT, "U0CASA"):
        closing.acknowledge(case.as_(user), version, {"answer": "yes"})
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed")
    corrected(case, "task", "task U0FIRSTFATHER", due=date(2026, 4, 30))
    newer = sealed_anew(case, "Name-of-U0SECONDFATHER gave him more time.")
    assert state(case, version) is State.SUPERSEDED
    with case.reading() as work:
        asked = {row.to for row in work.find(Outgoing, subject_id=newer.id, message="ask_acknowledgement")}
        stays = work.find(AnswerStays, version_id=newer.id)
        assert work.find(Endorsement, version_id=newer.id) == (), "it is to be endorsed anew"
    assert {MOTHER, "U0FIRSTFATHER", "U0CASA"} <= asked
    assert {(one.person_id, one.said_of) for one in stays} == {(case.ids[AUNT], version)}
    with pytest.raises(NotNow, match="newer_version"):
        closing.acknowledge(case.as_(MOTHER), version, {"answer": "yes"})
    read = asking.what_changed(case.as_("U0FIRSTFATHER"), newer.id)
    ((due,),) = (one.differences for one in read.rows)
    assert (due.name, due.before, due.after) == ("due", "2026-04-15", "2026-04-30")
    assert read.why is None, "the reason names somebody of whom he may know nothing"
    assert asking.what_changed(case.as_(MOTHER), newer.id).why == newer.why
    assert asking.what_changed(case.as_(AUNT), newer.id).rows == ()
    assert AUNT not in asked
    asking.ask_again(case.as_(LEADER), newer.id, case.ids[AUNT])
    with case.reading() as work:
        again = work.find(Outgoing, subject_id=newer.id, message="ask_acknowledgement", to=AUNT)
    assert len(again) == 1
    closing.acknowledge(case.as_(AUNT), newer.id, {"answer": "in_part"})
    with pytest.raises(NotNow, match="answered_this_version"):
        asking.ask_again(case.as_(LEADER), newer.id, case.ids[AUNT])


AT_WORK = frozenset({MANAGER, "U0AGENCY", "U0CASA"})
FATHERS = frozenset({"U0FIRSTFATHER", "U0SECONDFATHER"})
EVERYBODY = AT_WORK | FATHERS | {MOTHER, AUNT, "U0CARER", "U0CHILD"}
# Whoever has the children at home reads goals and services; a child reads what is theirs, kin strengths and
# goals; of a child's reasons and of a mother's worry other families read nothing.
CHANGES: tuple[tuple[str, str, dict[str, object], frozenset[str]], ...] = (
    (
        *("task", "task U0FIRSTFATHER", {"due": date(2026, 4, 30)}),
        AT_WORK | {MOTHER, "U0FIRSTFATHER"},
    ),
    (
        *("service", "service", {"what": "Another class"}),
        AT_WORK | {MOTHER, "U0SECONDFATHER", "U0CARER"},
    ),
    ("concern", "concern U0MOTHER", {"action": "Another way"}, AT_WORK | {MOTHER}),
    ("strength", "strength U0MOTHER", {"text": "She sings."}, EVERYBODY - {"U0CARER"}),
    ("goal", "goal", {"text": "Home for good"}, EVERYBODY),
    (
        *("permanency", "permanency first", {"reasons": "Another reason"}),
        AT_WORK | {MOTHER, "U0FIRSTFATHER"},
    ),
)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    clock = Clock()
    storage = open_storage(make_database(tmp_path_factory.mktemp("versions")), bytes(range(32)), clock)
    yield with_everybody(storage, clock)
    storage.close()


def plan_now(case: Casework) -> PlanVersion:
    """The plan as it would be sealed now."""
    with case.agency.units("T0CASEWORK", "system", read_only=True) as work:
        sealed = work.get(PlanVersion, case.ids["version"])
        record = case_record(work, case.ids["case"], private=True)
        return replace(
            sealed, id="next", number=2, content=json.dumps(content(record, case.agency.profiles["us-ks"]))
        )


def affected(case: Casework, before: PlanVersion, after: PlanVersion) -> frozenset[str]:
    with case.as_(LEADER).looking("plan.seal", case.ids["case"]) as on:
        people = [one for one in on.work.find(Person, case_id=on.case.id) if one.slack_user and one.on_team]
        return frozenset(str(one.slack_user) for one in people if asking.is_affected(on, one, before, after))


def test_each_kind_of_change_concerns_those_whose_part_it_changes(once: Casework) -> None:
    for kind, entry, values, whom in CHANGES:
        before = plan_now(once)
        whose = {"child_id": once.ids["first"], "goal": "reintegration"} if kind == "permanency" else {}
        corrected(once, kind, entry, **values, **whose)
        assert affected(once, before, plan_now(once)) == whom, entry
        assert affected(once, before, before) == frozenset()


def test_who_loses_a_task_is_asked_though_their_part_never_held_the_change(once: Casework) -> None:
    corrected(once, "task", "task U0MOTHER", owner_id=once.ids[AUNT])
    hers = plan_now(once)
    corrected(once, "task", "task U0MOTHER", owner_id=once.ids[MOTHER])
    with once.reading() as work:
        assert work.get(Task, once.ids["task U0MOTHER"]).owner_id == once.ids[MOTHER]
    assert AUNT in affected(once, hers, plan_now(once))
