"""The agenda: topics asked for, the list opened; whoever leads orders and times them, or sets one aside."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference, Topic
from bot.flows.meeting import AGENDA_FOR, TOPIC, TOPIC_ASIDE, TOPIC_LET_IN
from bot.handlers.agenda.agenda_view import agenda_view
from bot.handlers.agenda.topic_calls import calls_view
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import redrawn, shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.agenda import agenda, carrying, late_topics
from bot.services.agenda.agenda import MINUTES_AT_A_TAP
from bot.services.plan import papers

Body = Mapping[str, Any]
AT_A_TAP: Mapping[str, Callable[[Acting, str], str]] = {
    "up": partial(agenda.move_topic, step=-1),
    "down": partial(agenda.move_topic, step=1),
    "less": partial(agenda.retime_topic, step=-MINUTES_AT_A_TAP),
    "more": partial(agenda.retime_topic, step=MINUTES_AT_A_TAP),
    "back": agenda.put_topic_back,
}
ON_A_TOPIC = re.compile(rf"^do:topic_({'|'.join(AT_A_TAP)})(:\w+)?$")


def register(app: App, desk: Desk) -> None:
    """Asking for topics, opening the agenda, what is done to a topic at a tap."""
    shows(app, desk, {"open_agenda": agenda_view})

    @app.action(pressed("ask_topics"))
    def ask_topics(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        conference_id = body["actions"][0]["value"]
        count = agenda.ask_for_topics(context["acting"], conference_id)
        ack()
        desk.wake()
        if body.get("view"):
            view = calls_view(desk, context["acting"], conference_id, context["language"])
            desk.update(client, body["view"]["id"], view)
        words = desk.words.text("captured/topics_asked", context["language"], count=count)
        desk.say(respond, words)

    @app.action(pressed("carry_over"))
    def bring_over(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id = body["actions"][0]["value"]
        carrying.carry_over(context["acting"], conference_id)
        redrawn(desk, ack, body, client, context, agenda_view, conference_id)

    @app.action(ON_A_TOPIC)
    def on_a_topic(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        pressed_action = ON_A_TOPIC.match(body["actions"][0]["action_id"])
        topic_id, acting = body["actions"][0]["value"], context["acting"]
        if pressed_action:
            conference_id = AT_A_TAP[pressed_action[1]](acting, topic_id)
            ack()
            view = agenda_view(desk, acting, conference_id, context["language"], near=topic_id)
            desk.update(client, body["view"]["id"], view)


def _topic(acting: Acting, subject: Subject, values: Values) -> Done:
    facts = {**values, "hard": bool(values.get("hard"))}
    if facts["author_shown"] is None:
        del facts["author_shown"]  # nobody asked: it stays as it is
    if subject.version is None:
        agenda.add_topic(acting, subject.id, facts)
        return Done("topic", {**agenda.fit(acting, subject.id), "presses": _another(subject.id)})
    conference_id = agenda.arrange_topic(acting, subject.id, facts, subject.version)
    return Done("topic", agenda.fit(acting, conference_id))


def _another(conference_id: str) -> list[Press]:
    return [Press("another", "open:topic", conference_id)]


def _topic_aside(acting: Acting, subject: Subject, values: Values) -> Done:
    told = agenda.set_topic_aside(acting, subject.id, values, subject.version or 0)
    return Done("topic_aside", {"author_hears": told})


def _let_in(acting: Acting, subject: Subject, values: Values) -> Done:
    late_topics.let_in(acting, subject.id, values["family_yes"])
    return Done()


def _agenda_for(acting: Acting, subject: Subject, values: Values) -> Done:
    papers.ask_for_copy_of(acting, subject.id, values["person_id"])
    return Done("paper", {})


FORMS = (
    Form(TOPIC, _topic, "agenda.arrange", about=Conference, corrects=Topic),
    Form(TOPIC_ASIDE, _topic_aside, "agenda.arrange", about=Conference, corrects=Topic),
    Form(TOPIC_LET_IN, _let_in, "agenda.arrange", about=Conference, corrects=Topic),
    Form(AGENDA_FOR, _agenda_for, "agenda.arrange", about=Conference),
)
