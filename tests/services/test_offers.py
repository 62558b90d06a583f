"""Which ways to meet a family was offered: flagged until somebody answered, whatever they answered (V-03)."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.people import team
from bot.services.plan.plan_about import about
from bot.services.preparing import offers, readiness
from bot.services.record import case_record
from bot.services.seeing import dates, looking
from tests.builders import sample_version
from tests.services.casework import MANAGER, Casework
from tests.services.victoria import MELBOURNE, SUBSTANTIATED, in_victoria

AFLDM, FLDM = "aboriginal_family_led_decision_making", "family_led_decision_making"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in Victoria with a formal meeting that is planned."""
    with in_victoria(request.param, tmp_path) as made:
        when = {"date": date(2026, 3, 12), "start": time(10), "end": time(11), "zone": MELBOURNE}
        meeting = {"kind": "formal_meeting", **when}
        made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], meeting)
        yield made


def say_aboriginal(case: Casework, answer: bool) -> None:
    fact = {"name": "aboriginal_child", "answer": answer}
    team.record_fact(case.as_(MANAGER), case.ids["case"], fact)


def offer(case: Casework, kind: str, answer: str, by: str = MANAGER, **more: Any) -> Any:
    told = {"said_by": case.ids["mother"], "offered_by": case.ids["worker"], "offered_on": SUBSTANTIATED}
    return capture.add(
        case.as_(by), case.ids["case"], "offer", told | {"kind": kind, "answer": answer} | more
    )


def flagged(case: Casework) -> list[tuple[str, ...]]:
    found = readiness.look(case.as_(MANAGER), case.ids["conference"])
    return [tuple(value for _, value in gap.subject.chosen) for gap in found.gaps["offers"]]


@pytest.mark.requirement("V-03")
@pytest.mark.parametrize("answer", ["yes", "no", "wants_time"])
def test_an_aboriginal_child_without_an_offer_is_flagged_until_there_is_an_answer(
    case: Casework, answer: str
) -> None:
    mother = case.ids["mother"]
    assert flagged(case) == [(FLDM, mother)], "whether the child is Aboriginal is not known yet"
    say_aboriginal(case, True)
    assert flagged(case) == [(AFLDM, mother), (FLDM, mother)]
    offer(case, AFLDM, answer)
    # Whoever chose the one way is not asked for the other.
    assert flagged(case) == ([] if answer == "yes" else [(FLDM, mother)])


def test_who_is_not_aboriginal_is_offered_the_other_way_alone(case: Casework) -> None:
    say_aboriginal(case, False)
    assert [kind for kind, _ in flagged(case)] == [FLDM]
    assert [way.rule.id for way in offers.ways_to_meet(case.as_(MANAGER), case.ids["case"]).ways] == [FLDM]


def test_each_parent_is_asked_and_one_who_comes_later_too(case: Casework) -> None:
    offer(case, FLDM, "no")
    assert flagged(case) == []
    father = {"role": "father", "name": "Marcus Harlow"}
    case.ids["father"] = team.add_person(case.as_(MANAGER), case.ids["case"], father)
    assert flagged(case) == [(FLDM, case.ids["father"])]


def test_without_any_parent_it_stays_open_until_somebody_of_the_family_was_asked(case: Casework) -> None:
    team.remove_person(case.as_(MANAGER), case.ids["mother"])
    assert flagged(case) == [(FLDM,)]
    assert [way.nobody_yet for way in offers.ways_to_meet(case.as_(MANAGER), case.ids["case"]).ways] == [True]
    offer(case, FLDM, "yes", said_by=case.ids["relative_support"])
    assert flagged(case) == []


def test_a_change_of_mind_is_kept_beside_what_was_said_first(case: Casework) -> None:
    offer(case, FLDM, "no", words="Not my family.")
    case.clock.moment += timedelta(days=3)
    offer(case, FLDM, "yes", offered_on=SUBSTANTIATED + timedelta(days=3), words="With Nan there.")
    (told,) = offers.ways_to_meet(case.as_(MANAGER), case.ids["case"]).answered
    assert (told.newest.answer, [one.answer for one in told.before]) == ("yes", ["no"])
    with case.reading() as work:
        record = case_record(work, case.ids["case"])
    rows = about(record, case.agency.profiles["au-vic"], sample_version(), ())["offers"]
    assert [(row["answer"], row["words"]) for row in rows] == [
        ("no", "Not my family."),
        ("yes", "With Nan there."),
    ]


def test_a_yes_is_the_kind_that_is_planned_next_until_it_is_planned(case: Casework) -> None:
    def wanted() -> str | None:
        with case.as_(MANAGER).looking("conference.plan", case.ids["case"]) as on:
            return offers.kind_said_yes_to(on)

    assert wanted() is None
    offer(case, FLDM, "yes")
    assert wanted() == FLDM
    when = {"date": date(2026, 3, 14), "start": time(10), "end": time(11), "zone": MELBOURNE}
    scheduling.schedule(case.as_(MANAGER), case.ids["case"], {"kind": FLDM, **when})
    assert wanted() is None


def test_the_day_of_the_request_falls_due_for_an_aboriginal_child_alone(case: Casework) -> None:
    def due() -> dict[str, date]:
        found = dates.due_dates_of(case.as_(MANAGER), case.ids["case"])
        return {one.clock_id: one.due for one in found}

    assert "afldm_referral" not in due()
    say_aboriginal(case, True)
    assert due()["afldm_referral"] == SUBSTANTIATED + timedelta(days=1)


def test_what_cannot_be_is_said_under_its_field(case: Casework) -> None:
    tomorrow = SUBSTANTIATED + timedelta(days=1)
    with pytest.raises(AnswersNotUnderstood) as wrong:
        offer(case, FLDM, "yes", offered_on=tomorrow, offered_by=case.ids["mother"])
    assert wrong.value.problems == {"offered_on": "date_in_future", "offered_by": "same_person"}


def test_only_who_leads_notes_an_offer_and_others_see_their_own_answer_alone(case: Casework) -> None:
    with pytest.raises(NotAllowed):
        offer(case, FLDM, "yes", by="U0MOTHER")
    with pytest.raises(NotAllowed):
        offers.ways_to_meet(case.as_("U0MOTHER"), case.ids["case"])
    offer(case, FLDM, "yes")
    offer(case, FLDM, "no", said_by=case.ids["relative_support"])
    (own,) = looking.whole_record(case.as_("U0MOTHER"), case.ids["case"]).offers
    assert own.said_by == case.ids["mother"]


def test_in_kansas_a_family_meeting_is_a_reminder_and_nothing_that_is_open(case: Casework) -> None:
    (rule,) = case.agency.profiles["us-ks"].offers
    assert (rule.id, rule.must) == ("family_meeting", False)
