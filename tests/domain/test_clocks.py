"""Due dates of every profile, by hand-reckoned figures."""

from datetime import date

import pytest

from bot.domain.clocks import (
    Caveat,
    DueDate,
    Event,
    OpenBecause,
    OpenClock,
    Reckoning,
    due_dates,
    events_of_held,
    open_clocks,
    reminder_days,
)
from bot.domain.conditions import CaseFacts
from bot.domain.profile import Mark
from bot.profiles import profile

CUSTODY: Event = ("placed_in_custody", date(2026, 3, 2))
COURT_ORDER: Event = ("first_court_order", date(2026, 3, 4))
HELD: Event = ("last_conference_held", date(2026, 3, 18))


def due_in(name: str, events: list[Event], today: date, facts: CaseFacts | None = None) -> dict[str, DueDate]:
    return {due.clock_id: due for due in due_dates(profile(name), events, today, facts)}


def open_in(
    name: str, events: list[Event], today: date, facts: CaseFacts | None = None
) -> dict[str, OpenClock]:
    return {found.clock_id: found for found in open_clocks(profile(name), events, today, facts)}


def test_the_worked_example_comes_out_to_the_day() -> None:
    due = due_in("us-ks", [CUSTODY, COURT_ORDER, HELD], date(2026, 3, 18))
    assert {name: one.due for name, one in due.items()} == {
        "initial_conference": date(2026, 3, 22),
        "court_plan": date(2026, 4, 3),
        "federal_60_day_outer_limit": date(2026, 5, 1),
        "federal_review": date(2026, 9, 2),
        "next_conference": date(2026, 9, 4),
        "permanency_hearing": date(2027, 3, 2),
        "federal_permanency_hearing": date(2027, 3, 2),
    }
    days = [one.due for one in due.values()]
    assert days == sorted(days)


@pytest.mark.requirement("K-06")
def test_the_first_conference_is_due_on_a_sunday_and_stays_there() -> None:
    first = due_in("us-ks", [CUSTODY], date(2026, 3, 3))["initial_conference"]
    assert (first.due, first.weekday) == (date(2026, 3, 22), "sunday")
    assert first.reckoning == Reckoning(date(2026, 3, 2), 20, "days")
    assert (first.mark, first.caveats, first.overdue) == (Mark.SEED, (), False)
    assert "PPS 3049" in first.source
    lead_days = profile("us-ks").reminders.clock_lead_days
    assert reminder_days(first.due, lead_days)[-2:] == (date(2026, 3, 8), date(2026, 3, 19))


def test_a_first_conference_is_overdue_from_the_day_after_until_it_is_held() -> None:
    assert not due_in("us-ks", [CUSTODY], date(2026, 3, 22))["initial_conference"].overdue
    assert due_in("us-ks", [CUSTODY], date(2026, 3, 23))["initial_conference"].overdue
    late = due_in("us-ks", [CUSTODY, ("last_conference_held", date(2026, 3, 24))], date(2026, 4, 1))
    assert not late["initial_conference"].overdue
    assert late["initial_conference"].late


def test_a_conference_before_custody_does_not_count_as_the_first() -> None:
    before = ("last_conference_held", date(2026, 2, 20))
    assert due_in("us-ks", [before, CUSTODY], date(2026, 3, 5))["initial_conference"].met_on is None


@pytest.mark.requirement("K-07")
def test_the_next_conference_runs_from_the_one_held() -> None:
    due = due_in("us-ks", [CUSTODY, HELD], date(2026, 3, 18))["next_conference"]
    assert (due.due, due.from_date) == (date(2026, 9, 4), date(2026, 3, 18))
    early = due_in("us-ks", [CUSTODY, HELD, ("last_conference_held", date(2026, 7, 1))], date(2026, 7, 2))
    assert early["next_conference"].due == date(2026, 12, 18)


def test_a_planned_conference_resets_nothing() -> None:
    planned = ("last_conference_held", date(2026, 4, 20))
    due = due_in("us-ks", [CUSTODY, HELD, planned], date(2026, 3, 20))["next_conference"]
    assert due.due == date(2026, 9, 4)


