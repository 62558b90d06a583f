"""How a person may be reached: noting their ways, and what they said of each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.errors import AnswersNotUnderstood
from bot.domain.network import ContactWay
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders
from bot.services.family_page.ending import end_mailed


def add_way(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """A way to reach somebody; returns its id. Until they say that it is safe, nobody uses it."""
    with acting.on_case("network.change", case_id) as on:
        on.person(values["person_id"])
        way = on.keep(ContactWay, entered_by=acting.user, **_settled(on, values))
        schedule_reminders(on.work, case_id)
        return way.id


def change_way(acting: Acting, way_id: str, values: Mapping[str, Any], version: int) -> str:
    """Correct a way, or note what its person said of it; returns the case id.

    Another number or address is another way: what was said of the old one does not hold for it.
    """
    with acting.on_case("network.change", acting.case_of(ContactWay, way_id)) as on:
        known = on.work.get(ContactWay, way_id)
        on.person(values["person_id"])
        told = _settled(on, values)
        changed = replace(known, version=version, **told)
        said = (known.safe, known.asked_by, known.asked_on)
        if _place(changed) != _place(known) and (told["safe"], told["asked_by"], told["asked_on"]) == said:
            changed = replace(changed, safe=None, asked_by=None, asked_on=None)
        on.work.replace(changed)
        _end_mailed_unless_safe(on, changed)
        schedule_reminders(on.work, on.case.id)
        return on.case.id


def end_way(acting: Acting, way_id: str) -> str:
    """It is theirs no longer; it stays in the record and is used no more. Returns the person's id."""
    return _ended(acting, way_id, True)


def take_up_way(acting: Acting, way_id: str) -> str:
    """Undo that a way ended. Returns the person's id."""
    return _ended(acting, way_id, False)


def _settled(on: OnCase, values: Mapping[str, Any]) -> dict[str, Any]:
    """Who asked, and when, belong to an answer: today and its writer, unless another is named."""
    safe = values.get("safe")
    asked_by, asked_on = values.get("asked_by"), values.get("asked_on")
    if asked_on and asked_on > on.today:
        raise AnswersNotUnderstood({"asked_on": "date_in_future"})
    if asked_by:
        on.person(asked_by)
    who = asked_by or (on.me.id if on.me else None)
    asked = {"asked_by": who, "asked_on": asked_on or on.today}
    if safe is None:
        asked = dict.fromkeys(asked)
    return {name: values[name] for name in ("person_id", "kind", "value")} | {"safe": safe} | asked


def _place(way: ContactWay) -> tuple[str, str, str]:
    return way.person_id, way.kind, way.value.strip()


def _end_mailed_unless_safe(on: OnCase, way: ContactWay) -> None:
    if way.kind == "email" and not way.usable:
        end_mailed(on, way.person_id)


def _ended(acting: Acting, way_id: str, over: bool) -> str:
    with acting.on_case("network.change", acting.case_of(ContactWay, way_id)) as on:
        way = replace(on.work.get(ContactWay, way_id), ended_on=on.today if over else None)
        on.work.replace(way)
        _end_mailed_unless_safe(on, way)
        schedule_reminders(on.work, on.case.id)
        return way.person_id
