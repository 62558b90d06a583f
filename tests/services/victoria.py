"""A case in Victoria: Priya manages it, Dana is the mother, June the child, Rosa the grandmother."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.domain.case import Child
from bot.domain.people import Person
from bot.services import cases, setup
from bot.services.people import team
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import ADMIN, CHANNEL, MANAGER, Casework, Clock
from tests.sqlite import make_database as make_sqlite

MELBOURNE = "Australia/Melbourne"
SUBSTANTIATED = date(2026, 3, 2)
OPENED_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PEOPLE = {
    "mother": {"name": "Dana Reyes", "slack_user": "U0MOTHER"},
    "child": {"name": "June Reyes"},
    "relative_support": {"name": "Rosa Reyes", "family_said_yes": True},
}


@contextmanager
def in_victoria(kind: str, folder: Path) -> Iterator[Casework]:
    """The case on a database of that kind: `sqlite` or `postgresql`."""
    url = make_sqlite(folder) if kind == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock(OPENED_AT))
    made = Casework(storage, clock)
    setup.name_staff(made.as_(ADMIN), MANAGER, ("staff",), (), "Priya Nandan")
    made.ids["case"] = cases.open_case(made.as_(MANAGER), CHANNEL, _facts())
    for role, facts in PEOPLE.items():
        made.ids[role] = team.add_person(made.as_(MANAGER), made.ids["case"], {"role": role, **facts})
    with made.reading() as work:
        made.ids["first"] = work.find(Child, case_id=made.ids["case"])[0].id
        everyone = work.find(Person, case_id=made.ids["case"])
        made.ids["worker"] = next(one.id for one in everyone if one.slack_user == MANAGER)
    yield made
    storage.close()
    if kind == "postgresql":
        drop_database(url)


def _facts() -> dict[str, Any]:
    return {
        "reference": "TEST-VIC",
        "profile": "au-vic",
        "plan_kind": "child_protection_case_plan",
        "trigger_event": "substantiation",
        "trigger_date": SUBSTANTIATED,
        "child_name": "June Reyes",
        "child_birth_date": date(2016, 8, 14),
        "opener_name": "Priya Nandan",
        "opener_role": "case_manager",
        "zone": MELBOURNE,
    }