def test_an_extra_meeting_resets_only_what_the_profile_says() -> None:
    kansas = profile("us-ks")
    held = [("case_planning_conference", date(2026, 3, 18)), ("family_meeting", date(2026, 5, 4))]
    events = [CUSTODY, *events_of_held(kansas, held)]
    assert due_in("us-ks", events, date(2026, 5, 5))["next_conference"].due == date(2026, 9, 4)
    held.append(("family_meeting_as_conference", date(2026, 6, 1)))
    events = [CUSTODY, *events_of_held(kansas, held)]
    due = due_in("us-ks", events, date(2026, 6, 2))
    assert due["next_conference"].due == date(2026, 11, 18)
    assert due["initial_conference"].met_on == date(2026, 3, 18)


def test_a_stand_in_event_is_shown_and_unconfirmed() -> None:
    due = due_in("us-ks", [CUSTODY], date(2026, 3, 3))["permanency_hearing"]
    assert (due.from_event, due.stands_for) == ("placed_in_custody", "court_authorised_removal")
    assert due.mark is Mark.UNCONFIRMED
    assert Caveat.STAND_IN_EVENT in due.caveats
    recorded = ("court_authorised_removal", date(2026, 3, 4))
    due = due_in("us-ks", [CUSTODY, recorded], date(2026, 3, 5))["permanency_hearing"]
    assert (due.due, due.mark, due.caveats) == (date(2027, 3, 4), Mark.VERIFIED, ())


def test_a_hearing_repeats_from_the_hearing_held() -> None:
    heard = ("last_permanency_hearing", date(2027, 2, 10))
    due = due_in("us-ks", [CUSTODY, heard], date(2027, 2, 11))
    assert due["permanency_hearing"].due == date(2028, 2, 10)
    assert due["permanency_hearing"].mark is Mark.VERIFIED


def test_no_clock_is_silently_left_out() -> None:
    today = date(2026, 3, 18)
    for name in ("us-ks", "us-ct", "us-ga", "au-vic", "us-federal-floor"):
        reckoned = due_in(name, [CUSTODY], today).keys() | open_in(name, [CUSTODY], today).keys()
        assert reckoned == {clock.id for clock in profile(name).clocks}


def test_open_clocks_say_what_they_wait_for() -> None:
    found = open_in("us-ks", [CUSTODY], date(2026, 3, 3))
    assert found["next_conference"].because is OpenBecause.EVENT_NOT_RECORDED
    assert found["next_conference"].needs == ("last_conference_held",)
    assert found["notice_to_invitees"].because is OpenBecause.LENGTH_NOT_CONFIRMED
    assert found["federal_15_of_22_months"].needs == ("foster_care_entry",), "nothing stands in for this day"


def test_victoria_waits_for_all_four_steps() -> None:
    start: list[Event] = [("substantiation", date(2026, 3, 2))]
    steps: list[Event] = [
        ("plan_completed", date(2026, 3, 10)),
        ("plan_endorsed", date(2026, 3, 22)),
        ("copied_to_parents", date(2026, 3, 24)),
    ]
    today = date(2026, 3, 25)
    due = due_in("au-vic", start + steps, today)["plan_done_endorsed_copied"]
    assert due.due == date(2026, 3, 23)
    assert due.met_on is None
    assert due.overdue
    assert dict(due.steps)["copied_to_child"] is None
    done = due_in("au-vic", [*start, *steps, ("copied_to_child", today)], today)["plan_done_endorsed_copied"]
    assert (done.met_on, done.late) == (today, True)


def test_victoria_refers_an_aboriginal_child_within_a_day_and_asks_when_nobody_knows() -> None:
    start: list[Event] = [("substantiation", date(2026, 3, 2))]
    today = date(2026, 3, 2)
    due = due_in("au-vic", start, today, CaseFacts(answers={"aboriginal_child": True}))["afldm_referral"]
    assert (due.due, due.caveats) == (date(2026, 3, 3), (Caveat.HOURS_COUNTED_AS_DAYS,))
    asked = open_in("au-vic", start, today)["afldm_referral"]
    assert (asked.because, asked.needs) == (OpenBecause.ANSWER_NOT_RECORDED, ("aboriginal_child",))
    no = CaseFacts(answers={"aboriginal_child": False})
    assert "afldm_referral" not in due_in("au-vic", start, today, no).keys() | open_in(
        "au-vic", start, today, no
    )


def test_a_review_date_in_the_plan_counts_when_it_is_sooner_even_once_it_is_past() -> None:
    plan: Event = ("plan_completed", date(2026, 3, 10))
    without = due_in("au-vic", [plan], date(2026, 3, 11))["plan_review"]
    assert (without.due, without.caveats) == (date(2027, 3, 10), (Caveat.MAY_BE_SHORTER,))
    named: Event = ("review_date_in_plan", date(2026, 9, 1))
    due = due_in("au-vic", [plan, named], date(2026, 9, 2))["plan_review"]
    assert (due.due, due.overdue, due.caveats) == (date(2026, 9, 1), True, ())


