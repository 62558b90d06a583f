"""What an older version kept in a person's row becomes things of their own, once, with nothing lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, select, update

from bot.domain.network import ContactWay, PersonFact
from bot.domain.people import Person
from bot.storage import Storage, open_storage
from bot.storage.encryption import Place
from bot.storage.moves import EMPTIED, move_what_people_held
from bot.storage.tables import TABLES
from tests.storage.conftest import Watch
from tests.storage.things import ACTOR, MASTER_KEY, TEAM, a_case, a_person, keep, unit

PEOPLE = TABLES[Person]


@contextmanager
def filled_by_an_older_version(storage: Storage, contact: str | None, **facts: str) -> Iterator[None]:
    """One person whose row holds what it held then."""
    keep(storage, a_case(), a_person())
    transactions = storage.units.transactions
    with transactions.begin() as connection:
        key = transactions.within(connection, TEAM).keyring.known("case-1")
        place = Place(TEAM, "people", "contact", "person-1")
        held: dict[str, Any] = {"contact": None if contact is None else key.encrypt(place, contact), **facts}
        connection.execute(update(PEOPLE).values(held))
    yield


def engine_of(storage: Storage) -> Engine:
    return storage.units.transactions.engine


def held_now(storage: Storage) -> set[Any]:
    with engine_of(storage).connect() as connection:
        (row,) = connection.execute(select(*(PEOPLE.c[name] for name in EMPTIED)))
    return set(row)


def test_a_contact_becomes_a_way_that_nobody_was_asked_about(database_url: str, clock: Watch) -> None:
    before = open_storage(database_url, MASTER_KEY, clock)
    with filled_by_an_older_version(before, "12 Elm, ring twice", willing="yes", able="being_checked"):
        before.close()
    again = open_storage(database_url, MASTER_KEY, clock)
    with unit(again) as work:
        (way,) = work.find(ContactWay, person_id="person-1")
        facts = {one.name: (one.answer, one.on) for one in work.find(PersonFact, person_id="person-1")}
    assert (way.kind, way.value, way.safe, way.usable) == ("other", "12 Elm, ring twice", None, False)
    assert facts == {"willing": ("yes", None), "able": ("being_checked", None)}
    assert held_now(again) == {None}
    assert again.verify_chain(TEAM, "case-1").whole
    again.close()


def test_it_is_moved_once(storage: Storage) -> None:
    with filled_by_an_older_version(storage, "12 Elm", interest="no"):
        for _ in range(2):
            move_what_people_held(storage.units)
    with unit(storage) as work:
        assert len(work.find(ContactWay)) == 1
        assert len(work.find(PersonFact)) == 1


def test_of_a_case_whose_key_was_ended_nothing_is_read_and_nothing_stops_the_start(storage: Storage) -> None:
    with filled_by_an_older_version(storage, "12 Elm"):
        storage.shred(TEAM, "case-1", ACTOR)
        move_what_people_held(storage.units)
    assert held_now(storage) == {None}
    with unit(storage) as work:
        assert work.find(ContactWay) == ()


def test_what_held_nothing_gets_nothing(storage: Storage) -> None:
    with filled_by_an_older_version(storage, None):
        move_what_people_held(storage.units)
    with unit(storage) as work:
        assert work.find(ContactWay) == work.find(PersonFact) == ()
