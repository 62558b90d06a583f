"""E-mails go to safe addresses alone, say nothing of the case, and staff hear of each that did not arrive."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.network import ContactWay
from bot.services.calling import calendar_wish, scheduling, telling
from bot.services.people import team
from bot.storage import open_storage
from tests.mail.post_office import PostOffice, post_office
from tests.services.casework import TEAM, Clock
from tests.services.mail_desk import ADDRESS, DANA, PLACE, MailDesk, event_of, mail_desk, words_of
from tests.sqlite import make_database as make_sqlite

TOLD_STAFF = "not_mailed"
LATER = {"date": date(2026, 3, 20), "place": PLACE}
on_both = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
# What of this case stands nowhere but in the record.
SECRETS = ("Dana", "Reyes", "June", "Priya", "Nandan", "TEST-", "Elm Street", "placed", "custody", "Kansas")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: SQLite, or of both kinds in turn for tests that say so."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return make_sqlite(tmp_path)


@pytest.fixture
def desk(url: str, office: PostOffice) -> Iterator[MailDesk]:
    clock = Clock()
    storage = open_storage(url, bytes(range(32)), clock)
    yield mail_desk(storage, clock, office)
    storage.close()


@pytest.fixture
def asked(desk: MailDesk) -> MailDesk:
    """Dana was told of the conference and wants it in her calendar."""
    desk.told(desk.dana)
    desk.wishes(desk.dana)
    return desk


def ids(mails: list[EmailMessage]) -> list[str]:
    return [str(mail["Message-ID"]) for mail in mails]


@on_both
def test_the_conference_comes_by_mail_to_whoever_wants_it(asked: MailDesk) -> None:
    asked.deliver()
    [mail], [event] = asked.office.came, asked.events()
    assert asked.office.to == [[ADDRESS]]
    assert (event["METHOD"], event["SEQUENCE"], event["LOCATION"]) == ("REQUEST", 0, PLACE)
    assert event["DTSTART"].dt == asked.conference().starts_at
    assert event["ATTENDEE"] == f"mailto:{ADDRESS}"
    assert event["ORGANIZER"] == "mailto:office@agency.example"
    assert "Wednesday, March 18, 2026, 3:30 PM CDT" in words_of(mail)
    assert "Please call 555 0100" in words_of(mail)
    [row] = asked.rows()
    assert (row.state, row.to) == (Sending.SENT, f"mail:{asked.dana}")
    assert ids([mail]) == [f"<{row.id}@agency.example>"]


def test_neither_mail_nor_file_says_whom_or_what_it_is_about(asked: MailDesk) -> None:
    """The canary: the place stands in the file alone, and nowhere once it is left out."""
    asked.deliver()
    asked.wishes(asked.dana, "without_place")
    asked.deliver()
    asked.move(**LATER)
    asked.deliver()
    with_place, without_place, moved = asked.office.came
    for mail in asked.office.came:
        for secret in (*SECRETS, PLACE):
            assert secret not in words_of(mail)
    for mail in (without_place, moved):
        event = event_of(mail)
        assert "LOCATION" not in event
        whole = event.to_ical().decode().replace("\r\n ", "")
        for secret in (*SECRETS, PLACE, asked.planned, asked.dana, asked.case.ids["case"]):
            assert secret not in whole
    assert "LOCATION" in event_of(with_place)


@on_both
def test_moving_and_calling_off_change_the_same_event(asked: MailDesk) -> None:
    asked.deliver()
    asked.move(**LATER)
    asked.deliver()
    scheduling.cancel(asked.manager, asked.planned, "Canary reason")
    asked.deliver()
    first, moved, off = asked.events()
    assert first["UID"] == moved["UID"] == off["UID"]
    assert [one["SEQUENCE"] for one in (first, moved, off)] == [0, 1, 2]
    assert [one["METHOD"] for one in (first, moved, off)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert moved["DTSTART"].dt == first["DTSTART"].dt + timedelta(days=2)
    subjects = [mail["Subject"] for mail in asked.office.came]
    assert subjects == ["Planning meeting", "Planning meeting changed", "Planning meeting called off"]
    assert "Canary reason" not in "".join(words_of(mail) for mail in asked.office.came)


def test_only_the_newest_of_several_that_wait_goes_out(asked: MailDesk) -> None:
    asked.move(**LATER)
    asked.move(**{**LATER, "start": time(16), "end": time(17)})
    asked.deliver(sweeps=4)
    assert [one["SEQUENCE"] for one in asked.events()] == [2]
    assert [row.state for row in asked.rows()] == [Sending.DROPPED, Sending.DROPPED, Sending.SENT]


def test_what_was_called_off_before_it_went_out_never_does(asked: MailDesk) -> None:
    scheduling.cancel(asked.manager, asked.planned, "no room")
    asked.deliver(sweeps=3)
    assert asked.office.came == []


def test_nobody_hears_of_a_conference_by_mail_before_they_were_told(desk: MailDesk) -> None:
    desk.wishes(desk.dana)
    desk.move(**LATER)
    desk.deliver()
    assert desk.rows() == []
    desk.told(desk.dana)
    desk.told(desk.dana)
    desk.deliver(sweeps=2)
    assert len(desk.office.came) == 1


@pytest.mark.parametrize(
    "way", [{"safe": False}, {"safe": None}, {"ended_on": date(2026, 3, 1)}, {"kind": "phone"}]
)
def test_only_an_address_that_was_called_safe_is_used(desk: MailDesk, way: dict[str, object]) -> None:
    gail = desk.person("Gail Okafor", "relative_support")
    desk.way(gail, "gail@mail.example", **way)
    with pytest.raises(AnswersNotUnderstood) as refused:
        desk.wishes(gail)
    assert refused.value.problems == {"person_id": "no_safe_email"}


def test_staff_hear_at_once_where_the_bot_has_no_way(desk: MailDesk) -> None:
    observer = desk.person("Ola Berg", "observer")
    desk.way(observer, "ola@mail.example")
    with pytest.raises(AnswersNotUnderstood) as watches:
        desk.wishes(observer)
    assert watches.value.problems == {"person_id": "told_by_staff"}
    agency = desk.case.agency
    desk.case.agency = replace(agency, office=replace(agency.office, mails=False))
    with pytest.raises(AnswersNotUnderstood) as nowhere:
        desk.wishes(desk.dana)
    assert nowhere.value.problems == {"person_id": "mail_not_set_up"}
    desk.wishes(desk.dana, "none")
    with desk.case.reading() as work:
        wish = calendar_wish.wish_of(work, desk.case.ids["case"], desk.dana)
    assert wish is not None
    assert not wish.wanted


def test_an_address_that_is_safe_no_more_when_it_goes_is_not_used_and_staff_are_told(asked: MailDesk) -> None:
    with asked.case.storage.units(TEAM, "U0MANAGER") as work:
        [way] = work.find(ContactWay, person_id=asked.dana)
        work.replace(replace(way, safe=False))
        work.commit()
    asked.deliver()
    assert asked.office.came == []
    assert told_why(asked) == ["no_safe_address"]


@pytest.mark.parametrize("end", ["left", "no wish"])
def test_who_left_or_wants_it_no_more_gets_nothing(asked: MailDesk, end: str) -> None:
    if end == "left":
        team.remove_person(asked.manager, asked.dana)
    else:
        asked.wishes(asked.dana, "none")
    asked.deliver()
    asked.move(**LATER)
    asked.deliver()
    assert asked.office.came == []
    assert {row.state for row in asked.rows()} == {Sending.DROPPED}
    assert told_why(asked) == []


@on_both
def test_not_now_is_tried_again_each_time_later(asked: MailDesk) -> None:
    asked.office.rcpt = "451 try again"
    waits = []
    for _ in range(4):
        asked.deliver()
        [row] = asked.rows()
        assert (row.state, row.why) == (Sending.PENDING, "mail_later:451")
        waits.append(round((row.due_at - asked.clock.moment).total_seconds() + 2))
        asked.clock.moment = row.due_at
    assert waits == [60, 120, 240, 480]
    asked.office.rcpt = ""
    asked.deliver()
    assert [row.state for row in asked.rows()] == [Sending.SENT]
    assert told_why(asked) == []


def test_staff_are_told_once_when_hours_of_not_now_have_passed(asked: MailDesk) -> None:
    asked.office.sender = "421 closing"
    for _ in range(30):
        asked.deliver()
        asked.clock.moment += timedelta(minutes=10)
    assert [row.state for row in asked.rows()] == [Sending.FAILED]
    assert told_why(asked) == ["mail_later"]


def test_a_final_no_is_told_to_staff_once_and_logged_without_address_or_words(
    asked: MailDesk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked.office.rcpt = f"550 no such user {ADDRESS}, said Dana Reyes"
    asked.deliver(sweeps=3)
    assert [(row.state, row.why) for row in asked.rows()] == [(Sending.FAILED, "mail_refused:550")]
    assert told_why(asked) == ["mail_refused"]
    # The mail server of these tests logs as well; a real one has a log of its own.
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    assert "mail_refused:550" in ours
    for hidden in (ADDRESS, "Dana", "no such user", PLACE):
        assert hidden not in ours


@on_both
def test_a_lost_answer_is_sent_once_more_under_the_same_message_id(asked: MailDesk) -> None:
    asked.office.hang_up_after_data = True
    asked.deliver()
    assert [row.state for row in asked.rows()] == [Sending.UNKNOWN]
    asked.office.hang_up_after_data = False
    asked.clock.moment += timedelta(minutes=5)
    asked.deliver(sweeps=3)
    assert [row.state for row in asked.rows()] == [Sending.SENT]
    assert len(asked.office.came) == 2
    assert len(set(ids(asked.office.came))) == 1


def test_two_lost_answers_are_told_to_staff_and_no_third_copy_goes(asked: MailDesk) -> None:
    asked.office.hang_up_after_data = True
    for _ in range(6):
        asked.deliver()
        asked.clock.moment += timedelta(minutes=5)
    assert len(asked.office.came) == 2
    assert told_why(asked) == ["mail_no_answer"]


def test_a_slow_mail_server_gets_one_mail_at_a_time(asked: MailDesk) -> None:
    for name in ("Gail Okafor", "Lena Brandt"):
        person = asked.person(name, "relative_support")
        asked.way(person, f"{name[:4].lower()}@mail.example")
        asked.told(person)
        asked.wishes(person)
    came = []
    for _ in range(3):
        asked.deliver()
        came.append(len(asked.office.came))
    assert came == [1, 2, 3]
    assert len({event["UID"] for event in asked.events()}) == 3
    assert all(len(to) == 1 for to in asked.office.to)


def test_without_a_mail_server_staff_are_told_to_take_another_way(asked: MailDesk) -> None:
    asked.mails = False
    asked.deliver()
    assert told_why(asked) == ["mail_not_set_up"]


def told_why(desk: MailDesk) -> list[str]:
    """What staff are told, one notice each: the view behind its button says whom, and why."""
    told: list[Outgoing] = desk.rows(TOLD_STAFF)
    whys = []
    for row in told:
        found = telling.not_reached(desk.manager, row.subject_id)
        assert (found.person.name, found.about) == (DANA, desk.planned)
        whys.append(found.why)
    return whys


def test_who_calls_slack_unsafe_gets_no_file_there(desk: MailDesk) -> None:
    marcus = desk.person("Marcus Harlow", "father", slack_user="U0MARCUS")
    desk.wishes(marcus)
    assert [row.to for row in desk.rows("file:meeting.ics")] == ["U0MARCUS"]
    desk.way(marcus, "Slack", kind="slack", safe=False)
    with pytest.raises(AnswersNotUnderstood):
        desk.wishes(marcus)
    desk.way(marcus, "marcus@mail.example")
    desk.wishes(marcus, "without_place")
    desk.deliver()
    assert desk.office.to == [["marcus@mail.example"]]
