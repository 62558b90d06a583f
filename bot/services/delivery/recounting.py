"""Has the dates of all open cases counted anew: each hour, and when rules or time zones changed.

It goes in batches: the errands of one batch and the mark of how far it came are kept together, so that a
lost process loses nothing. The next batch waits until this one is done, so that messages go out meanwhile.
"""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from bot.domain.case import Case, CaseState
from bot.domain.confirming import values_of
from bot.domain.deadlines import RULES, THE_ONE, ZONES, Recount
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AlreadyDone, SomeoneElseChangedThis
from bot.domain.kept import Span
from bot.domain.profile import PracticeProfile
from bot.services.delivery.reminders import key_of, schedule_reminders
from bot.services.ports import UnitOfWork, Units

# What one tick of the outbox takes: a message waits for so many cases at most.
BATCH = 40
UNDER_WAY = (Sending.PENDING, Sending.SENDING, Sending.UNKNOWN)


@dataclass(frozen=True)
class StandsOn:
    """What due dates are counted by, as fingerprints: the agency's rules, and the world's time zones."""

    rules: str
    zones: str

    def at(self, now: datetime) -> str:
        """With the hour: as days pass, clocks roll over, and in each zone at another hour."""
        return f"{now:%Y-%m-%dT%H}:{self.rules}:{self.zones}"


def stands_on(profiles: Mapping[str, PracticeProfile]) -> StandsOn:
    """Of the rules and zones that this process was started with."""
    stated = [
        f"{name}/{value.path}={value.fingerprint}"
        for name, profile in sorted(profiles.items())
        for value in values_of(profile)
    ]
    return StandsOn(_short("\n".join(stated).encode()), _zones())


def count_on(units: Units, workspace_id: str, by: StandsOn) -> bool:
    """One step: begin when something changed since, else ask for the next batch; True while more is left."""
    try:
        with units(workspace_id, "system") as work:
            more = _step(work, by)
            work.commit()
            return more
    except (AlreadyDone, SomeoneElseChangedThis):
        return True  # another process is at it


def _step(work: UnitOfWork, by: StandsOn) -> bool:
    known = work.first(Recount, id=THE_ONE)
    if known is None or (known.finished_at and known.stands_on != by.at(work.now)):
        return _begin(work, known, by)
    if known.finished_at:
        return False
    keys = tuple(key_of(case_id) for case_id in known.batch)
    if keys and work.count(Outgoing, key=keys, state=UNDER_WAY):
        return True
    return _go_on(work, known)


def _begin(work: UnitOfWork, known: Recount | None, by: StandsOn) -> bool:
    begun = Recount(
        workspace_id=work.workspace_id,
        id=THE_ONE,
        stands_on=by.at(work.now),
        begun_at=work.now,
        whole=work.count(Case, state=CaseState.OPEN),
        rules=by.rules,
        zones=by.zones,
    )
    if known is None:
        work.add(begun)
        return _go_on(work, begun)
    changed = RULES if known.rules != by.rules else ZONES if known.zones != by.zones else ""
    if changed:
        begun = replace(begun, changed=changed, changed_at=work.now)
    else:
        said = {name: getattr(known, name) for name in ("changed", "changed_at", "changed_done_at")}
        begun = replace(begun, **said)
    return _go_on(work, replace(begun, version=known.version))


def _go_on(work: UnitOfWork, now: Recount) -> bool:
    """The next cases, the newest first; those opened meanwhile were counted when they were opened."""
    found = work.newest(Case, BATCH + 1, state=CaseState.OPEN, id=Span(until=now.up_to))
    batch = tuple(one.id for one in found if one.id != now.up_to)[:BATCH]
    for case_id in batch:
        schedule_reminders(work, case_id)
    if batch:
        now = replace(now, batch=batch, up_to=batch[-1], asked=now.asked + len(batch))
    else:
        done = work.now if now.changed and not now.changed_done_at else now.changed_done_at
        now = replace(now, batch=(), finished_at=work.now, changed_done_at=done)
    # Kept with the version that was read: of two processes one goes on, the other looks again.
    work.replace(now)
    return now.finished_at is None


@cache
def _zones() -> str:
    found = sha256()
    for name in sorted(zoneinfo.available_timezones()):
        found.update(name.encode() + _zone_file(name))
    return found.hexdigest()[:16]


def _zone_file(name: str) -> bytes:
    for folder in zoneinfo.TZPATH:
        if (found := Path(folder, name)).is_file():
            return found.read_bytes()
    return files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()


def _short(body: bytes) -> str:
    return sha256(body).hexdigest()[:16]
