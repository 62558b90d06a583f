"""What everybody who takes part can press: ready, to speak, a break, the family is back, the safety pause."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import ConferenceState
from bot.domain.course import Wish
from bot.domain.profile import SafetyRule
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.showing import shows
from bot.notices.card import end_press
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.meeting import pausing, signals, stages
from bot.services.meeting.pausing import Pause

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Each tap is answered to its person alone."""
    shows(app, desk, {"safety": safety_view})

    @app.action(pressed("signal"))
    def signal(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        conference_id, wish = _value(body).split(":")
        signals.signal(context["acting"], conference_id, Wish(wish))
        presses = [Press("take_back", "do:signal_back", _value(body))]
        _answer(ack, respond, context, "captured/wish", wish=wish, presses=presses)

    @app.action(pressed("signal_back"))
    def back(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        conference_id, wish = _value(body).split(":")
        signals.take_back(context["acting"], conference_id, Wish(wish))
        _answer(ack, respond, context, "captured/wish_over", replace=True)

    @app.action(pressed("back_together"))
    def together(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        stages.back_together(context["acting"], _value(body))
        _answer(ack, respond, context, "captured/back_together")

    @app.action(pressed("pause"))
    def pause(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        pausing.pause(context["acting"], _value(body))
        _answer(ack, respond, context, "captured/paused")

    @app.action(pressed("resume"))
    def resume(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        pausing.resume(context["acting"], _value(body))
        if body.get("view"):
            ack()
            desk.wake()
            view = safety_view(desk, context["acting"], _value(body), context["language"])
            desk.update(client, body["view"]["id"], view)
        else:
            _answer(ack, respond, context, "captured/resumed")

    def _answer(
        ack: Ack, respond: Respond, context: BoltContext, words: str, replace: bool = False, **values: Any
    ) -> None:
        ack()
        desk.wake()
        said = desk.words.message(words, context["language"], **values)
        desk.say(respond, said.text, said.blocks, replace=replace)


def safety_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """For those who must know: since when, who pressed, what the local rules say; how it goes on."""
    found = pausing.look(acting, conference_id)
    return desk.words.view(
        "views/safety",
        language,
        parts=[Part("steps", _steps(found.rule))],
        presses=_presses(found),
        since=found.since,
        zone=found.conference.zone,
        by=found.by,
        state="paused" if found.conference.paused_at else str(found.conference.state),
    )


def _steps(rule: SafetyRule | None) -> list[dict[str, object]]:
    return [
        {"step": one.id, "source": one.source, "confirmed": one.confirmed}
        for one in (rule.steps if rule else ())
    ]


def _presses(found: Pause) -> list[Press]:
    conference = found.conference
    if not found.leads or conference.state is not ConferenceState.OPEN or not conference.paused_at:
        return []
    return [
        Press("resume", "do:resume", conference.id),
        Press("adjourn", "open:adjourn", conference.id),
        end_press(conference, any_noted=True),
    ]


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])
