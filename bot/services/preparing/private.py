"""The private part of the record: talks before the conference, safety screens, notes; never in a plan."""

from collections.abc import Mapping
from typing import Any, TypeVar

from bot.domain.errors import AnswersNotUnderstood
from bot.domain.kept import OfCase
from bot.domain.people import HIDDEN_ADDRESS, Preparation, PrivateNote, SafetyScreen
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders
from bot.services.people.parting import part

T = TypeVar("T", bound=OfCase)


def record_preparation(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """That somebody was talked with alone before the conference, by whom and when; returns its id."""
    return _keep(acting, case_id, Preparation, values, "done_on")


def record_safety_screen(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """What somebody said alone about orders and fear; whom they name is kept apart from them at once.

    Nobody but facilitator and case manager sees it.
    """
    with acting.on_case("private.write", case_id) as on:
        _people_of_this_case(on, values)
        named = [on.person(one).id for one in values.get("no_contact_with") or ()]
        if values["person_id"] in named:
            raise AnswersNotUnderstood({"no_contact_with": "same_entry"})
        screen = on.keep(SafetyScreen, entered_by=acting.user, **values)
        kind = "order" if screen.no_contact_order else "wish"
        for other in named:
            part(on, (screen.person_id, other), kind=kind, since=on.today, screen_id=screen.id)
        return screen.id


def record_private_note(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """An address that stays hidden; what a child wants kept private has a list of its own."""
    return _keep(acting, case_id, PrivateNote, {**values, "kind": HIDDEN_ADDRESS}, "on")


def _keep(acting: Acting, case_id: str, kind: type[T], values: Mapping[str, Any], day: str = "") -> str:
    with acting.on_case("private.write", case_id) as on:
        if day and values[day] > on.today:
            raise AnswersNotUnderstood({day: "date_in_future"})
        _people_of_this_case(on, values)
        if kind is Preparation:
            # A talk is contact: a reminder that nobody was in touch waits from then on.
            schedule_reminders(on.work, case_id)
        return on.keep(kind, entered_by=acting.user, **values).id


def _people_of_this_case(on: OnCase, values: Mapping[str, Any]) -> None:
    for name in ("person_id", "by_person"):
        if values.get(name):
            on.person(values[name])
