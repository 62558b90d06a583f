"""What children asked to keep private: for those who lead, and for whoever heard it; no plan may hold it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain import access
from bot.domain.case import Child
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.kept_private import KeepPrivate, ToldForSafety
from bot.services.acting import Acting, OnCase


@dataclass(frozen=True)
class Item:
    """One thing that a child keeps private; `safety` says to whom it had to be told all the same."""

    kept: KeepPrivate
    child: str
    heard_by: str
    safety: tuple[ToldForSafety, ...]


@dataclass(frozen=True)
class Wishes:
    """The items that one person may see, and whether they lead the case."""

    items: tuple[Item, ...]
    leads: bool


def keep(acting: Acting, case_id: str, values: Mapping[str, Any]) -> KeepPrivate:
    """A child asked to keep something private. Raises AnswersNotUnderstood."""
    with acting.on_case("private.write", case_id) as on:
        _check(on, values)
        on.child(values["child_id"])
        return on.keep(KeepPrivate, entered_by=acting.user, **values)


def correct(acting: Acting, item_id: str, values: Mapping[str, Any], version: int) -> KeepPrivate:
    """Other words, or the day on which the child themself said that it may be told."""
    with acting.on_case("private.write", acting.case_of(KeepPrivate, item_id)) as on:
        _check(on, values)
        changed = replace(on.work.get(KeepPrivate, item_id), version=version, **values)
        on.work.replace(changed)
        return changed


def told_for_safety(acting: Acting, item_id: str, values: Mapping[str, Any]) -> ToldForSafety:
    """Somebody could get hurt, so it was told: to whom and when. It stays private to everybody else."""
    with acting.on_case("private.write", acting.case_of(KeepPrivate, item_id)) as on:
        _check(on, values)
        return on.keep(ToldForSafety, item_id=item_id, entered_by=acting.user, **values)


def wishes(acting: Acting, case_id: str) -> Wishes:
    """Every item for those who lead; for anybody else only what they heard themselves. Raises NotAllowed."""
    with acting.looking("kept_private.look", case_id) as on:
        children = {one.id: one.name for one in on.work.find(Child, case_id=case_id)}
        safety = on.work.find(ToldForSafety, case_id=case_id)
        return Wishes(
            tuple(
                Item(
                    one,
                    children.get(one.child_id, ""),
                    on.person(one.heard_by).name if one.heard_by else "",
                    tuple(told for told in safety if told.item_id == one.id),
                )
                for one in items_seen(on)
            ),
            on.leads(),
        )


def items_seen(on: OnCase) -> tuple[KeepPrivate, ...]:
    """The items that this person may see (access.PARTS, and whoever heard one)."""
    every = on.work.find(KeepPrivate, case_id=on.case.id)
    if access.sees(on.standings, "kept_private"):
        return every
    return tuple(one for one in every if on.me and one.heard_by == on.me.id)


def _check(on: OnCase, values: Mapping[str, Any]) -> None:
    days = ("told_on", "lifted_on", "on")
    wrong = {day: "date_in_future" for day in days if values.get(day) and values[day] > on.today}
    if wrong:
        raise AnswersNotUnderstood(wrong)
    if values.get("heard_by"):
        on.person(values["heard_by"])