@pytest.mark.parametrize(
    ("births", "due", "caveats"),
    [
        ((date(2016, 8, 14),), date(2027, 3, 2), ()),
        ((date(2016, 8, 14), date(2019, 3, 6)), date(2026, 12, 2), ()),
        ((date(2016, 8, 14), date(2019, 3, 5)), date(2027, 3, 2), ()),
        ((), date(2027, 3, 2), (Caveat.SHORTER_FOR_YOUNGER_CHILD,)),
        ((date(2016, 8, 14), None), date(2027, 3, 2), (Caveat.SHORTER_FOR_YOUNGER_CHILD,)),
    ],
)
def test_georgia_hears_sooner_where_a_child_was_under_seven_at_the_petition(
    births: tuple[date | None, ...], due: date, caveats: tuple[Caveat, ...]
) -> None:
    events: list[Event] = [("foster_care_entry", date(2026, 3, 2)), ("petition", date(2026, 3, 5))]
    found = due_in("us-ga", events, date(2026, 3, 6), CaseFacts(birth_dates=births))["permanency_hearing"]
    assert (found.due, found.caveats) == (due, caveats)


def test_georgia_says_when_it_took_the_age_at_the_start() -> None:
    births = CaseFacts(birth_dates=(date(2020, 1, 1),))
    found = due_in("us-ga", [("foster_care_entry", date(2026, 3, 2))], date(2026, 3, 6), births)
    assert found["permanency_hearing"].due == date(2026, 12, 2)
    assert found["permanency_hearing"].caveats == (Caveat.AGE_TAKEN_AT_START,)


def test_georgia_counts_its_first_dates() -> None:
    due = due_in("us-ga", [("foster_care_entry", date(2026, 3, 2))], date(2026, 3, 3))
    assert due["family_team_meeting"].due == date(2026, 3, 27)
    assert due["case_plan"].due == date(2026, 4, 1)
    assert due["first_review"].due == date(2026, 5, 16)
    assert due["first_review"].stands_for == "removal"


def test_connecticut_counts_notice_back_from_the_review_to_come() -> None:
    old, coming = ("administrative_review", date(2026, 1, 5)), ("administrative_review", date(2026, 7, 6))
    today = date(2026, 6, 10)
    due = due_in("us-ct", [old, coming], today)["attorney_gal_notice"]
    assert (due.due, due.reckoning) == (date(2026, 6, 15), Reckoning(date(2026, 7, 6), -21, "days"))
    last_time = ("review_notice_sent", date(2025, 12, 1))
    assert due_in("us-ct", [old, coming, last_time], today)["attorney_gal_notice"].met_on is None
    sent = ("review_notice_sent", date(2026, 6, 9))
    assert due_in("us-ct", [old, coming, sent], today)["attorney_gal_notice"].met_on == date(2026, 6, 9)


def test_connecticut_warns_that_supervision_may_want_it_sooner() -> None:
    due = due_in("us-ct", [("last_team_meeting", date(2026, 3, 2))], date(2026, 3, 3))["team_meeting"]
    assert (due.due, due.caveats) == (date(2026, 5, 31), (Caveat.MAY_BE_SHORTER,))


@pytest.mark.requirement("T-19")
def test_connecticut_wants_the_narrative_of_each_meeting_entered_and_says_when_it_is_late() -> None:
    held, entered = ("last_team_meeting", date(2026, 3, 2)), ("narrative_entered", date(2026, 3, 6))
    late = due_in("us-ct", [held], date(2026, 3, 8))["narrative_entry"]
    assert (late.due, late.overdue, late.mark) == (date(2026, 3, 7), True, Mark.UNCONFIRMED)
    done = due_in("us-ct", [held, entered], date(2026, 3, 8))["narrative_entry"]
    assert (done.met_on, done.overdue) == (date(2026, 3, 6), False)
    again = ("last_team_meeting", date(2026, 4, 1))
    assert due_in("us-ct", [held, entered, again], date(2026, 4, 8))["narrative_entry"].overdue


def test_reminders_before_the_next_conference_are_those_of_the_worked_example() -> None:
    days = reminder_days(date(2026, 9, 4), profile("us-ks").reminders.clock_lead_days)
    assert days == (date(2026, 8, 5), date(2026, 8, 21), date(2026, 9, 1))
