"""What every listener has at hand: the words, the documents, a nudge for the outbox, opening a view."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import AnswersNotUnderstood, PlanningError
from bot.render import Words

log = logging.getLogger(__name__)
View = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """The parts that listeners share; none of them changes."""

    words: Words
    wake: Callable[[], None]

    def open(
        self, client: WebClient, body: Mapping[str, Any], view: View, respond: Respond | None, language: str
    ) -> str | None:
        """Show a modal: on top of the one that was clicked in, else a first one; returns its id.

        When Slack will not open it any more, the person is told to try again instead.
        """
        show = client.views_push if _in_modal(body) else client.views_open
        try:
            return str(show(trigger_id=body["trigger_id"], view=view)["view"]["id"])
        except SlackApiError as refused:
            log.warning("a view could not be opened: %s", refused.response.get("error"))
            if respond is not None:
                respond(text=self.words.text("errors/view_not_opened", language), response_type="ephemeral")
            return None

    def error_view(self, error: PlanningError, language: str) -> View:
        """An error as a modal, for laying over a form so that nothing typed is lost."""
        said = self.words.error(error, language)
        return {**self.words.view("errors/over_form", language), "blocks": said.blocks}

    def refusal(self, error: PlanningError, language: str) -> str:
        """An error as plain words."""
        if isinstance(error, AnswersNotUnderstood):
            return "\n".join(self.words.problems(error, language).values())
        return self.words.error(error, language).text


def pressed(action: str) -> re.Pattern[str]:
    """The buttons of one action; a block that repeats it numbers them."""
    return re.compile(rf"^do:{action}(:\w+)?$")


def _in_modal(body: Mapping[str, Any]) -> bool:
    view = body.get("view")
    return bool(view and view.get("type") == "modal")
