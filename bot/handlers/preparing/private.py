"""What is told in private: forms for facilitator and case manager alone."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.domain.parting import NoContact
from bot.flows.private import NO_CONTACT, NO_CONTACT_NOW, PREPARATION, PRIVATE_NOTE, SAFETY_SCREEN
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.people import parting
from bot.services.preparing import private

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Who is kept apart."""
    shows(app, desk, {"kept_apart": kept_apart_view})


def _preparation(acting: Acting, subject: Subject, values: Values) -> Done:
    explained = tuple(values.get("explained") or ())
    private.record_preparation(acting, subject.id, {**values, "explained": explained})
    return Done()


def _safety_screen(acting: Acting, subject: Subject, values: Values) -> Done:
    named = {name: tuple(values.get(name) or ()) for name in ("address_hidden_from", "no_contact_with")}
    private.record_safety_screen(acting, subject.id, {**values, **named})
    return Done("kept_apart", _what_now(subject.id)) if named["no_contact_with"] else Done()


def _no_contact(acting: Acting, subject: Subject, values: Values) -> Done:
    parting.keep_apart(acting, subject.id, values)
    return Done("kept_apart", _what_now(subject.id))


def _no_contact_now(acting: Acting, subject: Subject, values: Values) -> Done:
    parting.correct(acting, subject.id, values, subject.version or 0)
    return Done()


def _what_now(case_id: str) -> dict[str, Any]:
    return {"presses": [Press("who", "do:kept_apart", case_id)]}


def kept_apart_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Who is kept apart from whom, since when, and what is to be done while it holds."""
    found = parting.who_is_kept_apart(acting, case_id)
    rows = [
        {
            "names": names,
            "kind": rule.kind,
            "since": rule.since,
            "ended_on": rule.ended_on,
            "presses": [Press("change", "open:no_contact_now", f"{rule.id}:{rule.version}")],
        }
        for rule, names in found.rules
    ]
    both = found.both_asked
    leave_out = [Press("leave_out", "open:schedule", f"{both.id}:{both.version}", "primary")] if both else []
    cards_back = [Press("cards_back", "do:cards_back", case_id)] if found.cards_out else []
    presses = [
        *leave_out,
        Press("no_contact", "open:no_contact", case_id, None if both else "primary"),
        Press("separate", "open:schedule", case_id),
        *cards_back,
    ]
    return desk.words.view(
        "views/kept_apart",
        language,
        parts=[Part("rules", rows)],
        presses=presses,
        both_asked=both is not None,
        cards_out=found.cards_out,
    )


def _private_note(acting: Acting, subject: Subject, values: Values) -> Done:
    private.record_private_note(acting, subject.id, values)
    return Done()


FORMS = (
    Form(PREPARATION, _preparation, "private.write"),
    Form(SAFETY_SCREEN, _safety_screen, "private.write"),
    Form(NO_CONTACT, _no_contact, "private.write"),
    Form(NO_CONTACT_NOW, _no_contact_now, "private.write", about=NoContact, corrects=NoContact),
    Form(PRIVATE_NOTE, _private_note, "private.write"),
)
