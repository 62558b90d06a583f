"""The taps in the list from the earlier plan: carry over, leave out, undo; each draws the list anew."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.conference import Conference
from bot.flows.closing import LEAVE_OUT
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.plan.earlier_view import USUAL_REASONS, earlier_view
from bot.handlers.plan.gaps_view import gaps_view
from bot.handlers.showing import redrawn, shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.plan import from_earlier

Body = Mapping[str, Any]
# What each tap does, with the conference and the entry (or the kind) that it is about.
DEEDS: Mapping[str, Callable[[Acting, str, str], None]] = {
    "carry": from_earlier.carry,
    "carry_all": from_earlier.carry_group,
    "carry_undo": from_earlier.undo,
}


def register(app: App, desk: Desk) -> None:
    """The list, the taps in it, and the one tap in the list of what is open."""
    shows(app, desk, {"earlier": earlier_view})

    @app.action(pressed(f"({'|'.join(DEEDS)})"))
    def deed(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, page, about = _value(body).split(":")
        DEEDS[_pressed_now(body)](context["acting"], conference_id, about)
        redrawn(desk, ack, body, client, context, earlier_view, f"{conference_id}:{page}")
        desk.wake()

    @app.action(pressed(f"leave_({'|'.join(USUAL_REASONS)})"))
    def leave(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, page, about = _value(body).split(":")
        why = _pressed_now(body).removeprefix("leave_")
        from_earlier.leave_out(context["acting"], conference_id, about, why)
        redrawn(desk, ack, body, client, context, earlier_view, f"{conference_id}:{page}")
        desk.wake()

    @app.action(pressed("carry_here"))
    def carry_here(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id, about = _value(body).split(":")
        from_earlier.carry(context["acting"], conference_id, about)
        redrawn(desk, ack, body, client, context, gaps_view, conference_id)


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _pressed_now(body: Body) -> str:
    return str(body["actions"][0]["action_id"]).split(":")[1]


def _leave_out(acting: Acting, subject: Subject, values: Values) -> Done:
    conference_id, page, about = subject.id.split(":")
    from_earlier.leave_out(acting, conference_id, about, "other", values["words"])
    return Done("left_out", {"presses": [Press("earlier", "do:earlier", f"{conference_id}:{page}")]})


FORMS = (Form(LEAVE_OUT, _leave_out, "plan.seal", about=Conference),)
