"""Whoever is asked no more has the conference taken out of their calendar, and nobody else has."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.domain.conference import Invitation
from bot.services.calling import calendar_wish, scheduling
from bot.services.people import team
from bot.storage import open_storage
from tests.mail.post_office import PostOffice, post_office
from tests.services.casework import CUSTODY, Clock
from tests.services.mail_desk import MailDesk, event_of, mail_desk
from tests.sqlite import make_database as make_sqlite

MARCUS = "marcus@mail.example"
BEFORE = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
LATER = {"date": date(2026, 3, 20)}
Deed = Callable[[MailDesk], None]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, office: PostOffice) -> Iterator[MailDesk]:
    """Dana and Marcus were told, and have the conference in their calendars; both said yes."""
    on_postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgresql_url") if on_postgres else make_sqlite(tmp_path)
    clock = Clock()
    storage = open_storage(str(url), bytes(range(32)), clock)
    made = mail_desk(storage, clock, office)
    made.case.ids["marcus"] = made.person("Marcus Harlow", "father")
    made.way(made.case.ids["marcus"], MARCUS)
    for person in (made.dana, made.case.ids["marcus"]):
        made.told(person)
        made.wishes(person)
    made.deliver(sweeps=3)
    assert len(office.came) == 2
    yield made
    storage.close()


def left_out(desk: MailDesk) -> None:
    desk.move(**LATER, left_out=[desk.dana], why_left_out="She asked for it")


def removed(desk: MailDesk) -> None:
    team.remove_person(desk.manager, desk.dana)


def not_wished(desk: MailDesk) -> None:
    calendar_wish.wish_for(desk.manager, desk.planned, desk.dana, "none")


@pytest.mark.parametrize("deed", [left_out, removed, not_wished])
def test_what_they_had_is_called_off_for_them_alone_and_as_they_knew_it(desk: MailDesk, deed: Deed) -> None:
    deed(desk)
    desk.deliver(sweeps=3)
    news = {to: event_of(mail) for [to], mail in list(zip(desk.office.to, desk.office.came, strict=True))[2:]}
    off = news.pop("dana@mail.example")
    assert (off["METHOD"], off["SEQUENCE"], off["STATUS"]) == ("CANCEL", 1, "CANCELLED")
    assert off["DTSTART"].dt == BEFORE
    assert off["UID"] == desk.events()[0]["UID"]
    assert [(to, one["METHOD"]) for to, one in news.items()] == (
        [(MARCUS, "REQUEST")] if deed is left_out else []
    )


def test_later_changes_say_nothing_to_who_is_out(desk: MailDesk) -> None:
    left_out(desk)
    desk.deliver(sweeps=3)
    before = len(desk.office.came)
    desk.move(date=date(2026, 3, 21), left_out=[desk.dana])
    not_wished(desk)
    removed(desk)
    desk.deliver(sweeps=3)
    assert desk.office.to[before:] == [[MARCUS]]


def test_who_is_back_gets_it_anew_with_a_higher_number_and_has_not_said_yes(desk: MailDesk) -> None:
    scheduling.record_notice(desk.manager, desk.planned, desk.dana, CUSTODY, "phone", reply="yes")
    removed(desk)
    desk.deliver(sweeps=3)
    team.bring_back(desk.manager, desk.dana)
    desk.deliver(sweeps=3)
    numbers = [(one["METHOD"], one["SEQUENCE"]) for one in desk.events()[2:]]
    assert numbers == [("CANCEL", 1), ("REQUEST", 2)]
    with desk.case.reading() as work:
        again = work.first(Invitation, conference_id=desk.planned, person_id=desk.dana)
        assert again is not None
        assert (again.reply, again.replied_on) == (None, None)


def test_what_never_came_is_not_called_off(desk: MailDesk) -> None:
    rosa = desk.person("Rosa Reyes", "relative_support")
    desk.way(rosa, "rosa@mail.example")
    desk.told(rosa)
    desk.wishes(rosa)
    team.remove_person(desk.manager, rosa)
    desk.deliver(sweeps=4)
    assert len(desk.office.came) == 2
