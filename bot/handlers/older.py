"""What nothing else here knows, a button or a form of an older version: its person is told so."""

import re

from slack_bolt import Ack, App, BoltContext

from bot.domain.errors import NotFound

ANY = re.compile(".*", re.DOTALL)


def register(app: App) -> None:
    """After all others, as Bolt asks in turn. Unanswered, Slack would show a warning sign and say nothing."""

    @app.action(ANY)
    @app.view(ANY)
    def of_an_older_version(context: BoltContext) -> None:
        raise NotFound("older_version")

    @app.options(ANY)
    def no_choice(ack: Ack) -> None:
        ack(options=[])
