"""Whoever saw the agenda is told once, some time after the first change, that it is not as they saw it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.domain.conference import AgendaSeen, Conference
from bot.domain.quiet_hours import Quiet
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack

# Changes come in rows: so long they gather into one message.
GATHERED = timedelta(minutes=30)


def tell_who_saw(on: OnCase, conference: Conference, at_once: bool = False) -> set[str]:
    """A message for each who saw the agenda that went out, whether it was before or as it is now.

    It is composed when it goes: to whoever saw it as it is by then, nothing is said. Returns the ids of
    those whom it will reach.
    """
    if conference.agenda_sent_at is None:
        return set()
    kept, due, told = kept_from_slack(on.work, on.case.id), on.work.now if at_once else _later(on), set()
    for seen in on.work.find(AgendaSeen, conference_id=conference.id):
        person = on.people.get(seen.person_id)
        if person and person.slack_user not in (None, on.work.actor) and person.id not in kept:
            # Told once of what changed since they looked; looking again makes a new version of `seen`.
            key = f"card:agenda_late:{conference.id}:{person.id}:{seen.version}"
            message = direct(on, person, "agenda_changed", conference.id, key)
            on.work.send(replace(message, due_at=due))
            told.add(person.id)
    return told


def _later(on: OnCase) -> datetime:
    hours = on.profile.quiet_hours
    quiet = Quiet(time.fromisoformat(hours.start), time.fromisoformat(hours.end))
    return quiet.over_at(on.work.now + GATHERED, on.case.zone)
