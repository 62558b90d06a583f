"""On the day of the seal each owner with Slack hears which steps have their name (C.5), and of no other."""

import json
from collections.abc import Iterator

from bot.domain.closing import PlanVersion
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import direct


def tell_owners(on: OnCase, version: PlanVersion, before: PlanVersion | None) -> None:
    """Whoever knew all their steps from the version before hears nothing."""
    known = set(_steps(before)) if before else set()
    owners = {owner for owner, step in _steps(version) if (owner, step) not in known}
    for person in on.people.values():
        if person.here and person.slack_user and person.id in owners:
            on.work.send(direct(on, person, "your_steps", version.id, f"steps:{version.id}:{person.id}"))


def _steps(version: PlanVersion) -> Iterator[tuple[str, str]]:
    """The owner and the id of each sealed step."""
    for row in json.loads(version.content)["tasks"]:
        yield row["owner"], row["id"]
