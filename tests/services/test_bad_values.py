"""Values that cannot be are refused under their field, and nothing of them is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotFound, NotNow, PlanningError
from bot.domain.plan import Goal, Task
from bot.services import cases, setup
from bot.services.acting import Acting
from bot.services.agenda import agenda_seen
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import holding
from bot.services.people import team
from bot.services.plan import closing, endorsing, sealing
from bot.services.preparing import guided, private
from bot.storage import open_storage
from tests.services.casework import ADMIN, CUSTODY, ENDORSER, MANAGER, ZONE, Casework, Clock, with_everybody
from tests.sqlite import make_database

LEADER = "U0FACILITATOR"
EVENING = datetime(2026, 3, 19, 2, 30, tzinfo=UTC)
"""18 March, half past nine at night in Chicago; 19 March already by UTC."""
TODAY, TOMORROW, YESTERDAY = date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 17)
MEETING = {
    "kind": "case_planning_conference",
    "date": date(2026, 4, 20),
    "after_due": True,
    "start": time(10),
    "end": time(11),
    "zone": ZONE,
}
Deed = Callable[[Acting, dict[str, str]], object]


@pytest.fixture(scope="module")
def casework(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One full case; what these tests do to it is a rehearsal of which nothing is kept."""
    clock = Clock()
    storage = open_storage(make_database(tmp_path_factory.mktemp("bad")), bytes(range(32)), clock)
    made = with_everybody(storage, clock)
    clock.moment = EVENING
    yield made
    storage.close()


def goal(**values: Any) -> Deed:
    return lambda me, ids: capture.add(
        me, ids["case"], "permanency", {"child_id": ids["first"], "goal": "reintegration", **values}
    )


def task(**values: Any) -> Deed:
    whole = {"text": "Call", "done_when": "Called", "due": TOMORROW}
    return lambda me, ids: capture.add(
        me, ids["case"], "task", {**whole, "owner_id": ids["U0MOTHER"], **values}
    )


def meeting(**values: Any) -> Deed:
    return lambda me, ids: scheduling.schedule(me, ids["case"], {**MEETING, **values})


def entry(kind: str, **values: Any) -> Deed:
    return lambda me, ids: capture.add(me, ids["case"], kind, values)


def attendance(**values: Any) -> Deed:
    return lambda me, ids: holding.attend(
        me, ids["conference"], {"person_id": ids["U0AUNT"], "how": "absent_invited", **values}
    )


def copy(**values: Any) -> Deed:
    return lambda me, ids: closing.record_copy(
        me, ids["version"], {"person_id": ids["U0AUNT"], "how": "mail", **values}
    )


def _as(me: Acting, user: str) -> Acting:
    return replace(me, user=user)


