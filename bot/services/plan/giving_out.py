"""An endorsed plan goes to those who are owed a copy and have Slack: to read, and noted as sent."""

from dataclasses import replace

from bot.domain.closing import CHECK_FIRST, Copy, PlanVersion
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import safe_slack
from bot.services.plan.copy_rules import owe_copies


def give_out(on: OnCase, version: PlanVersion) -> None:
    """Tell each of them once, and those who lead. Whoever came since the seal is owed a copy as well."""
    owe_copies(on, version)
    copies = {one.person_id: one for one in on.work.find(Copy, version_id=version.id)}
    for person in on.people.values():
        copy = copies.get(person.id)
        # Whoever's need to know nobody has checked gets nothing until somebody says so (K-28).
        cleared = copy is not None and copy.how != CHECK_FIRST
        if safe_slack(on.work, person) and (cleared or on.would_lead(person)):
            on.work.send(direct(on, person, "plan_ready", version.id, f"plan:{version.id}:{person.id}"))
            if copy and cleared and not copy.sent_on:
                on.work.replace(replace(copy, how="slack", sent_on=on.today, entered_by=on.work.actor))
