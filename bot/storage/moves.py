"""Moves what an older version kept in a person's row into things of their own.

A migration cannot do it: words are tied to the place where they were encrypted, and it has no key.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Table, or_, select, update

from bot.domain.kept import OfCase
from bot.domain.network import FACTS, ContactWay, PersonFact
from bot.domain.people import Person
from bot.storage.encryption import Place
from bot.storage.tables import TABLES
from bot.storage.unit_of_work import StoredUnit, StoredUnits

EMPTIED = ("contact", *FACTS)


def move_what_people_held(units: StoredUnits) -> None:
    """How to reach somebody, and what they were asked for, become things of their own, once.

    Nobody was asked yet whether such a way is safe, and nobody noted on which day a fact was asked.
    """
    for workspace_id in _workspaces(units):
        with units(workspace_id, "system") as work:
            for row in _rows(work):
                if _emptied(work, row):
                    for thing in _things(work, row):
                        work.add(thing)
            work.commit()


def _people() -> Table:
    return TABLES[Person]


def _holding_something() -> Any:
    return or_(*(_people().c[name].is_not(None) for name in EMPTIED))


def _workspaces(units: StoredUnits) -> list[str]:
    asked = select(_people().c.workspace_id).where(_holding_something()).distinct()
    with units.transactions.begin(read_only=True) as connection:
        return list(connection.execute(asked).scalars())


def _rows(work: StoredUnit) -> list[Row[Any]]:
    asked = select(_people()).where(_people().c.workspace_id == work.workspace_id, _holding_something())
    return list(work.inside().connection.execute(asked))


def _emptied(work: StoredUnit, row: Row[Any]) -> bool:
    """Empty the old place; False where another process was first."""
    found = _people().c
    emptied = work.inside().connection.execute(
        update(_people())
        .where(found.workspace_id == work.workspace_id, found.id == row.id, _holding_something())
        .values(dict.fromkeys(EMPTIED))
    )
    return emptied.rowcount == 1


def _things(work: StoredUnit, row: Row[Any]) -> Iterator[OfCase]:
    key = work.inside().keyring.readable(row.case_id)
    if key is None:
        return  # the case's key was ended, and with it what these words meant
    mine: dict[str, Any] = {
        "workspace_id": work.workspace_id,
        "case_id": row.case_id,
        "person_id": row.id,
        "entered_by": "system",
    }
    if row.contact is not None:
        words = key.decrypt(Place(work.workspace_id, _people().name, "contact", row.id), row.contact)
        yield ContactWay(**mine, id=work.new_id(), kind="other", value=words)
    for name in FACTS:
        answer = row._mapping[name]
        if answer is not None:
            yield PersonFact(**mine, id=work.new_id(), name=name, answer=answer)