REFUSED: list[tuple[str, Deed, dict[str, str]]] = [
    ("due yesterday", task(due=YESTERDAY), {"due": "due_in_past"}),
    ("owner unknown", task(owner_id="nobody"), {"owner_id": "not_there"}),
    ("objective unknown", task(objective_id="none"), {"objective_id": "not_there"}),
    ("goal twice", goal(concurrent="reintegration"), {"concurrent": "goals_are_equal"}),
    ("goal not open", goal(goal="ilp"), {"goal": "goal_not_open"}),
    ("goal unknown", goal(goal="moon"), {"goal": "goal_not_open"}),
    ("target day over", goal(target_date=YESTERDAY), {"target_date": "due_in_past"}),
    ("child unknown", goal(child_id="nobody"), {"child_id": "not_there"}),
    ("past day", meeting(date=TODAY, start=time(9)), {"start": "start_in_past"}),
    ("day before", meeting(date=YESTERDAY), {"date": "start_in_past"}),
    ("end first", meeting(end=time(9)), {"end": "end_before_start"}),
    ("ends at once", meeting(end=time(10)), {"end": "end_before_start"}),
    (
        "voice of nothing",
        lambda me, ids: capture.add(me, ids["case"], "voice", {"child_id": ids["first"], "how": "too_young"}),
        {"reason": "voice_or_reason"},
    ),
    ("visit of nobody", entry("visit", how_often="weekly"), {"with_person": "visit_with_whom"}),
    (
        "review first",
        entry(
            "visit",
            how_often="weekly",
            worker_with="child",
            starts=date(2026, 5, 2),
            review_on=date(2026, 5, 1),
        ),
        {"review_on": "review_before_start"},
    ),
    ("input tomorrow", attendance(input_on=TOMORROW), {"input_on": "date_in_future"}),
    ("follow-up over", attendance(follow_up_by=YESTERDAY), {"follow_up_by": "due_in_past"}),
    ("copy tomorrow", copy(sent_on=TOMORROW), {"sent_on": "date_in_future"}),
    ("copy came first", copy(sent_on=TODAY, got_on=YESTERDAY), {"got_on": "got_before_sent"}),
    (
        "absent",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0SECONDFATHER"], "answer": "yes"}
        ),
        {"person_id": "was_absent"},
    ),
    (
        "answered tomorrow",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0AUNT"], "answer": "yes", "on": TOMORROW}
        ),
        {"on": "date_in_future"},
    ),
    (
        "thought tomorrow",
        lambda me, ids: closing.give_view(
            me, ids["version"], {"person_id": ids["U0AUNT"], "view": "agrees", "on": TOMORROW}
        ),
        {"on": "date_in_future"},
    ),
    (
        "custody in another century",
        lambda me, ids: cases.record_event(me, ids["case"], "placed_in_custody", date(1926, 3, 2)),
        {"on": "strange_year"},
    ),
    (
        "custody before the birth",
        lambda me, ids: cases.record_event(
            me, ids["case"], "placed_in_custody", date(2011, 5, 1), ids["second"]
        ),
        {"on": "before_birth"},
    ),
    (
        "born too long ago",
        lambda me, ids: cases.correct_child(me, ids["first"], {"birth_date": date(1900, 1, 1)}, 1),
        {"birth_date": "strange_year"},
    ),
    (
        "author endorses",
        lambda me, ids: endorsing.ask(me, ids["version"], MANAGER),
        {"asked_of": "endorser_is_author"},
    ),
    (
        "no endorser",
        lambda me, ids: endorsing.ask(me, ids["version"], "U0STRANGER"),
        {"asked_of": "not_an_endorser"},
    ),
    (
        "endorser of the team",
        lambda me, ids: endorsing.ask(me, ids["version"], "U0CASA"),
        {"asked_of": "endorser_on_team"},
    ),
    (
        "answer of an observer",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0OBSERVER"], "answer": "yes", "manner": "spoken"}
        ),
        {"person_id": "not_asked_of_them"},
    ),
    (
        "words that somebody gave themselves",
        lambda me, ids: closing.give_view(
            me, ids["version"], {"person_id": ids["U0MOTHER"], "view": "agrees"}
        ),
        {"person_id": "said_it_themselves"},
    ),
    (
        "an answer that somebody gave themselves",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0MOTHER"], "answer": "yes", "manner": "spoken"}
        ),
        {"person_id": "said_it_themselves"},
    ),
    (
        "a tap for another",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0AUNT"], "answer": "yes", "manner": "tap"}
        ),
        {"manner": "not_a_choice"},
    ),
    (
        "an answer that is none",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0AUNT"], "answer": "agreed", "manner": "nod"}
        ),
        {"answer": "not_a_choice", "manner": "not_a_choice"},
    ),
    (
        "nobody taps that they were not asked",
        lambda me, ids: closing.acknowledge(_as(me, "U0CASA"), ids["version"], {"answer": "not_asked"}),
        {"answer": "not_a_choice"},
    ),
    (
        "a view that is none",
        lambda me, ids: closing.give_view(me, ids["version"], {"person_id": ids["U0AUNT"], "view": "fine"}),
        {"view": "not_a_choice"},
    ),
    ("a way that is none", copy(how="pigeon"), {"how": "not_a_choice"}),
    (
        "an endorsement that is none",
        lambda me, ids: endorsing.answer(_as(me, ENDORSER), ids["endorsement"], "signed"),
        {"answer": "not_a_choice"},
    ),
    (
        "a view of what is not in the plan",
        lambda me, ids: closing.give_view(
            me, ids["version"], {"person_id": ids["U0AUNT"], "view": "disagrees", "items": ("nowhere",)}
        ),
        {"items": "not_a_choice"},
    ),
    (
        "same Slack user",
        lambda me, ids: team.add_person(
            me, ids["case"], {"name": "Kim", "role": "casa", "slack_user": "U0AUNT"}
        ),
        {"slack_user": "already_in_case"},
    ),
    (
        "facilitator manages",
        lambda me, ids: team.add_person(
            me, ids["case"], {"name": "Kim", "role": "third_party_not_managing_case", "slack_user": MANAGER}
        ),
        {"role": "manages_case"},
    ),
    (
        "event tomorrow",
        lambda me, ids: cases.record_event(me, ids["case"], "placed_in_custody", TOMORROW),
        {"on": "date_in_future"},
    ),
    (
        "born tomorrow",
        lambda me, ids: cases.add_child(me, ids["case"], {"name": "Ada", "birth_date": TOMORROW}),
        {"birth_date": "date_in_future"},
    ),
    (
        "asked tomorrow",
        lambda me, ids: cases.record_tribe_inquiry(
            me, ids["case"], {"asked_on": TOMORROW, "asked_of": "x", "result": "no_reason_to_know"}
        ),
        {"asked_on": "date_in_future"},
    ),
    (
        "talked tomorrow",
        lambda me, ids: private.record_preparation(
            me, ids["case"], {"person_id": ids["U0AUNT"], "done_on": TOMORROW, "by_person": None}
        ),
        {"done_on": "date_in_future"},
    ),
    (
        "noted tomorrow",
        lambda me, ids: private.record_private_note(me, ids["case"], {"on": TOMORROW, "words": "x"}),
        {"on": "date_in_future"},
    ),
    (
        "told tomorrow",
        lambda me, ids: scheduling.record_notice(me, ids["conference"], ids["U0AUNT"], TOMORROW, "phone"),
        {"invited_on": "date_in_future"},
    ),
    (
        "steps left out",
        lambda me, ids: sealing.set_aside(me, ids["conference"], "no_goal:x", "later"),
        {"why": "cannot_set_aside"},
    ),
]


