"""Between meetings: updates and who sees them, notes of contact, and what happened since the team met."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.between import Update
from bot.domain.dates import to_wall
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotFound
from bot.domain.plan import TaskState
from bot.services import cases
from bot.services.entries import by_command, capture
from bot.services.entries.tasks import answer_task
from bot.services.people import parting
from bot.services.seeing import looking, since
from bot.services.silence import silent_since
from tests.services.casework import CHANNEL, MANAGER, SUPERVISOR, Casework
from tests.services.prepared import everybody

LEADER, MOTHER, CARER, AUNT = "U0FACILITATOR", "U0MOTHER", "U0CARER", "U0AUNT"
FIRST, SECOND = "U0FIRSTFATHER", "U0SECONDFATHER"
TODAY = date(2026, 3, 18)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A conference was held; two fathers who share no child each told of their task, the mother of none."""
    with everybody(request.param, tmp_path) as made:
        made.clock.moment += timedelta(hours=1)
        yield made


def tell(case: Casework, user: str, **values: Any) -> Update:
    made = capture.add(case.as_(user), case.ids["case"], "update", {"text": "The clinic called.", **values})
    assert isinstance(made, Update)
    return made


def seen(case: Casework, user: str) -> set[str]:
    """The words that somebody reads in what happened since the team met."""
    return {one.words for one in since.look(case.as_(user), case.ids["case"]).happened if one.words}


@pytest.mark.requirement("T-03")
def test_an_update_is_shown_at_its_task_and_since_we_met_with_author_and_day(case: Casework) -> None:
    task = case.ids[f"task {MOTHER}"]
    mine = tell(case, MOTHER, task_id=task)
    assert (mine.said_by, mine.given_on) == (case.ids[MOTHER], TODAY)
    for_her = tell(case, MANAGER, task_id=task, said_by=case.ids[MOTHER], text="She has the papers.")
    _, told = since.of_task(case.as_(LEADER), task)
    assert [(one.words, one.on) for one in told] == [
        ("She has the papers.", TODAY),
        ("The clinic called.", TODAY),
    ]
    assert [(one.by, one.typed_by) for one in told] == [
        (f"Name-of-{MOTHER}", "Priya Nandan"),
        (f"Name-of-{MOTHER}", ""),
    ]
    found = since.look(case.as_("U0CASA"), case.ids["case"])
    assert found.met_on == TODAY
    assert {(one.thing.id, one.task) for one in found.happened} >= {
        (one.id, f"Task-of-{MOTHER}") for one in (mine, for_her)
    }


@pytest.mark.requirement("T-03")
def test_what_became_of_a_task_is_there_too(case: Casework) -> None:
    answer_task(case.as_(MOTHER), case.ids[f"task {MOTHER}"], TaskState.STUCK, "No bus goes there.")
    (found,) = (
        one
        for one in since.look(case.as_(LEADER), case.ids["case"]).happened
        if one.words == "No bus goes there."
    )
    assert (found.task, found.by, found.on) == (f"Task-of-{MOTHER}", f"Name-of-{MOTHER}", TODAY)


@pytest.mark.requirement("T-03")
def test_whoever_may_not_see_a_task_learns_nothing_of_what_was_told_of_it(case: Casework) -> None:
    assert f"Update-of-{FIRST}" in seen(case, FIRST)
    assert f"Update-of-{SECOND}" not in seen(case, FIRST)
    with pytest.raises(NotFound):
        since.of_task(case.as_(FIRST), case.ids[f"task {SECOND}"])
    with pytest.raises(AnswersNotUnderstood) as refused:
        tell(case, FIRST, task_id=case.ids[f"task {SECOND}"])
    assert refused.value.problems == {"task_id": "not_there"}
    assert {f"Update-of-{FIRST}", f"Update-of-{SECOND}"} <= seen(case, MOTHER), "a parent of both"
    # Told of no task, it may name anyone: another family's parent reads their own alone.
    assert f"Update-of-{MOTHER}" not in seen(case, FIRST)
    assert f"Update-of-{MOTHER}" in seen(case, AUNT)


def test_two_who_are_kept_apart_read_nothing_of_each_other(case: Casework) -> None:
    task = case.ids[f"task {MOTHER}"]
    tell(case, MANAGER, task_id=task, text=f"Name-of-{FIRST} asked about her.")
    tell(case, MANAGER, task_id=task, text="A day is set.")
    between = {"person_id": case.ids[MOTHER], "other": case.ids[FIRST], "kind": "order", "since": TODAY}
    parting.keep_apart(case.as_(LEADER), case.ids["case"], between)
    mothers = seen(case, MOTHER)
    assert "A day is set." in mothers
    assert not {one for one in mothers if FIRST in one}
    assert not {one for one in seen(case, FIRST) if MOTHER in one}
    assert "A day is set." not in seen(case, FIRST)


