"""What every listener has at hand: the words, a nudge for the outbox, ways to show and to say something."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.domain.errors import AnswersNotUnderstood, PlanningError
from bot.render import Words

log = logging.getLogger(__name__)
View = dict[str, Any]
# Every way in which a call to Slack can end without an answer that helps.
SLACK_IS_AWAY = (SlackApiError, SlackRequestError, HTTPException, OSError)
# Slack has used this click already: the same delivery came twice, and the first one opened the view.
USED_ALREADY = "exchanged_trigger_id"


@dataclass(frozen=True)
class Desk:
    """The parts that listeners share; none of them changes."""

    words: Words
    wake: Callable[[], None]

    def open(
        self, client: WebClient, body: Mapping[str, Any], view: View, respond: Respond | None, language: str
    ) -> str | None:
        """Show a modal: over the one that was clicked in, else a first one; returns its id.

        Slack stacks three: what would be a fourth takes the third one's place. When Slack will not
        open it, the person is told to try again.
        """
        below = body.get("view") or {}
        if below.get("type") == "modal" and top_of_stack(below):
            return str(below["id"]) if self.update(client, below["id"], view) else None
        show = client.views_push if below.get("type") == "modal" else client.views_open
        try:
            return str(show(trigger_id=body["trigger_id"], view=view)["view"]["id"])
        except SLACK_IS_AWAY as away:
            problem = _problem(away)
        log.warning("a view could not be opened: %s", problem)
        if problem != USED_ALREADY:
            self.say(respond, self.words.text("errors/view_not_opened", language))
        return None

    def update(self, client: WebClient, view_id: str, view: View, only_if: str | None = None) -> bool:
        """Draw a view anew (`only_if`: while it has this hash); False when it is gone or Slack is away."""
        try:
            client.views_update(view_id=view_id, view=view, hash=only_if)
        except SLACK_IS_AWAY as away:
            log.warning("a view could not be drawn anew: %s", _problem(away))
            return False
        return True

    def say(
        self,
        respond: Respond | None,
        text: str,
        blocks: Sequence[dict[str, Any]] | None = None,
        replace: bool = False,
    ) -> bool:
        """Words for the person who clicked, alone; False where there is no place for them."""
        if respond is None or respond.response_url is None:
            return False
        kind = None if replace else "ephemeral"
        try:
            answer = respond(text=text, blocks=blocks, response_type=kind, replace_original=replace)
        except (HTTPException, OSError) as away:
            log.warning("words could not be given: %s", type(away).__name__)
            return False
        return answer.status_code < 300

    def error_view(self, error: PlanningError, language: str, over_form: bool = False) -> View:
        """An error as a modal; laid over a form, so that nothing typed is lost."""
        said = self.words.error(error, language)
        frame = self.words.view("errors/over_form" if over_form else "errors/over_view", language)
        return {**frame, "blocks": said.blocks}

    def refusal(self, error: PlanningError, language: str) -> str:
        """An error as plain words."""
        if isinstance(error, AnswersNotUnderstood):
            return "\n".join(self.words.problems(error, language).values())
        return self.words.error(error, language).text


def pressed(action: str) -> re.Pattern[str]:
    """The buttons of one action; a block that repeats it numbers them."""
    return re.compile(rf"^do:{action}(:\w+)?$")


def top_of_stack(view: Mapping[str, Any]) -> bool:
    """Whether this modal is the third one, over which Slack pushes no other."""
    below = view.get("previous_view_id")
    return bool(below) and below != view.get("root_view_id")


def _problem(away: Exception) -> str:
    if isinstance(away, SlackApiError):
        body = away.response.data if hasattr(away.response, "data") else away.response
        return str(body.get("error", "?")) if isinstance(body, Mapping) else "?"
    return type(away).__name__
