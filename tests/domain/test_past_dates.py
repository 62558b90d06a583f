"""Due dates that stood before something started their clock anew, by hand-reckoned figures (K-08)."""

from datetime import date

from bot.domain.clocks import Event
from bot.domain.past_dates import past_dates
from bot.profiles import profile

CUSTODY: Event = ("placed_in_custody", date(2026, 3, 2))
FIRST: Event = ("last_conference_held", date(2026, 3, 18))
EXTRA: Event = ("last_conference_held", date(2026, 5, 20))
LATE: Event = ("last_conference_held", date(2026, 12, 1))
TODAY = date(2027, 1, 4)


def told(events: list[Event]) -> list[tuple[str, date, date, bool]]:
    found = past_dates(profile("us-ks"), events, TODAY)
    return [(one.was.clock_id, one.was.due, one.until, one.in_time) for one in found]


def test_each_conference_that_moved_the_next_date_is_told_newest_first() -> None:
    assert told([CUSTODY, FIRST]) == []
    assert told([CUSTODY, FIRST, EXTRA, LATE]) == [
        ("next_conference", date(2026, 11, 6), date(2026, 12, 1), False),
        ("next_conference", date(2026, 9, 4), date(2026, 5, 20), True),
    ]


def test_what_has_not_happened_moves_nothing() -> None:
    tomorrow: Event = ("last_conference_held", date(2027, 1, 5))
    assert told([CUSTODY, FIRST, tomorrow]) == []


def test_a_clock_that_repeats_from_another_event_gives_way_to_it_too() -> None:
    completed, reviewed = ("plan_completed", date(2026, 3, 20)), ("last_plan_review", date(2026, 9, 1))
    (one,) = past_dates(profile("au-vic"), [completed, reviewed], TODAY)
    assert (one.was.clock_id, one.was.due) == ("plan_review", date(2027, 3, 20))
    assert (one.until, one.because) == (date(2026, 9, 1), "last_plan_review")
