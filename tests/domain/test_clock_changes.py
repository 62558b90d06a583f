"""Clocks that people change: set shorter in supervision, standing still, another length from a day on."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.clock_rules import Clock, ClockKind, LengthChange
from bot.domain.clocks import DueDate, Event, OpenBecause, OpenClock, Reckoning, due_dates, open_clocks
from bot.domain.conditions import CaseFacts
from bot.domain.due_date import Caveat, NextLength
from bot.domain.profile import Mark, PracticeProfile
from bot.profiles import profile

MET = date(2026, 3, 2)
LAST_MEETING: Event = ("last_team_meeting", MET)
RULE = Clock(
    id="visit",
    kind=ClockKind.CALENDAR,
    from_event="removal",
    within_days=30,
    repeat_days=30,
    repeat_from="last_team_meeting",
    source="County rule",
    mark=Mark.SEED,
)


def county(clock: Clock) -> PracticeProfile:
    return replace(profile("us-ct"), clocks=(clock,))


def team_meeting(days: int | None) -> DueDate:
    facts = CaseFacts(set_days={"team_meeting": days} if days else {})
    found = due_dates(profile("us-ct"), [LAST_MEETING], MET, facts)
    return next(one for one in found if one.clock_id == "team_meeting")


@pytest.mark.parametrize(
    ("days", "due", "most"), [(None, 90, None), (45, 45, 90), (90, 90, None), (120, 90, None)]
)
def test_the_smaller_of_rule_and_supervision_counts(days: int | None, due: int, most: int | None) -> None:
    found = team_meeting(days)
    assert found.reckoning == Reckoning(MET, due, "days")
    assert (found.at_most.amount if found.at_most else None) == most
    assert (Caveat.MAY_BE_SHORTER in found.caveats) == (days is None)


def test_a_clock_stands_still_and_goes_on_later_by_as_many_days() -> None:
    pausing = replace(RULE, paused_by=("moved_to_another_home",), resumed_by=("returned_home",))
    began: Event = ("removal", date(2026, 3, 1))
    stopped: Event = ("moved_to_another_home", date(2026, 3, 11))
    (still,) = open_clocks(county(pausing), [began, stopped], date(2026, 3, 20))
    assert isinstance(still, OpenClock)
    assert (still.because, still.since) == (OpenBecause.STANDS_STILL, date(2026, 3, 11))
    went_on: Event = ("returned_home", date(2026, 3, 21))
    (due,) = due_dates(county(pausing), [began, stopped, went_on], date(2026, 3, 22))
    assert (due.due, due.reckoning.stood_still) == (date(2026, 4, 10), 10)
    late: list[Event] = [began, ("moved_to_another_home", date(2026, 4, 5))]
    (over,) = due_dates(county(pausing), late, date(2026, 4, 6))
    assert (over.due, over.overdue) == (date(2026, 3, 31), True), "what was overdue does not stand still"


def test_another_length_counts_for_what_begins_from_its_day_and_is_told_before() -> None:
    change = LengthChange(from_day="2026-12-01", repeat_days=20, source="New county rule", mark=Mark.CODE)
    changing = county(replace(RULE, changes=(change,)))
    before: Event = ("last_team_meeting", date(2026, 11, 30))
    (old,) = due_dates(changing, [before], date(2026, 12, 5))
    assert (old.due, old.source) == (date(2026, 12, 30), "County rule")
    assert old.next_length == NextLength(date(2026, 12, 1), 20, "days")
    (new,) = due_dates(changing, [before, ("last_team_meeting", date(2026, 12, 1))], date(2026, 12, 5))
    assert (new.due, new.source, new.mark) == (date(2026, 12, 21), "New county rule", Mark.CODE)
    assert new.next_length is None


def test_what_a_later_change_does_not_name_stays_as_the_earlier_one_left_it() -> None:
    """And where the next length is the same, nobody is told that it changes."""
    first = LengthChange(from_day="2026-12-01", within_days=15, source="Rule of 2026", mark=Mark.CODE)
    second = LengthChange(from_day="2027-12-01", repeat_days=20, source="Rule of 2027", mark=Mark.CODE)
    changing = county(replace(RULE, changes=(second, first)))

    def first_due(removed: date, today: date) -> DueDate:
        (found,) = due_dates(changing, [("removal", removed)], today)
        return found

    before = first_due(date(2026, 11, 30), date(2026, 12, 5))
    assert before.due == date(2026, 12, 30), "what began before the day keeps its date"
    assert before.next_length is None, "the way back is 30 days before and after it"
    between = first_due(date(2027, 1, 1), date(2027, 1, 1))
    assert (between.due, between.source) == (date(2027, 1, 16), "Rule of 2026")
    assert between.next_length == NextLength(date(2027, 12, 1), 20, "days")
    assert first_due(date(2028, 1, 1), date(2028, 1, 1)).due == date(2028, 1, 16)


def test_a_change_may_go_from_days_to_months() -> None:
    change = LengthChange(from_day="2026-12-01", within_months=2, source="New rule", mark=Mark.SEED)
    changing = county(replace(RULE, changes=(change,)))
    (due,) = due_dates(changing, [("removal", date(2026, 12, 31))], date(2027, 1, 1))
    assert due.due == date(2027, 2, 28)


@pytest.mark.parametrize(
    "wrong",
    [
        {"paused_by": ("removal",)},
        {"of_months": 22},
        {"may_be_shorter_by": "supervision", "within_days": None, "within_months": 3},
    ],
)
def test_a_clock_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"together|counter|days"):
        replace(RULE, **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no day"):
        LengthChange(from_day="next year", within_days=3, source="x", mark=Mark.SEED)
    with pytest.raises(ValueError, match="changes no length"):
        LengthChange(from_day="2026-12-01", source="x", mark=Mark.SEED)


def test_months_in_care_are_counted_from_the_agencys_own_date_alone() -> None:
    federal = profile("us-federal-floor")
    clock = "federal_15_of_22_months"
    removed: Event = ("removal", date(2026, 1, 10))
    waiting = {one.clock_id: one for one in open_clocks(federal, [removed], date(2026, 2, 1))}
    assert waiting[clock].because is OpenBecause.EVENT_NOT_RECORDED
    entered: Event = ("foster_care_entry", date(2026, 1, 31))
    due = {one.clock_id: one for one in due_dates(federal, [removed, entered], date(2026, 2, 1))}
    assert (due[clock].due, due[clock].warn_only) == (date(2027, 4, 30), True)

    home: list[Event] = [entered, ("time_out_of_care_began", date(2026, 3, 1))]
    stopped = {one.clock_id: one for one in open_clocks(federal, home, date(2026, 3, 5))}
    assert (stopped[clock].because, stopped[clock].since) == (OpenBecause.STANDS_STILL, date(2026, 3, 1))
    back = [*home, ("time_out_of_care_ended", date(2026, 3, 31))]
    due = {one.clock_id: one for one in due_dates(federal, back, date(2026, 4, 1))}
    assert (due[clock].due, due[clock].reckoning.stood_still) == (date(2027, 5, 30), 30)

    gone = [*back, ("left_foster_care", date(2026, 8, 1))]
    left = {one.clock_id: one for one in open_clocks(federal, gone, date(2026, 9, 1))}
    assert (left[clock].because, left[clock].since) == (OpenBecause.NOT_IN_CARE, date(2026, 8, 1))

    settled = [*back, ("rights_exception_recorded", date(2027, 3, 1))]
    met = {one.clock_id: one for one in due_dates(federal, settled, date(2027, 7, 1))}
    assert (met[clock].met_on, met[clock].overdue) == (date(2027, 3, 1), False)
    two = CaseFacts(birth_dates=(None, None))
    both = {one.clock_id: one for one in due_dates(federal, [entered], date(2026, 2, 1), two)}
    assert Caveat.ONE_COUNT_FOR_ALL_CHILDREN in both[clock].caveats


def test_months_in_care_are_each_childs_own_where_their_days_differ() -> None:
    federal, clock = profile("us-federal-floor"), "federal_15_of_22_months"
    older: tuple[Event, ...] = (("foster_care_entry", date(2026, 1, 31)),)
    home: tuple[Event, ...] = (*older, ("left_foster_care", date(2026, 8, 1)))
    younger: tuple[Event, ...] = (
        ("foster_care_entry", date(2026, 3, 1)),
        ("time_out_of_care_began", date(2026, 5, 1)),
        ("time_out_of_care_ended", date(2026, 5, 11)),
    )
    facts = CaseFacts(
        birth_dates=(None, None, None), apart={"older": older, "home": home, "younger": younger}
    )
    every, today = {*older, *home, *younger}, date(2026, 9, 1)
    due = {one.child_id: one for one in due_dates(federal, every, today, facts) if one.clock_id == clock}
    assert {child: one.due for child, one in due.items()} == {
        "older": date(2027, 4, 30),
        "younger": date(2027, 6, 11),
    }
    assert all(one.caveats == () for one in due.values())
    (left,) = [one for one in open_clocks(federal, every, today, facts) if one.clock_id == clock]
    assert (left.child_id, left.because) == ("home", OpenBecause.NOT_IN_CARE)


@pytest.mark.requirement("V-05")
def test_endorsed_on_day_20_and_copied_on_day_22_is_late_and_names_the_copy() -> None:
    events: list[Event] = [
        ("substantiation", date(2026, 3, 2)),
        ("plan_completed", date(2026, 3, 20)),
        ("plan_endorsed", date(2026, 3, 22)),
        ("copied_to_child", date(2026, 3, 23)),
        ("copied_to_parents", date(2026, 3, 24)),
    ]
    clock = "plan_done_endorsed_copied"
    due = {one.clock_id: one for one in due_dates(profile("au-vic"), events, date(2026, 3, 25))}[clock]
    assert (due.late, due.late_steps) == (True, ("copied_to_parents",))
    missing = {one.clock_id: one for one in due_dates(profile("au-vic"), events[:-1], date(2026, 3, 25))}[
        clock
    ]
    assert (missing.overdue, missing.late_steps) == (True, ("copied_to_parents",))
