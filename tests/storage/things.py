"""Things to keep in storage tests: one invented family, and one of every kept class from its fields."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

from bot.domain.case import Case, Child
from bot.domain.delivery import Outgoing
from bot.domain.kept import Kept
from bot.domain.people import Person
from bot.domain.plan import Strength
from bot.services.ports import UnitOfWork
from bot.storage import Storage

MASTER_KEY = bytes(range(32))
TEAM = "T1"
ACTOR = "U-facilitator"
WHEN = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def a_case(**fields: Any) -> Case:
    """A case with its usual fields."""
    usual: dict[str, Any] = {
        "workspace_id": TEAM,
        "id": "case-1",
        "channel_id": "C1",
        "reference": "CINC 2027-0412",
        "profile": "kansas",
        "plan_kind": "initial",
        "zone": "America/Chicago",
        "opened_by": ACTOR,
        "opened_at": WHEN,
    }
    return Case(**usual | fields)


def a_person(**fields: Any) -> Person:
    """Someone of the case."""
    usual: dict[str, Any] = {"workspace_id": TEAM, "id": "person-1", "case_id": "case-1"}
    return Person(**usual | {"name": "Odalys Brightwater", "role": "mother"} | fields)


def a_child(**fields: Any) -> Child:
    """A child of the case."""
    usual: dict[str, Any] = {"workspace_id": TEAM, "id": "child-1", "case_id": "case-1"}
    return Child(**usual | {"name": "Juniper"} | fields)


def a_strength(**fields: Any) -> Strength:
    """Something that works in this family."""
    usual: dict[str, Any] = {"workspace_id": TEAM, "id": "strength-1", "case_id": "case-1"}
    usual |= {"entered_by": ACTOR, "entered_at": WHEN, "text": "They read together every night."}
    return Strength(**usual | fields)


def a_message(**fields: Any) -> Outgoing:
    """A message that is due."""
    usual: dict[str, Any] = {"workspace_id": TEAM, "id": "message-1", "key": "reminder:1"}
    usual |= {"to": "U-mother", "message": "reminders/task", "subject_id": "task-1", "due_at": WHEN}
    return Outgoing(**usual | fields)


def keep(storage: Storage, *things: Kept) -> None:
    """Keep these things in one unit of work."""
    with storage.units(TEAM, ACTOR) as work:
        for thing in things:
            work.add(thing)
        work.commit()


def unit(storage: Storage, workspace_id: str = TEAM) -> UnitOfWork:
    """A unit of work; that this passes the type check shows that storage fits its port."""
    return storage.units(workspace_id, ACTOR)


def break_in(storage: Storage, *statements: str) -> None:
    """What somebody with the database's owner rights could do."""
    with storage.units.transactions.engine.begin() as connection:
        drop_triggers(connection)
        for statement in statements:
            connection.execute(text(statement))


def drop_triggers(connection: Connection) -> None:
    """Take away what keeps the audit chains from being changed."""
    if connection.dialect.name == "sqlite":
        for deed in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER audit_entries_no_{deed}"))
    else:
        connection.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER ALL"))
