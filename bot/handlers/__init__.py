"""Slack in: `register` is the table of contents of everything that people can do with the bot."""

from types import ModuleType

from slack_bolt import App

from bot.handlers import closing_case, command, errors, older, opening, shortcuts
from bot.handlers.agenda import agenda, agenda_out, free_words, own_topics, topic_calls, topic_history, topics
from bot.handlers.calling import calendar, planning, replies
from bot.handlers.delivery import ahead, calls, own_reminders
from bot.handlers.desk import Desk
from bot.handlers.entries import from_paper, ideas, kept_private, plan, recorded, tasks
from bot.handlers.forms import Forms
from bot.handlers.meeting import (
    conference,
    how_we_talk,
    looking_back,
    noted_talks,
    roll_call,
    running,
    signals,
)
from bot.handlers.people import channel, family_page, network, sides, team
from bot.handlers.plan import closing, copies, dissent, earlier, papers, versions
from bot.handlers.preparing import get_ready, private, readiness, talk, ways
from bot.handlers.rules import confirming, due, guide, plan_kinds
from bot.handlers.seeing import deadlines, home, hub, progress, since

FORMS = (
    *opening.FORMS,
    *team.FORMS,
    *network.FORMS,
    *family_page.FORMS,
    *private.FORMS,
    *talk.FORMS,
    *kept_private.FORMS,
    *planning.FORMS,
    *noted_talks.FORMS,
    *calendar.FORMS,
    *readiness.FORMS,
    *agenda.FORMS,
    *agenda_out.FORMS,
    *own_topics.FORMS,
    *topic_history.FORMS,
    *conference.FORMS,
    *how_we_talk.FORMS,
    *looking_back.FORMS,
    *running.FORMS,
    *plan.FORMS,
    *from_paper.FORMS,
    *papers.FORMS,
    *copies.FORMS,
    *ideas.FORMS,
    *recorded.FORMS,
    *closing.FORMS,
    *versions.FORMS,
    *earlier.FORMS,
    *dissent.FORMS,
    *closing_case.FORMS,
    *tasks.FORMS,
    *since.FORMS,
    *home.FORMS,
    *due.FORMS,
    *confirming.FORMS,
    *plan_kinds.FORMS,
    *own_reminders.FORMS,
)


# Those whose order does not matter.
CONVERSATIONS: tuple[ModuleType, ...] = (
    team,
    network,
    family_page,
    looking_back,
    private,
    talk,
    channel,
    kept_private,
    planning,
    agenda,
    calendar,
    own_topics,
    topic_calls,
    topic_history,
    readiness,
    conference,
    running,
    signals,
    plan,
    recorded,
    tasks,
    since,
    sides,
    progress,
    versions,
    earlier,
    papers,
    copies,
    dissent,
    due,
    confirming,
    plan_kinds,
    guide,
    home,
    deadlines,
    hub,
    replies,
    closing_case,
    ways,
    ahead,
    calls,
    own_reminders,
)


def register(app: App, desk: Desk) -> None:
    """Every listener. What is asked one by one and the roll call ask in their own way: before the forms."""
    forms = Forms(desk, FORMS, talk.moves_on(desk))
    errors.register(app, desk)
    # Bolt asks each listener in turn whether it is meant: what is typed most comes first.
    command.register(app, desk, forms)
    topics.register(app, desk)
    get_ready.register(app, desk)
    roll_call.register(app, desk)
    how_we_talk.register(app, desk, forms)
    forms.register(app)
    closing.register(app, desk, forms)
    ideas.register(app, desk, forms)
    agenda_out.register(app, desk, forms)
    shortcuts.register(app, desk, forms)
    free_words.register(app, desk, forms)
    for conversation in CONVERSATIONS:
        conversation.register(app, desk)
    older.register(app)
