"""Holding a conference: the card's buttons, attendance, and what is recorded so far."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond

from bot.domain.conference import Attendance, Conference
from bot.flows.meeting import ATTENDANCE, HELD
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.meeting.how_we_talk_view import tell_who_is_open
from bot.handlers.plan.goals_view import goals_view
from bot.handlers.plan.read_back import plan_view
from bot.handlers.seeing.hub import hub_message
from bot.handlers.showing import shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.entries import child_part
from bot.services.meeting import holding, stages
from bot.services.meeting.going_on import GROUND_RULES

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Start, next, back, end; and the private views behind the card."""
    shows(app, desk, {"plan": plan_view, "goal_history": goals_view})

    @app.action(pressed("start"))
    def start(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        holding.start(context["acting"], _value(body))
        _done(ack, respond, context, "captured/started", _value(body))

    @app.action(pressed("next_stage"))
    def next_stage(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        conference_id, seen = _value(body).split(":")
        stages.go_to_stage(context["acting"], conference_id, seen, 1)
        ack()
        desk.wake()
        if body.get("container", {}).get("is_ephemeral"):
            # Pressed in a hub, which nobody else draws anew.
            shown = hub_message(desk, context["acting"], str(body["channel"]["id"]), context["language"])
            desk.say(respond, shown.text, shown.blocks, replace=True)
        elif seen == GROUND_RULES:
            tell_who_is_open(desk, context["acting"], conference_id, respond, context["language"])

    @app.action(pressed("previous_stage"))
    def previous_stage(ack: Ack, body: Body, context: BoltContext) -> None:
        conference_id, seen = _value(body).split(":")
        stages.go_to_stage(context["acting"], conference_id, seen, -1)
        ack()
        desk.wake()

    @app.action(pressed("end"))
    def end(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        holding.end(context["acting"], _value(body))
        _done(ack, respond, context, "captured/ended", _value(body))

    @app.action(pressed("reopen"))
    def reopen(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        holding.reopen(context["acting"], _value(body))
        _done(ack, respond, context, "captured/started", _value(body))

    def _done(ack: Ack, respond: Respond, context: BoltContext, words: str, conference_id: str) -> None:
        ack()
        desk.wake()
        said = desk.words.message(words, context["language"], presses=_THEN[words](conference_id))
        desk.say(respond, said.text, said.blocks)


# What comes next, as buttons of what is said.
_THEN: Mapping[str, Callable[[str], list[Press]]] = {
    "captured/started": lambda conference_id: [
        Press("roll_call", "open:roll_call", conference_id, "primary"),
        Press("hub", "do:hub", "hub"),
    ],
    "captured/ended": lambda conference_id: [
        Press("close_up", "do:gaps", conference_id, "primary"),
        Press("reopen", "do:reopen", conference_id),
        Press("hub", "do:hub", "hub"),
    ],
}


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _attendance(acting: Acting, subject: Subject, values: Values) -> Done:
    """Noted anew, or corrected where it stands: then what it is about is the entry, not the meeting."""
    meeting = subject.id if subject.version is None else holding.meeting_of(acting, subject.id)
    holding.attend(acting, meeting, values)
    done = again("attendance", Subject(meeting))
    if gap := child_part.after_attendance(acting, meeting, values["person_id"]):
        presses = [Press("child_voice", f"open:{gap.form}", str(gap.subject)), *done.values["presses"]]
        return replace(done, values={**done.values, "presses": presses})
    return done


def _held(acting: Acting, subject: Subject, values: Values) -> Done:
    holding.say_when(acting, subject.id, values, subject.version or 1)
    return Done()


FORMS = (
    Form(ATTENDANCE, _attendance, "conference.hold", about=Conference, corrects=Attendance),
    Form(HELD, _held, "conference.hold", about=Conference, corrects=Conference),
)
