"""What is told in private: forms for facilitator and case manager alone."""

from bot.flows.private import PREPARATION, PRIVATE_NOTE, SAFETY_SCREEN
from bot.handlers.form import Done, Form, Subject, Values
from bot.services import private
from bot.services.acting import Acting


def _preparation(acting: Acting, subject: Subject, values: Values) -> Done:
    private.record_preparation(acting, subject.id, values)
    return Done()


def _safety_screen(acting: Acting, subject: Subject, values: Values) -> Done:
    hidden = tuple(values.get("address_hidden_from") or ())
    private.record_safety_screen(acting, subject.id, {**values, "address_hidden_from": hidden})
    return Done()


def _private_note(acting: Acting, subject: Subject, values: Values) -> Done:
    private.record_private_note(acting, subject.id, values)
    return Done()


FORMS = (
    Form(PREPARATION, _preparation, "private.write"),
    Form(SAFETY_SCREEN, _safety_screen, "private.write"),
    Form(PRIVATE_NOTE, _private_note, "private.write"),
)
