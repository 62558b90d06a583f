"""A calendar file, parsed back: what a calendar makes of it, and that nothing else is in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.documents.calendar import calendar_file
from bot.domain.calendar import CalendarEntry, CalendarWish, last_shown, sequence_of, shown_to, uid_of
from bot.domain.conference import Conference, ConferenceState
from bot.domain.people import Person

STARTS = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
ENTRY = CalendarEntry(
    uid=uid_of("conference-1", "person-1"),
    sequence=0,
    stamped_at=datetime(2026, 3, 2, 16, 0, tzinfo=UTC),
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=90),
    cancelled=False,
    summary="Planning meeting",
    description="To ask something, please call 555 0100.",
    language="en",
    organiser="no-reply@agency.example",
    attendee="dana@mail.example",
    place="Library, room B",
)
PLANNED = Conference(
    workspace_id="T1",
    id="conference-1",
    case_id="case-1",
    number=1,
    kind="case_planning_conference",
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=90),
    zone="America/Chicago",
    called_by="U1",
    place="Library, room B",
)
ONE = {"workspace_id": "T1", "case_id": "case-1"}
DANA = Person(**ONE, id="person-1", name="Dana", role="mother")
WISH = CalendarWish(**ONE, id="wish-1", person_id=DANA.id, wanted=True, with_place=True, entered_by="U1")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
# What can be typed: a calendar has no place for other control characters, and a NUL ends nothing well.
typed = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)


def event(entry: CalendarEntry) -> Calendar:
    calendar = Calendar.from_ical(calendar_file(entry))
    [found] = calendar.walk("VEVENT")
    return found


def test_an_invitation_asks_one_person_and_no_answer_back() -> None:
    calendar = Calendar.from_ical(calendar_file(ENTRY))
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    found = event(ENTRY)
    assert not isinstance(found["ATTENDEE"], list)
    assert found["ATTENDEE"] == "mailto:dana@mail.example"
    assert found["ATTENDEE"].params["RSVP"] == "FALSE"
    assert "CN" not in found["ATTENDEE"].params
    assert found["ORGANIZER"] == "mailto:no-reply@agency.example"
    assert "CN" not in found["ORGANIZER"].params
    assert (found["STATUS"], found["CLASS"], found["SEQUENCE"]) == ("CONFIRMED", "PRIVATE", 0)


def test_a_cancelled_one_takes_the_same_event_out() -> None:
    off = replace(ENTRY, cancelled=True, sequence=1)
    assert Calendar.from_ical(calendar_file(off))["METHOD"] == "CANCEL"
    assert event(off)["UID"] == event(ENTRY)["UID"]
    assert (event(off)["STATUS"], event(off)["SEQUENCE"]) == ("CANCELLED", 1)


def test_the_place_is_in_it_only_where_it_is_given() -> None:
    assert event(ENTRY)["LOCATION"] == "Library, room B"
    without = replace(ENTRY, place=None)
    assert "LOCATION" not in event(without)
    assert b"Library" not in calendar_file(without)


@given(starts=moments, minutes=st.integers(1, 600), words=typed, place=typed, sequence=st.integers(0, 99))
def test_whatever_is_said_comes_back_as_it_was(
    starts: datetime, minutes: int, words: str, place: str, sequence: int
) -> None:
    entry = replace(
        ENTRY,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=minutes),
        sequence=sequence,
        summary=words,
        place=place,
    )
    made = calendar_file(entry)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    found = event(entry)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (entry.starts_at, entry.ends_at)
    assert found["DTSTAMP"].dt == entry.stamped_at
    assert (found["SUMMARY"], found["LOCATION"], found["SEQUENCE"]) == (words, place, sequence)
    assert len(Calendar.from_ical(made).subcomponents) == 1


def test_what_is_typed_as_a_place_cannot_add_a_line() -> None:
    found = event(replace(ENTRY, place="Room B\r\nATTENDEE:mailto:eve@mail.example\nEND:VEVENT"))
    assert found["ATTENDEE"] == "mailto:dana@mail.example"
    assert "Room B" in found["LOCATION"]


def test_the_same_person_and_conference_have_one_id_and_nobody_else_has_it() -> None:
    pairs = [("c1", "p1"), ("c1", "p2"), ("c2", "p1"), ("c1:p1", "")]
    ids = [uid_of(*pair) for pair in pairs]
    assert len(set(ids)) == len(pairs)
    assert ids == [uid_of(*pair) for pair in pairs]
    assert all(UUID(one) for one in ids)


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ([], 0),
        ([{"agenda_sent_at": STARTS}], 0),
        ([{"starts_at": STARTS + timedelta(days=1)}], 1),
        ([{"place": "Town hall"}], 1),
        ([{"place": "Town hall"}, {"place": "Library, room B"}], 2),
        ([{"starts_at": STARTS + timedelta(days=1)}, {"kind": "other"}], 1),
        ([{"starts_at": STARTS + timedelta(days=1)}, {"state": ConferenceState.CANCELLED}], 2),
        ([{"state": ConferenceState.OPEN}], 0),
    ],
)
def test_the_number_grows_with_what_a_calendar_shows(changes: list[dict[str, object]], number: int) -> None:
    selves = [PLANNED]
    for change in changes:
        selves.append(replace(selves[-1], **change))
    assert sequence_of([shown_to(one, DANA, WISH) for one in selves]) == number


def test_what_somebody_is_left_out_of_is_taken_out_as_they_knew_it() -> None:
    """Where it moves after that, and how often, is not theirs to learn."""
    later = replace(PLANNED, starts_at=STARTS + timedelta(days=1), place="Town hall", left_out=(DANA.id,))
    again = replace(later, starts_at=STARTS + timedelta(days=2))
    shown = [shown_to(one, DANA, WISH) for one in (PLANNED, later, again)]
    assert (sequence_of(shown), shown[-1]) == (1, None)
    assert last_shown(shown) == (STARTS, PLANNED.ends_at, "Library, room B")


def test_who_comes_back_has_a_higher_number_than_what_was_taken_out() -> None:
    gone = replace(DANA, left_on=STARTS.date())
    unwanted = replace(WISH, wanted=False)
    shown = [shown_to(PLANNED, who, wish) for who, wish in ((DANA, WISH), (gone, WISH), (DANA, WISH))]
    assert sequence_of(shown) == 2
    assert sequence_of([*shown, shown_to(PLANNED, DANA, unwanted)]) == 3
    assert sequence_of([None, *shown[:1]]) == 0
