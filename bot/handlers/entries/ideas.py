"""Ideas before one is chosen: the lists, going on with fewer than three, choosing, and the step from it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.ideas import KINDS_OF_HELP, Idea
from bot.flows import FLOWS
from bot.flows.plan import CHOOSE_IDEA
from bot.handlers.desk import Desk, pressed
from bot.handlers.entries.ideas_view import ideas_view, needs_view, steps_from
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.forms import Forms
from bot.handlers.showing import shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.entries import ideas, moment

Body = Mapping[str, Any]
# Where a form takes an idea's words.
WORDS_OF = {"task": "text", "service": "what"}


def register(app: App, desk: Desk, forms: Forms) -> None:
    """What can be pressed in the lists of ideas."""

    shows(app, desk, {"needs_ideas": needs_view, "ideas": ideas_view})

    @app.action(pressed("enough_ideas"))
    def enough(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        need_id, _, why = _value(body).partition(":")
        ideas.enough(context["acting"], need_id, why or None)
        ack()
        _draw_again(body, client, need_id, context)

    @app.action(pressed("not_chosen"))
    def not_chosen(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        idea = ideas.take_back(context["acting"], _value(body))
        ack()
        _draw_again(body, client, idea.need_id, context)

    @app.action(pressed("idea_step"))
    def step(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        form, idea_id = _value(body).split(":")
        subject, answers = _prefilled(context["acting"], form, idea_id)
        forms.open(form, str(subject), body, client, respond, context, answers)

    def _draw_again(body: Body, client: WebClient, need_id: str, context: BoltContext) -> None:
        view = ideas_view(desk, context["acting"], need_id, context["language"])
        desk.update(client, body["view"]["id"], view)


def _value(body: Body) -> str:
    return str(body["actions"][0]["value"])


def _prefilled(acting: Acting, form: str, idea_id: str) -> tuple[Subject, Values]:
    """A new step for a chosen idea: its words stand in the form, for their person to make more exact."""
    idea = ideas.idea_of(acting, idea_id)
    name = WORDS_OF[form]
    answers: Values = {name: idea.text[: FLOWS[form].step(name).longest]}
    if form == "service" and idea.kind in KINDS_OF_HELP:
        answers["kind"] = idea.kind
    objective = ideas.serving(acting, idea) if form == "task" else None
    if objective:
        answers["objective_id"] = objective.id
    return Subject(idea.case_id, chosen=(("from_idea", idea.id),)), answers


def _choose(acting: Acting, subject: Subject, values: Values) -> Done:
    chosen = ideas.choose(acting, subject.id, values, subject.version or 1)
    back = Press("ideas", "do:ideas", chosen.need_id)
    return Done("idea_chosen", {"presses": [*steps_from(chosen), back]})


FORMS = (
    Form(
        CHOOSE_IDEA,
        _choose,
        "entry.add",
        about=Idea,
        corrects=Idea,
        facts=lambda on, subject: moment.asked_of(on) if on else {},
    ),
)
