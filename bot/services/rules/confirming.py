"""Administrators say which values of a practice profile their agency confirmed; the profile as it is then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.confirming import Confirmation, Value, as_confirmed, in_force, values_of
from bot.domain.dates import to_wall
from bot.domain.errors import AnswersNotUnderstood, NotFound, NotNow
from bot.domain.profile import PracticeProfile
from bot.domain.sources import Mark
from bot.services.acting import Acting
from bot.services.ports import UnitOfWork

# Deadlines first: a wrong one does the most harm.
_FIRST = ("clocks", "stand_ins", "copies", "endorsement", "acknowledgement", "challenge")


@dataclass(frozen=True)
class ToConfirm:
    """One value that no paper settles, and the agency's word on it where there is one."""

    value: Value
    confirmed: Confirmation | None
    changed_since: bool


@dataclass(frozen=True)
class Rules:
    """A profile with all that its agency confirms, deadlines first."""

    profile: PracticeProfile
    values: tuple[ToConfirm, ...]

    @property
    def waiting(self) -> int:
        """How many are not confirmed."""
        return sum(one.confirmed is None for one in self.values)


def settled(work: UnitOfWork, profile: PracticeProfile) -> PracticeProfile:
    """The profile with the marks that its agency confirmed."""
    return as_confirmed(profile, confirmed_values(work, profile))


def confirmed_values(work: UnitOfWork, profile: PracticeProfile) -> Mapping[str, Confirmation]:
    """The confirmations in force, by the value's path."""
    return in_force(profile, work.find(Confirmation, profile=profile.id))


def rules_to_confirm(acting: Acting) -> tuple[Rules, ...]:
    """Every profile of the agency with what is to be confirmed. Raises NotAllowed."""
    acting.must("profile.confirm")
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return tuple(_rules(work, profile) for profile in acting.agency.profiles.values())


def rules_of(acting: Acting, profile_id: str) -> Rules:
    """One profile of the agency. Raises NotAllowed, NotFound."""
    acting.must("profile.confirm")
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return _rules(work, _profile(acting, profile_id))


def confirm_value(acting: Acting, profile_id: str, path: str, values: Mapping[str, Any]) -> str:
    """Say that a value is right as it stands: since when the agency says so, and who; returns its id.

    Raises AnswersNotUnderstood for a day to come, NotNow where somebody confirmed it already.
    """
    with acting.in_workspace("profile.confirm") as work:
        profile = _profile(acting, profile_id)
        stated = _value(profile, path)
        today = to_wall(work.now, acting.agency.zone).date()
        if values["confirmed_on"] > today:
            raise AnswersNotUnderstood({"confirmed_on": "date_in_future"})
        if path in confirmed_values(work, profile):
            raise NotNow("confirmed_already")
        made = Confirmation(
            workspace_id=work.workspace_id,
            id=work.new_id(),
            profile=profile.id,
            value=path,
            stated=stated.fingerprint,
            confirmed_on=values["confirmed_on"],
            said_by=values["said_by"],
            entered_by=acting.user,
            entered_at=work.now,
        )
        work.add(made)
        return made.id


def take_back(acting: Acting, confirmation_id: str) -> str:
    """The value is not confirmed after all; who said so and when stays. Returns the profile's id."""
    with acting.in_workspace("profile.confirm") as work:
        known = work.get(Confirmation, confirmation_id)
        if known.undone_at is None:
            work.replace(replace(known, undone_at=work.now, undone_by=acting.user))
        return known.profile


def _rules(work: UnitOfWork, profile: PracticeProfile) -> Rules:
    said = work.find(Confirmation, profile=profile.id)
    holds = in_force(profile, said)
    before = {one.value for one in said if one.undone_at is None} - holds.keys()
    asked = [
        ToConfirm(value, holds.get(value.path), value.path in before)
        for value in values_of(profile)
        if value.can_be_confirmed and (value.stated.mark is Mark.UNCONFIRMED or value.path in holds)
    ]
    return Rules(profile, tuple(sorted(asked, key=_order)))


def _order(asked: ToConfirm) -> tuple[bool, int]:
    part = asked.value.path.partition(".")[0]
    return asked.confirmed is not None, _FIRST.index(part) if part in _FIRST else len(_FIRST)


def _profile(acting: Acting, profile_id: str) -> PracticeProfile:
    if profile_id not in acting.agency.profiles:
        raise NotFound("profile", id=profile_id)
    return acting.agency.profiles[profile_id]


def _value(profile: PracticeProfile, path: str) -> Value:
    found = next((one for one in values_of(profile) if one.path == path and one.can_be_confirmed), None)
    if found is None:
        raise NotFound("value", id=path)
    return found
