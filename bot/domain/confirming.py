"""An agency confirms values of its practice profile: which one, as it stands, who said so, and when."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from bot.domain.clock_rules import Clock, ClockKind
from bot.domain.kept import Kept, Words
from bot.domain.profile import PracticeProfile
from bot.domain.sources import Mark, Sourced

_TOLD_APART_BY = ("id", "event", "from_day")


@dataclass(frozen=True, kw_only=True)
class Confirmation(Kept):
    """The agency says that a value of a profile is right as it stands; taken back, it stays with its reason.

    `stated` is the value's fingerprint: a value that is changed later is not confirmed by this.
    """

    profile: str
    value: str
    stated: str
    confirmed_on: date
    said_by: Words
    entered_by: str
    entered_at: datetime
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True)
class Value:
    """One value of a profile with the path by which it is known (`clocks.team_meeting`)."""

    path: str
    stated: Sourced

    @property
    def fingerprint(self) -> str:
        """Of what it says, whatever its mark; a key that nobody gave changes nothing."""
        return sha256(json.dumps(_plain(self.stated), sort_keys=True).encode()).hexdigest()[:16]

    @property
    def can_be_confirmed(self) -> bool:
        """A clock without a length says nothing yet: there the agency's own file gives the number."""
        return not (isinstance(self.stated, Clock) and self.stated.kind is ClockKind.UNSET)


def values_of(profile: PracticeProfile) -> Iterator[Value]:
    """Every value that has a source and a mark, the parts of others too."""
    for field in fields(profile):
        yield from _within(field.name, getattr(profile, field.name))


def edition(profile: PracticeProfile) -> str:
    """Which edition of a profile this is: another one as soon as any value says something else."""
    said = "\n".join(f"{value.path}={value.fingerprint}" for value in values_of(profile))
    return sha256(said.encode()).hexdigest()[:8]


def in_force(profile: PracticeProfile, said: Iterable[Confirmation]) -> dict[str, Confirmation]:
    """The confirmations that hold for the profile's values as they stand now, the newest of each."""
    standing = {one.value: one for one in said if one.profile == profile.id and one.undone_at is None}
    return {
        value.path: standing[value.path]
        for value in values_of(profile)
        if value.path in standing and standing[value.path].stated == value.fingerprint
    }


def as_confirmed(profile: PracticeProfile, paths: Iterable[str]) -> PracticeProfile:
    """The profile in which these values carry the agency's own mark."""
    known = frozenset(paths)
    if not known:
        return profile
    found = {
        field.name: _marked(field.name, getattr(profile, field.name), known) for field in fields(profile)
    }
    return replace(profile, **found)


def _within(path: str, value: object) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _within(_named(path, item), item)
    elif isinstance(value, Sourced):
        yield Value(path, value)
        for field in fields(value):
            yield from _within(f"{path}.{field.name}", getattr(value, field.name))


def _marked(path: str, value: Any, known: frozenset[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_marked(_named(path, item), item, known) for item in value)
    if not isinstance(value, Sourced):
        return value
    parts = {
        field.name: _marked(f"{path}.{field.name}", getattr(value, field.name), known)
        for field in fields(value)
    }
    return replace(value, **{**parts, "mark": Mark.CONFIRMED if path in known else value.mark})


def _named(path: str, item: object) -> str:
    name = next((str(getattr(item, key)) for key in _TOLD_APART_BY if hasattr(item, key)), "")
    return f"{path}.{name}" if name else path


def _plain(value: Any) -> Any:
    """What was given, without marks and without what nobody gave."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping) or not hasattr(value, "__dataclass_fields__"):
        return value
    given = {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if field.name != "mark" and (field.default is MISSING or getattr(value, field.name) != field.default)
    }
    return {name: _plain(part) for name, part in given.items()}
