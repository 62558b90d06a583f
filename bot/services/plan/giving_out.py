"""An endorsed plan goes to those who are owed a copy and have Slack: to read, and noted as sent."""

from dataclasses import replace

from bot.domain.closing import Copy, PlanVersion
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import direct


def give_out(on: OnCase, version: PlanVersion) -> None:
    """Tell each of them once, and those who lead."""
    copies = {one.person_id: one for one in on.work.find(Copy, version_id=version.id)}
    for person in on.people.values():
        copy = copies.get(person.id)
        # Whoever's need to know nobody has checked gets nothing until somebody says so (K-28).
        cleared = copy is not None and copy.how != "need_to_know_check"
        if person.slack_user and (cleared or on.would_lead(person)):
            on.work.send(direct(on, person, "plan_ready", version.id, f"plan:{version.id}:{person.id}"))
            if copy and cleared and not copy.sent_on:
                on.work.replace(replace(copy, how="slack", sent_on=on.today, entered_by=on.work.actor))
