"""The private talk: where each part stands follows from the record, and what people need becomes a task."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.preparing import AccessNeed, PartAside, PartState
from bot.services import cases
from bot.services.calling import scheduling
from bot.services.delivery.reminders import reckon_reminders
from bot.services.entries import capture
from bot.services.people import belonging, network, team
from bot.services.preparing import access_needs, go, interpreting, private, readiness, talk
from bot.services.preparing.talk_forms import forms_of
from bot.services.record import case_record
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import CUSTODY, MANAGER, TEAM, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(16, 0)}
MOTHER = "U0DANA"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A mother, her child, a therapist; a conference is planned."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    add(made, "mother", name="Dana Reyes", role="mother", language="en", slack_user=MOTHER)
    add(made, "child", name="June Reyes", role="child", child_id=made.ids["first"])
    add(made, "casa", name="Kim Roe", role="casa")
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def add(case: Casework, key: str, **facts: Any) -> None:
    case.ids[key] = team.add_person(case.as_(MANAGER), case.ids["case"], facts)


def states(case: Casework, key: str) -> dict[str, str]:
    return {one.name: str(one.state) for one in talk.look(case.as_(MANAGER), case.ids[key]).parts}


def by_manager(case: Casework, deed: Callable[..., Any], **values: Any) -> Any:
    return deed(case.as_(MANAGER), case.ids["case"], values)


def reach(case: Casework, *needs: str, **more: Any) -> None:
    about = {"person_id": case.ids["mother"], "on": CUSTODY, "needs": needs}
    by_manager(case, access_needs.record_reach, **about, **more)


def need_of(case: Casework, what: str) -> AccessNeed:
    with case.reading() as work:
        return next(one for one in work.find(AccessNeed, case_id=case.ids["case"]) if one.what == what)


def test_each_part_is_done_by_what_is_recorded_in_any_order(case: Casework) -> None:
    mother = case.ids["mother"]
    assert states(case, "mother") == {
        **dict.fromkeys(("who_belongs", "safety", "reach", "explain", "culture"), "open"),
        "notice": "done",
    }
    by_manager(case, cases.record_tribe_inquiry, person_id=mother, asked_on=CUSTODY, result="not_known_yet")
    said = {
        "done_on": CUSTODY,
        "by_person": None,
        "explained": ("what_signing_means",),
        "worries": "The room",
    }
    by_manager(case, private.record_preparation, person_id=mother, **said)
    by_manager(case, belonging.say_who_belongs, asked_of=mother, belongs="no_one", on=CUSTODY)
    by_manager(
        case, private.record_safety_screen, person_id=mother, signal="A hand up", off_limits="Her brother"
    )
    reach(case)
    assert set(states(case, "mother").values()) == {"done"}
    assert talk.look(case.as_(MANAGER), mother).next is None


def test_a_child_and_a_provider_have_parts_of_their_own(case: Casework) -> None:
    assert states(case, "child")["voice"] == "open"
    child = talk.look(case.as_(MANAGER), case.ids["child"])
    assert [one.flow for one in forms_of(child, "voice")] == ["voice", "keep_private"]
    heard = {"child_id": case.ids["first"], "how": "letter", "said": "I like to paint"}
    capture.add(case.as_(MANAGER), case.ids["case"], "voice", heard)
    assert states(case, "child")["voice"] == "done"
    assert states(case, "casa")["input"] == "open"
    wrote = {
        "said_by": case.ids["casa"],
        "text": "June reads well",
        "given_on": CUSTODY,
        "about_treatment": False,
    }
    capture.add(case.as_(MANAGER), case.ids["case"], "provider_input", wrote)
    assert states(case, "casa") == {"reach": "open", "input": "done", "notice": "open"}


def test_a_part_is_skipped_with_a_reason_or_put_off_and_can_still_be_done(case: Casework) -> None:
    mother = case.ids["mother"]
    talk.put_aside(case.as_(MANAGER), mother, "who_belongs", PartState.LATER)
    found = talk.put_aside(case.as_(MANAGER), mother, "safety", PartState.SKIPPED, "She would not say")
    assert found.next is not None
    assert found.next.name == "reach"
    assert found.part("safety") == talk.TalkPart("safety", PartState.SKIPPED, "She would not say")
    items = {gap.item for gap in readiness.look(case.as_(MANAGER), case.ids["conference"]).all_gaps}
    assert f"screen:{mother}" not in items
    assert f"talk:{mother}" in items
    by_manager(case, private.record_safety_screen, person_id=mother)
    assert states(case, "mother")["safety"] == "done"
    with pytest.raises(NotNow):
        talk.put_aside(case.as_(MANAGER), mother, "voice", PartState.LATER)


def test_a_part_put_off_twice_is_kept_once(case: Casework) -> None:
    mother = case.ids["mother"]
    for _ in range(2):
        found = talk.put_aside(case.as_(MANAGER), mother, "who_belongs", PartState.LATER)
        assert found.part("who_belongs") == talk.TalkPart("who_belongs", PartState.LATER)
    with case.as_(MANAGER).looking("private.write", case.ids["case"]) as on:
        assert len(on.work.find(PartAside, case_id=on.case.id)) == 1


def test_nobody_but_who_leads_learns_of_the_talk(case: Casework) -> None:
    talk.begin(case.as_(MANAGER), case.ids["mother"])
    for user in (MOTHER, "U0STRANGER"):
        with pytest.raises(NotAllowed):
            talk.look(case.as_(user), case.ids["mother"])
        with pytest.raises(NotAllowed):
            access_needs.open_needs(case.as_(user), case.ids["case"])
    reach(case, "ride", words="PRIVATE-ride")
    record = looking.whole_record(case.as_(MOTHER), case.ids["case"], private=True)
    assert (record.access_needs, record.parts_aside) == ((), ())
    with pytest.raises(NotNow):
        talk.look(case.as_(MANAGER), the_manager(case))


def the_manager(case: Casework) -> str:
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    return next(one.id for one in record.people if one.slack_user == MANAGER)


def test_what_somebody_needs_is_open_until_it_is_answered(case: Casework) -> None:
    reach(case, "ride", "child_care", words="No car")
    ride = need_of(case, "ride")
    items = {gap.item for gap in readiness.look(case.as_(MANAGER), case.ids["conference"]).all_gaps}
    assert {f"need:{ride.id}", f"need:{need_of(case, 'child_care').id}"} <= items
    assert any(wait.kind == "needs" for wait in looking.hub(case.as_(MANAGER), "C0CASEWORK").waits)
    arranged = {"answer": "arranged", "how": "A driver at 2:45 PM", "answered_on": CUSTODY}
    access_needs.answer_need(case.as_(MANAGER), ride.id, arranged, ride.version)
    access_needs.end_need(case.as_(MANAGER), need_of(case, "child_care").id)
    assert access_needs.open_needs(case.as_(MANAGER), case.ids["case"]) == ()
    with pytest.raises(NotNow):
        access_needs.answer_need(case.as_(MANAGER), need_of(case, "child_care").id, arranged, 2)
    access_needs.need_again(case.as_(MANAGER), need_of(case, "child_care").id)
    assert [one.need.what for one in access_needs.open_needs(case.as_(MANAGER), case.ids["case"])] == [
        "child_care"
    ]
    known, _ = network.look_at_person(case.as_(MANAGER), case.ids["mother"])
    assert {one.what: one.answer for one in known.needs} == {"ride": "arranged", "child_care": None}


def test_staff_are_reminded_of_what_has_no_answer(case: Casework) -> None:
    reach(case, "ride")
    assert reminders(case) == [Sending.PENDING] * 2
    ride = need_of(case, "ride")
    arranged = {"answer": "arranged", "how": "A driver at 2:45 PM", "answered_on": CUSTODY}
    access_needs.answer_need(case.as_(MANAGER), ride.id, arranged, ride.version)
    assert reminders(case) == [Sending.DROPPED] * 2


def reminders(case: Casework) -> list[Sending]:
    """The rows about what people need, reckoned as the courier's errand does it."""
    with case.storage.units(TEAM, "system") as work:
        reckon_reminders(work, case_record(work, case.ids["case"]), case.agency.profiles, work.now)
        work.commit()
    with case.reading() as work:
        return [one.state for one in work.find(Outgoing, message="reminder:need")]