def test_a_carer_reads_their_own_words_and_nothing_of_others_steps(case: Casework) -> None:
    own = tell(case, CARER, text="She slept all night.")
    read = seen(case, CARER)
    assert own.text in read
    assert not {f"Update-of-{FIRST}", f"Update-of-{MOTHER}"} & read


def test_an_update_can_be_corrected_and_taken_out_by_who_typed_it(case: Casework) -> None:
    mine = tell(case, MOTHER)
    told = {"text": "The clinic has a day for us."}
    capture.correct(case.as_(MOTHER), "update", mine.id, told, 1)
    with pytest.raises(NotAllowed):
        capture.correct(case.as_(AUNT), "update", mine.id, told, 2)
    assert told["text"] in seen(case, AUNT)
    capture.withdraw(case.as_(MOTHER), "update", mine.id, "undone")
    assert told["text"] not in seen(case, AUNT)
    with pytest.raises(AnswersNotUnderstood) as refused:
        tell(case, MOTHER, given_on=TODAY + timedelta(days=1))
    assert refused.value.problems == {"given_on": "date_in_future"}


def test_the_same_words_typed_twice_are_there_once_and_again_another_day(case: Casework) -> None:
    def typed() -> bool:
        return by_command.add_in(case.as_(MOTHER), CHANNEL, "update", "All is well.").already

    assert [typed(), typed()] == [False, True]
    case.clock.moment += timedelta(days=7)
    assert not typed()


def test_what_was_told_before_the_meeting_is_not_new_any_more(case: Casework) -> None:
    assert "Strength-of-U0MOTHER" not in seen(case, LEADER)
    assert seen(case, LEADER) >= {f"Update-of-{MOTHER}", "PRIVATE-contact"}


@pytest.mark.requirement("T-03")
def test_a_contact_is_for_those_who_lead_alone(case: Casework) -> None:
    for user in (MOTHER, FIRST, AUNT, CARER, SUPERVISOR):
        assert "PRIVATE-contact" not in seen(case, user)
        assert not looking.whole_record(case.as_(user), case.ids["case"], private=True).team_contacts
    contact = {"on": TODAY, "how": "visit", "people": (case.ids[MOTHER],)}
    with pytest.raises(NotAllowed):
        capture.add(case.as_(MOTHER), case.ids["case"], "team_contact", contact)
    capture.add(case.as_(LEADER), case.ids["case"], "team_contact", {**contact, "words": "Rides"})
    (found,) = (
        one for one in since.look(case.as_(LEADER), case.ids["case"]).happened if one.words == "Rides"
    )
    assert (found.people, found.on) == ((f"Name-of-{MOTHER}",), TODAY)
    wrong = {**contact, "on": TODAY + timedelta(days=1), "people": ("nobody",)}
    with pytest.raises(AnswersNotUnderstood) as refused:
        capture.add(case.as_(LEADER), case.ids["case"], "team_contact", wrong)
    assert refused.value.problems == {"on": "date_in_future", "people": "not_there"}


def silence(case: Casework) -> date | None:
    with case.as_(LEADER).looking("case.look", case.ids["case"]) as on:
        return silent_since(on)


@pytest.mark.requirement("T-09")
def test_silence_is_reckoned_from_what_was_held_told_noted_and_talked(case: Casework) -> None:
    allowed = case.agency.profiles["us-ks"].team_contact
    assert not allowed.confirmed, "a number of our own, for the agency to confirm"
    case.clock.moment += timedelta(days=allowed.quiet_days - 1)
    assert silence(case) is None
    case.clock.moment += timedelta(days=1)
    assert silence(case) == TODAY
    update = tell(case, MOTHER)
    assert silence(case) is None
    capture.withdraw(case.as_(MOTHER), "update", update.id, "undone")
    assert silence(case) == TODAY
    now = to_wall(case.clock.moment, "America/Chicago").date()
    contact = {"on": now - timedelta(days=3), "how": "phone", "people": (case.ids[AUNT],)}
    capture.add(case.as_(MANAGER), case.ids["case"], "team_contact", contact)
    assert silence(case) is None


@pytest.mark.requirement("T-09")
def test_a_case_may_have_its_own_number_and_says_who_set_it(case: Casework) -> None:
    case.clock.moment += timedelta(days=8)
    assert silence(case) is None
    number = {"days": 7, "set_by": "Sue Lane, supervisor", "set_on": TODAY}
    cases.set_quiet_days(case.as_(MANAGER), case.ids["case"], number)
    assert silence(case) == TODAY
    own = since.look(case.as_(LEADER), case.ids["case"])
    assert (own.may_be_quiet, own.confirmed) == (7, True)
    (kept,) = looking.whole_record(case.as_(LEADER), case.ids["case"]).quiet_days
    assert (kept.set_by, kept.entered_by) == ("Sue Lane, supervisor", MANAGER)
    cases.set_quiet_days(case.as_(MANAGER), case.ids["case"], {**number, "days": 60})
    assert silence(case) is None
