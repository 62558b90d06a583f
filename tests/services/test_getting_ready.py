"""What people say by themselves before a conference: what follows, how it is changed, when it is over."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, NotFound, NotNow
from bot.domain.people import Person
from bot.domain.preparing import AccessNeed
from bot.flows.flow import next_step
from bot.flows.preparing import GET_READY
from bot.services.calling import scheduling
from bot.services.people import parting, reaching, team
from bot.services.preparing import access_needs, getting_ready, interpreting, needs_told, readiness, talk
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import CUSTODY, MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(16, 0)}
DANA, MARCUS = "U0DANA", "U0MARCUS"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A mother and a father with Slack; a conference is planned."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for user, name, role in ((DANA, "Dana Reyes", "mother"), (MARCUS, "Marcus Harlow", "father")):
        facts = {"name": name, "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def say(case: Casework, step: str, value: Any, user: str = DANA) -> None:
    getting_ready.answer(case.as_(user), case.ids["conference"], step, value)


def asked_next(case: Casework) -> str | None:
    step = next_step(GET_READY, getting_ready.given(case.as_(DANA), case.ids["conference"]), {})
    return step.name if step else None


def standing(case: Casework) -> dict[str, str | None]:
    with case.reading() as work:
        found = work.find(AccessNeed, case_id=case.ids["case"], person_id=case.ids[DANA])
    return {one.what: one.words for one in found if one.stands}


def told(case: Casework) -> int:
    with case.reading() as work:
        return len(work.find(Outgoing, message="needs_named"))


def open_items(case: Casework) -> set[str]:
    return {gap.item for gap in readiness.look(case.as_(MANAGER), case.ids["conference"]).all_gaps}


def test_the_questions_come_in_turn_and_each_answer_does_what_it_says(case: Casework) -> None:
    assert asked_next(case) == "language"
    say(case, "language", "es")
    with case.reading() as work:
        assert work.get(Person, case.ids[DANA]).language == "es"
    assert asked_next(case) == "interpreter"
    say(case, "interpreter", True)
    say(case, "needs", ("ride", "child_care"))
    say(case, "words", "Two small boys")
    assert asked_next(case) == "times"
    say(case, "times", "After 4 PM")
    assert asked_next(case) is None
    both = dict.fromkeys(("ride", "child_care"), "Two small boys")
    assert standing(case) == {"interpreter": None, "time": "After 4 PM", **both}
    assert told(case) == 1, "those who lead hear of it once a day"
    part = talk.look(case.as_(MANAGER), case.ids[DANA]).part("reach")
    assert part is not None
    assert part.is_over


def test_english_asks_for_no_interpreter_and_no_needs_for_no_words(case: Casework) -> None:
    say(case, "language", "en")
    assert asked_next(case) == "needs"
    say(case, "needs", ("nothing",))
    assert asked_next(case) == "times"
    with pytest.raises(NotNow) as refused:
        say(case, "interpreter", True)
    assert refused.value.problem == "not_asked_now"
    assert (standing(case), told(case)) == ({}, 0)


def test_a_changed_answer_changes_what_is_open_and_leaves_what_staff_noted(case: Casework) -> None:
    noted = {"person_id": case.ids[DANA], "needs": ("paper",), "on": CUSTODY}
    access_needs.record_reach(case.as_(MANAGER), case.ids["case"], noted)
    say(case, "language", None)
    say(case, "needs", ("ride", "phone"))
    say(case, "needs", ("phone",))
    assert set(standing(case)) == {"paper", "phone"}
    say(case, "times", "Mornings")
    with case.reading() as work:
        wish = next(one for one in work.find(AccessNeed, case_id=case.ids["case"]) if one.what == "time")
    done = {"answer": "arranged", "how": "At 9", "answered_on": CUSTODY}
    access_needs.answer_need(case.as_(MANAGER), wish.id, done, wish.version)
    say(case, "times", "Only Fridays")
    assert f"need:{wish.id}" in open_items(case), "another wish is not answered by what was arranged"
    say(case, "times", None)
    assert set(standing(case)) == {"paper", "phone"}


@pytest.mark.requirement("C-07")
def test_an_interpreter_wanted_after_all_is_open_again(case: Casework) -> None:
    say(case, "language", "es")
    assert f"interpreter:{case.ids[DANA]}" in open_items(case)
    say(case, "interpreter", False)
    assert f"interpreter:{case.ids[DANA]}" not in open_items(case)
    say(case, "interpreter", True)
    assert f"interpreter:{case.ids[DANA]}" in open_items(case)
    booked = {"person_id": case.ids[DANA], "on": CUSTODY, "settled": "booked", "family_or_child": False}
    interpreting.settle(case.as_(MANAGER), case.ids["conference"], {**booked, "name": "City interpreters"})
    assert f"interpreter:{case.ids[DANA]}" not in open_items(case)


def test_stop_skips_the_rest_and_keeps_what_was_said(case: Casework) -> None:
    say(case, "language", "en")
    getting_ready.stop(case.as_(DANA), case.ids["conference"])
    given = getting_ready.given(case.as_(DANA), case.ids["conference"])
    assert given == {"language": "en", "needs": None, "times": None}
    assert asked_next(case) is None


def test_nobody_answers_for_another_or_for_a_meeting_that_is_not_theirs(case: Casework) -> None:
    say(case, "needs", ("ride",))
    assert getting_ready.own_needs(case.as_(MARCUS), case.ids["conference"]) == ()
    with pytest.raises(NotAllowed):
        say(case, "times", "x", "U0STRANGER")
    rule = {"person_id": case.ids[DANA], "other": case.ids[MARCUS], "kind": "order", "since": CUSTODY}
    parting.keep_apart(case.as_(MANAGER), case.ids["case"], rule)
    alone = {**MEETING, "date": date(2026, 3, 19), "left_out": (case.ids[MARCUS],), "why_left_out": "order"}
    danas = scheduling.schedule(case.as_(MANAGER), case.ids["case"], alone)
    with pytest.raises(NotFound):
        getting_ready.begin(case.as_(MARCUS), danas)


def test_once_the_meeting_is_called_off_the_answer_says_so(case: Casework) -> None:
    scheduling.cancel(case.as_(MANAGER), case.ids["conference"], "ill")
    with pytest.raises(NotNow) as refused:
        say(case, "times", "Mornings")
    assert refused.value.problem == "conference_cancelled"


def answered_now(case: Casework, who: str, version: int | None = None) -> str:
    """The agency answers what one person needs; how they hear of it."""
    with case.reading() as work:
        (need,) = work.find(AccessNeed, case_id=case.ids["case"], person_id=case.ids[who])
    values = {"answer": "arranged", "how": "Omar drives.", "answered_on": CUSTODY}
    return access_needs.answer_need(case.as_(MANAGER), need.id, values, need.version)


def messages_to(case: Casework, who: str) -> list[str]:
    with case.reading() as work:
        return [one.message for one in work.find(Outgoing, to=who) if one.message == needs_told.MESSAGE]


def test_whoever_needs_something_hears_the_answer_alone_and_hears_another_one(case: Casework) -> None:
    say(case, "language", "en")
    say(case, "needs", ("ride",))
    assert answered_now(case, DANA) == "dm"
    assert answered_now(case, DANA) == "dm", "another answer is told as well"
    assert len(messages_to(case, DANA)) == 2
    assert messages_to(case, MARCUS) == []
    (mine,) = needs_told.own(case.as_(DANA), case.ids["case"])
    assert (mine.what, mine.answer, mine.how) == ("ride", "arranged", "Omar drives.")
    assert needs_told.own(case.as_(MARCUS), case.ids["case"]) == ()


def test_who_has_no_slack_or_no_safe_slack_is_told_by_those_who_lead(case: Casework) -> None:
    ruth = {"name": "Ruth Reyes", "role": "relative_support", "family_said_yes": True}
    case.ids["ruth"] = team.add_person(case.as_(MANAGER), case.ids["case"], ruth)
    for who in ("ruth", MARCUS):
        reach = {"person_id": case.ids[who], "needs": ("ride",), "on": CUSTODY}
        access_needs.record_reach(case.as_(MANAGER), case.ids["case"], reach)
    unsafe = {"kind": "slack", "value": "Slack", "safe": False, "asked_on": CUSTODY, "asked_by": None}
    reaching.add_way(case.as_(MANAGER), case.ids["case"], {"person_id": case.ids[MARCUS], **unsafe})
    assert [answered_now(case, who) for who in ("ruth", MARCUS)] == ["staff", "staff"]
    assert messages_to(case, MARCUS) == []


def test_who_asked_for_an_interpreter_hears_that_one_is_booked(case: Casework) -> None:
    say(case, "language", "es")
    say(case, "interpreter", True)
    booked = {"person_id": case.ids[DANA], "settled": "booked", "on": CUSTODY, "family_or_child": False}
    settle = interpreting.settle(case.as_(MANAGER), case.ids["conference"], {**booked, "name": "City line"})
    assert settle == "dm"
    assert len(messages_to(case, DANA)) == 1