def test_said_twice_it_is_one_task_and_a_day_to_come_is_refused(case: Casework) -> None:
    reach(case, "ride")
    reach(case, "ride", "paper")
    assert len(access_needs.open_needs(case.as_(MANAGER), case.ids["case"])) == 2
    with pytest.raises(AnswersNotUnderstood) as refused:
        by_manager(case, access_needs.record_reach, person_id=case.ids["mother"], on=date(2027, 1, 1))
    assert refused.value.problems == {"on": "date_in_future"}


def test_a_go_decided_meanwhile_keeps_what_was_open(case: Casework) -> None:
    reach(case, "ride")
    made = go.decide(case.as_(MANAGER), case.ids["conference"], {"why": "No father is known."})
    assert f"need:{need_of(case, 'ride').id}" in made.open_items


@pytest.mark.requirement("C-07")
@pytest.mark.parametrize(("settled", "answer"), [("booked", "arranged"), ("declined", None)])
def test_whoever_asks_for_an_interpreter_is_prepared_once_it_is_settled(
    case: Casework, settled: str, answer: str | None
) -> None:
    reach(case, "interpreter")
    assert f"interpreter:{case.ids['mother']}" in open_items(case)
    facts = {"person_id": case.ids["mother"], "on": CUSTODY, "settled": settled, "family_or_child": False}
    interpreting.settle(case.as_(MANAGER), case.ids["conference"], {**facts, "name": "City interpreters"})
    assert f"interpreter:{case.ids['mother']}" not in open_items(case)
    need = need_of(case, "interpreter")
    assert (need.answer, need.is_open) == (answer, False)


def test_the_language_said_in_the_talk_is_the_persons(case: Casework) -> None:
    reach(case, language="es")
    assert talk.look(case.as_(MANAGER), case.ids["mother"]).person.language == "es"
    assert f"interpreter:{case.ids['mother']}" in open_items(case)


def open_items(case: Casework) -> set[str]:
    return {gap.item for gap in readiness.look(case.as_(MANAGER), case.ids["conference"]).all_gaps}


def test_a_tribe_is_asked_about_of_one_person_or_of_others_by_name(case: Casework) -> None:
    asked = {"asked_on": CUSTODY, "result": "no_reason_to_know"}
    for wrong in ({}, {"person_id": case.ids["mother"], "asked_of": "Grandma"}):
        with pytest.raises(AnswersNotUnderstood):
            by_manager(case, cases.record_tribe_inquiry, **asked, **wrong)
    by_manager(case, cases.record_tribe_inquiry, **asked, person_id=case.ids["mother"])
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    assert [one.asked_of for one in record.tribe_inquiries] == ["Dana Reyes"]
