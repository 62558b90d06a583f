"""What a reader says about their own reminders: not now but then, and in which hours never."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from bot.domain.conference import Conference
from bot.domain.errors import AnswersNotUnderstood, NotFound, NotNow
from bot.domain.people import Person
from bot.domain.quiet_hours import OwnTimes, Quiet
from bot.domain.snoozing import CHOICES, Snooze, until
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reach import quiet_of, zone_of
from bot.services.delivery.reminders import remind_when, schedule_reminders


@dataclass(frozen=True)
class PutOff:
    """Till when reminders are put off, on their reader's own clock."""

    ids: tuple[str, ...]
    until: datetime
    zone: str


def choices(acting: Acting, case_id: str, kind: str, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """The moments to choose from: none that comes after the thing itself is over. Raises NotAllowed."""
    with acting.looking("reminder.own", case_id) as on:
        over = _over_at(on, kind, subjects)
        return tuple(one for one in CHOICES if over is None or _moment(on, one) < over)


def put_off(acting: Acting, case_id: str, kind: str, subjects: tuple[str, ...], choice: str) -> PutOff:
    """No word of these things to whoever acts until the moment of their choice.

    Raises NotAllowed, and NotNow where the thing is over by then: no reminder would come at all.
    """
    if choice not in CHOICES:
        raise NotFound("choice", id=choice)
    with acting.on_case("reminder.own", case_id) as on:
        then, over = _moment(on, choice), _over_at(on, kind, subjects)
        if over is not None and then >= over:
            raise NotNow("meeting_is_sooner")
        about = {"kind": kind, "slack_user": acting.user, "at": on.work.now, "until": then}
        kept = tuple(on.keep(Snooze, subject_id=one, **about).id for one in subjects)
        schedule_reminders(on.work, case_id)
        return PutOff(kept, then, zone_of(on.work, acting.user, on.case.zone))


def take_up_again(acting: Acting, snooze_id: str) -> None:
    """Undo it: the reminders come as they would have. Somebody else's is not theirs to undo."""
    with acting.on_case("reminder.own", acting.case_of(Snooze, snooze_id)) as on:
        known = on.work.first(Snooze, id=snooze_id, slack_user=acting.user)
        if known is not None and known.ended_at is None:
            on.work.replace(replace(known, ended_at=on.work.now))
            schedule_reminders(on.work, on.case.id)


def own_times(acting: Acting) -> Quiet:
    """When whoever acts wants no reminders: by their own word, else as is usual."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return quiet_of(work, acting.user, Quiet())


def set_own_times(acting: Acting, values: Mapping[str, Any]) -> None:
    """In which hours, and whether on weekends, no reminder comes. It holds in all of their cases.

    Raises AnswersNotUnderstood where nothing would ever come.
    """
    start, end = values["start"], values["end"]
    if start == end:
        raise AnswersNotUnderstood({"end": "same_time"})
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        known = work.first(OwnTimes, slack_user=acting.user)
        facts: dict[str, Any] = {
            "start": _wall(start),
            "end": _wall(end),
            "weekends": bool(values.get("weekends")),
        }
        if known:
            work.replace(replace(known, **facts))
        else:
            facts |= {"workspace_id": work.workspace_id, "slack_user": acting.user}
            work.add(OwnTimes(id=work.new_id(), **facts))
        for case_id in {one.case_id for one in work.find(Person, slack_user=acting.user) if one.here}:
            schedule_reminders(work, case_id)
        work.commit()


def _moment(on: OnCase, choice: str) -> datetime:
    user = on.work.actor
    quiet = quiet_of(on.work, user, remind_when(on.profile).quiet)
    return until(choice, on.work.now, zone_of(on.work, user, on.case.zone), quiet)


def _over_at(on: OnCase, kind: str, subjects: tuple[str, ...]) -> datetime | None:
    """When the first of several meetings begins; None for what has no end of its own."""
    if kind != "conference":
        return None
    found = on.work.find(Conference, case_id=on.case.id, id=subjects)
    return min((one.starts_at for one in found), default=None)


def _wall(at: time) -> str:
    return f"{at:%H:%M}"
