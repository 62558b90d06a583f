"""Slack in: `register` is the table of contents of everything that people can do with the bot."""

from slack_bolt import App

from bot.handlers import (
    closing,
    command,
    conference,
    errors,
    home,
    opening,
    papers,
    plan,
    planning,
    private,
    shortcuts,
    tasks,
    team,
    topics,
)
from bot.handlers.desk import Desk
from bot.handlers.forms import Forms

FORMS = (
    *opening.FORMS,
    *team.FORMS,
    *private.FORMS,
    *planning.FORMS,
    *conference.FORMS,
    *plan.FORMS,
    *closing.FORMS,
    *tasks.FORMS,
    *home.FORMS,
)


def register(app: App, desk: Desk) -> None:
    """Every listener. The conversation about topics comes before the forms: it asks in its own way."""
    forms = Forms(desk, FORMS)
    errors.register(app, desk)
    # Bolt asks each listener in turn whether it is meant: what is typed most comes first.
    command.register(app, desk, forms)
    topics.register(app, desk)
    forms.register(app)
    closing.register(app, desk, forms)
    shortcuts.register(app, desk, forms)
    for conversation in (team, planning, conference, plan, tasks, papers, home):
        conversation.register(app, desk)
