"""After a meeting: one's own part by six principles, how it was for the family, the lasting questions."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.looking_back import PRINCIPLES, Feeling, SelfCheck
from bot.services import cases, setup
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import holding, looking_back, roll_call
from bot.services.people import team
from bot.services.plan import sealing
from bot.services.plan.plan import whole
from bot.services.record import case_record
from bot.services.seeing import looking, outcomes
from bot.storage import open_storage
from tests.services.casework import ADMIN, CUSTODY, MANAGER, SUPERVISOR, ZONE, Casework, Clock

LEADER, MOTHER, AUNT, CASA = "U0FACILITATOR", "U0MOTHER", "U0AUNT", "U0CASA"
ROLES = {LEADER: "facilitator", MOTHER: "mother", AUNT: "relative_support", CASA: "casa"}
CHANNEL = "C0CONNECTICUT"


@pytest.fixture
def case(either_url: str) -> Iterator[Casework]:
    """A permanency teaming meeting in Connecticut that runs, with people of the family there."""
    clock = Clock()
    storage = open_storage(either_url, bytes(range(32)), clock)
    made = Casework(storage, clock)
    setup.name_staff(made.as_(ADMIN), MANAGER, ("staff",), (), "Priya Nandan")
    values = {
        "reference": "TEST-CT",
        "profile": "us-ct",
        "plan_kind": "child_in_placement",
        "trigger_event": "removal",
        "trigger_date": CUSTODY,
        "in_custody": True,
        "child_name": "June Reyes",
        "opener_name": "Priya Nandan",
        "opener_role": "case_manager",
        "zone": ZONE,
    }
    made.ids["case"] = cases.open_case(made.as_(MANAGER), CHANNEL, values)
    for user, role in ROLES.items():
        facts = {"name": user[2:].title(), "role": role, "slack_user": user, "family_said_yes": True}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    meet(made, date(2026, 3, 18))
    yield made
    storage.close()


def meet(case: Casework, on: date) -> None:
    when = {"date": on, "start": time(10), "end": time(11), "zone": ZONE, "after_due": True}
    plan = {"kind": "permanency_teaming_meeting", **when}
    case.ids["conference"] = scheduling.schedule(case.as_(MANAGER), case.ids["case"], plan)
    case.clock.moment = datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    holding.start(case.as_(LEADER), case.ids["conference"])
    here = {case.ids[one]: "in_person" for one in (MOTHER, AUNT, CASA)}
    roll_call.keep(case.as_(LEADER), case.ids["conference"], here)


def end(case: Casework) -> None:
    holding.end(case.as_(LEADER), case.ids["conference"])


@pytest.mark.requirement("C-12")
def test_a_self_check_records_each_principle_for_its_maker_and_their_supervisor_alone(case: Casework) -> None:
    end(case)
    marks: dict[str, Any] = dict.fromkeys(PRINCIPLES, "4")
    said = {**marks, "power_shared": None, "power_shared_words": "I talked too much."}
    looking_back.check_oneself(case.as_(LEADER), case.ids["conference"], said)
    kept = looking_back.own_check(case.as_(LEADER), case.ids["conference"])
    assert set(kept) == set(PRINCIPLES)
    assert (kept["respect"].mark, kept["power_shared"].mark) == (4, None)
    assert kept["power_shared"].words == "I talked too much."
    # Done again, the new answers take the old ones' place.
    looking_back.check_oneself(case.as_(LEADER), case.ids["conference"], {"respect": "5"})
    again = looking_back.own_check(case.as_(LEADER), case.ids["conference"])
    assert (again["respect"].mark, again["heard"].mark) == (5, None)
    setup.name_staff(case.as_(ADMIN), SUPERVISOR, ("supervisor",), (LEADER,), "Sue Lane")
    setup.name_staff(case.as_(ADMIN), "U0OTHER", ("supervisor",), (MANAGER,), "Eve Moss")
    assert len(looking_back.self_checks(case.as_(LEADER))) == 1
    assert len(looking_back.self_checks(case.as_(SUPERVISOR))) == 1
    for other in (MANAGER, MOTHER, "U0OTHER", ADMIN):
        assert looking_back.self_checks(case.as_(other)) == ()
    with pytest.raises(NotAllowed):
        looking_back.check_oneself(case.as_(MOTHER), case.ids["conference"], marks)


def test_how_it_was_is_each_persons_own_and_read_by_who_facilitates(case: Casework) -> None:
    with pytest.raises(NotNow):
        looking_back.say_how_it_was(case.as_(MOTHER), case.ids["conference"], {"mark": "2"})
    end(case)
    with case.reading() as work:
        asked = {one.to for one in work.find(Outgoing, message="how_was_it")}
    assert asked == {MOTHER, AUNT}
    looking_back.say_how_it_was(case.as_(MOTHER), case.ids["conference"], {"mark": "2"})
    words = {"mark": "3", "words": "It was long."}
    looking_back.say_how_it_was(case.as_(MOTHER), case.ids["conference"], words)
    rather_not = {"person_id": case.ids[AUNT], "mark": "rather_not"}
    looking_back.note_how_it_was(case.as_(MANAGER), case.ids["conference"], rather_not)
    seen = looking_back.how_it_was(case.as_(LEADER), case.ids["conference"])
    told = {person.id: (one.mark, one.words, one.rather_not) for person, one in seen}
    assert told == {
        case.ids[MOTHER]: (3, "It was long.", False),
        case.ids[AUNT]: (None, None, True),
    }
    for other in (MANAGER, MOTHER, CASA):
        with pytest.raises(NotAllowed):
            looking_back.how_it_was(case.as_(other), case.ids["conference"])
    values = {"person_id": case.ids[CASA], "mark": "5"}
    with pytest.raises(AnswersNotUnderstood):
        looking_back.note_how_it_was(case.as_(MANAGER), case.ids["conference"], values)
    with pytest.raises(AnswersNotUnderstood):
        looking_back.say_how_it_was(case.as_(MOTHER), case.ids["conference"], {})


def test_neither_is_in_the_record_that_papers_are_made_from(case: Casework) -> None:
    end(case)
    secret = "Words-of-their-own"
    looking_back.say_how_it_was(case.as_(MOTHER), case.ids["conference"], {"words": secret})
    looking_back.check_oneself(case.as_(LEADER), case.ids["conference"], {"heard_words": secret})
    with case.reading() as work:
        assert len(work.find(Feeling)) == len(work.find(SelfCheck)) == 1
        everything = str(whole(case_record(work, case.ids["case"], private=True)))
    assert secret not in everything


@pytest.mark.requirement("T-10")
def test_the_three_questions_are_asked_at_each_meeting_and_each_answer_is_kept(case: Casework) -> None:
    def answer(question: str, text: str) -> None:
        facts = {"question": question, "text": text, "said_by": case.ids[MOTHER]}
        capture.add(case.as_(LEADER), case.ids["case"], "outcome", facts)

    def still_to_ask() -> set[str]:
        hints = sealing.what_is_open(case.as_(LEADER), case.ids["conference"]).worth_a_look
        return {one.notes[0] for one in hints if one.kind == "outcome"}

    questions = {"legal_parent", "legal_permanency", "natural_network"}
    assert still_to_ask() == questions
    answer("legal_parent", "I am her mother.")
    answer("natural_network", "My sister.")
    assert still_to_ask() == {"legal_permanency"}
    end(case)
    meet(case, date(2026, 5, 20))
    assert still_to_ask() == questions
    answer("legal_parent", "I still am.")
    asked, _ = outcomes.asked_at(case.as_(LEADER), case.ids["conference"])
    shown = {one.question: one for one in asked}
    assert set(shown) == questions
    assert [(day, one.text) for day, one in shown["legal_parent"].now] == [(date(2026, 5, 20), "I still am.")]
    before = [(day, one.text, one.said_by) for day, one in shown["legal_parent"].before]
    assert before == [(date(2026, 3, 18), "I am her mother.", case.ids[MOTHER])]


@pytest.mark.requirement("K-03")
def test_input_of_three_roles_before_and_during_is_in_the_record_with_author_and_time(case: Casework) -> None:
    end(case)
    times = {}
    for user, minute in ((MOTHER, 0), (AUNT, 5), (CASA, 9)):
        case.clock.moment = datetime(2026, 3, 19, 15, minute, tzinfo=UTC)
        capture.add(case.as_(user), case.ids["case"], "strength", {"text": f"Strength of {user}"})
        times[f"Strength of {user}"] = (case.ids[user], user, case.clock.moment)
    meet(case, date(2026, 5, 20))
    for user in (MOTHER, AUNT, CASA):
        capture.add(case.as_(user), case.ids["case"], "need", {"text": f"Need of {user}"})
        times[f"Need of {user}"] = (case.ids[user], user, case.clock.moment)
    record = looking.whole_record(case.as_(LEADER), case.ids["case"])
    kept = {
        one.text: (one.said_by, one.entered_by, one.entered_at) for one in (*record.strengths, *record.needs)
    }
    assert kept == times