@pytest.mark.parametrize(
    ("deed", "problems"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_it_is_refused_under_its_field(casework: Casework, deed: Deed, problems: dict[str, str]) -> None:
    with pytest.raises(AnswersNotUnderstood) as refused:
        deed(casework.rehearsing(LEADER), casework.ids)
    assert refused.value.problems == problems


TAKEN: list[tuple[str, Deed]] = [
    ("due today", task(due=TODAY)),
    ("started today", meeting(date=TODAY, start=time(21, 45), end=time(23))),
    ("event today", lambda me, ids: cases.record_event(me, ids["case"], "placed_in_custody", TODAY)),
    ("copy today", copy(sent_on=TODAY, got_on=TODAY)),
    (
        "no chance, and absent",
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0SECONDFATHER"], "answer": "no"}
        ),
    ),
    ("goal for now", goal(concurrent="adoption")),
]


@pytest.mark.parametrize("deed", [case[1] for case in TAKEN], ids=[case[0] for case in TAKEN])
def test_the_day_is_that_of_the_case_and_not_of_utc(casework: Casework, deed: Deed) -> None:
    deed(casework.rehearsing(LEADER), casework.ids)


def test_in_australia_the_day_has_begun_when_utc_still_sleeps(casework: Casework) -> None:
    values = {
        "reference": "TEST-VIC",
        "profile": "au-vic",
        "plan_kind": "child_protection_case_plan",
        "trigger_event": "substantiation",
        "trigger_date": date(2026, 3, 19),
        "child_name": "Ada",
        "child_birth_date": date(2026, 3, 20),
        "opener_name": "Kim",
        "opener_role": "case_manager",
        "zone": "Australia/Melbourne",
    }
    with pytest.raises(AnswersNotUnderstood) as refused:
        cases.open_case(casework.rehearsing(MANAGER), "C0VIC", values)
    assert refused.value.problems == {"child_birth_date": "date_in_future"}
    assert cases.open_case(casework.rehearsing(MANAGER), "C0VIC", {**values, "child_birth_date": None})


NOBODY_OF_THIS_CASE: list[tuple[str, Deed]] = [
    (
        "attendance",
        lambda me, ids: holding.attend(me, ids["conference"], {"person_id": ids["else"], "how": "in_person"}),
    ),
    (
        "acknowledgement",
        lambda me, ids: closing.acknowledge(me, ids["version"], {"person_id": ids["else"], "answer": "yes"}),
    ),
    (
        "preparation",
        lambda me, ids: private.record_preparation(
            me, ids["case"], {"person_id": ids["else"], "done_on": CUSTODY, "by_person": None}
        ),
    ),
    ("agenda", lambda me, ids: agenda_seen.seen(me, ids["conference"], ids["else"], "paper")),
    (
        "notice",
        lambda me, ids: scheduling.record_notice(me, ids["conference"], ids["else"], CUSTODY, "phone"),
    ),
    (
        "interpreter",
        lambda me, ids: team.add_person(
            me, ids["case"], {"name": "Kim", "role": "casa", "interpreter": ids["else"]}
        ),
    ),
    ("owner", task(owner_id="nobody")),
]


@pytest.mark.parametrize(("said", "deed"), NOBODY_OF_THIS_CASE, ids=[case[0] for case in NOBODY_OF_THIS_CASE])
def test_a_person_of_another_case_is_nobody_here(casework: Casework, said: str, deed: Deed) -> None:
    there = casework.as_("U0OTHERMANAGER")
    other = team.add_person(there, casework.ids["other_case"], {"name": f"Kim {said}", "role": "casa"})
    with pytest.raises(PlanningError) as refused:
        deed(casework.rehearsing(LEADER), casework.ids | {"else": other})
    assert isinstance(refused.value, NotFound | AnswersNotUnderstood)


def test_what_somebody_agreed_to_before_may_stand_when_days_have_passed(casework: Casework) -> None:
    with casework.reading() as work:
        kept = work.get(Task, casework.ids["task U0MOTHER"])
    casework.clock.moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    same = {"text": "Said better", "owner_id": kept.owner_id, "done_when": kept.done_when, "due": kept.due}
    changed = capture.correct(casework.rehearsing(LEADER), "task", kept.id, same, kept.version)
    casework.clock.moment = EVENING
    assert changed.due == kept.due


def test_an_entry_that_was_taken_out_cannot_be_changed_and_nothing_hangs_in_the_air(
    casework: Casework,
) -> None:
    def me() -> Acting:
        return casework.as_(LEADER)

    case_id = casework.ids["case"]
    above = capture.add(me(), case_id, "goal", {"text": "For a while"})
    below = capture.add(me(), case_id, "objective", {"goal_id": above.id, "text": "Something"})
    with pytest.raises(NotNow, match="others_hang_on_it"):
        capture.withdraw(me(), "goal", above.id, "slip")
    capture.withdraw(me(), "objective", below.id, "slip")
    capture.withdraw(me(), "goal", above.id, "slip")
    with pytest.raises(NotNow, match="entry_taken_out"):
        capture.correct(me(), "goal", above.id, {"text": "Again"}, 2)
    with pytest.raises(NotNow, match="what_it_hangs_on_is_gone"):
        capture.bring_back(me(), "objective", below.id)
    with pytest.raises(AnswersNotUnderstood):
        capture.add(me(), case_id, "objective", {"goal_id": above.id, "text": "Under nothing"})
    with casework.reading() as work:
        assert work.get(Goal, above.id).text == "For a while"


def test_a_case_is_never_left_without_anybody_who_leads(casework: Casework) -> None:
    team.remove_person(casework.rehearsing(LEADER), casework.ids[LEADER])
    person = team.remove_person(casework.as_(MANAGER), casework.ids[LEADER])
    with pytest.raises(NotNow, match="nobody_would_lead"):
        team.remove_person(casework.as_(MANAGER), casework.ids[MANAGER])
    with pytest.raises(NotNow, match="nobody_would_lead"):
        team.change_person(casework.as_(MANAGER), casework.ids[MANAGER], {"role": "casa"}, 1)
    with pytest.raises(NotNow, match="person_left"):
        team.change_person(casework.as_(MANAGER), casework.ids[LEADER], {"role": "casa"}, 2)
    assert person == casework.ids["case"]
    team.bring_back(casework.as_(MANAGER), casework.ids[LEADER])


def test_an_endorsement_is_answered_once_and_only_by_whom_it_was_asked_of(casework: Casework) -> None:
    ids = casework.ids
    with pytest.raises(AnswersNotUnderstood) as refused:
        endorsing.answer(casework.as_(ENDORSER), ids["endorsement"], "returned")
    assert refused.value.problems == {"words": "missing"}
    endorsing.answer(casework.as_(ENDORSER), ids["endorsement"], "endorsed")
    with pytest.raises(NotNow, match="endorsed_already"):
        endorsing.answer(casework.as_(ENDORSER), ids["endorsement"], "returned", "on second thought")


def test_supervisors_supervise_others(casework: Casework) -> None:
    for supervises, problem in (((), "supervisor_of_whom"), (("U0NEW",), "supervises_self")):
        with pytest.raises(AnswersNotUnderstood) as refused:
            setup.name_staff(casework.as_(ADMIN), "U0NEW", ("supervisor",), supervises)
        assert refused.value.problems == {"supervises": problem}


def test_topics_come_no_more_when_the_conference_is_over(casework: Casework) -> None:
    with pytest.raises(NotNow, match="conference_ended"):
        guided.answer_topic(casework.as_("U0MOTHER"), casework.ids["conference"], "topic", "School")
