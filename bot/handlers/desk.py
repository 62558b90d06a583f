"""What every listener has at hand: the words, a nudge for the outbox, ways to show and to say something."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.domain.errors import AnswersNotUnderstood, PlanningError
from bot.handlers.calls import Calls
from bot.render import Message, Press, Words
from bot.services.plan.material import Material

# A copy's sections with their lines: (what it is made from, locale, practice).
Outlined = Callable[[Material, str, bool], Iterable[tuple[str, Sequence[str]]]]
log = logging.getLogger(__name__)
View = dict[str, Any]
TOO_MANY = 429
SLACKS_CODE = re.compile(r"[a-z0-9_.]+")
# The same delivery reached another process too, which was first.
OPENED_ALREADY = "exchanged_trigger_id"
# Views that lead to each other as often as it takes, so that no stack of them grows.
READING_BACK = {
    *("view:views/gaps", "view:views/plan", "view:views/look_once_more", "view:views/kept_private"),
    "view:receipts/looked_once_more",
    *("view:views/earlier", "view:receipts/left_out"),
    *("view:views/needs_ideas", "view:views/ideas", "view:receipts/idea_chosen"),
}
RUNNING_A_MEETING = {"view:views/running", "view:views/cue", "view:receipts/skipped"}
GIVING_COPIES = {"view:views/copies", "view:views/copy_seen", "view:receipts/copy_given"}
ROUNDS = (READING_BACK, RUNNING_A_MEETING, GIVING_COPIES)


class NotCalled(Exception):
    """Slack asked for patience with this method, so it was not called."""


# Every way in which a call to Slack can end without an answer that helps.
SLACK_IS_AWAY = (SlackApiError, SlackRequestError, HTTPException, OSError, NotCalled)


@dataclass(frozen=True)
class Desk:
    """The parts that listeners share. `outlined` says a copy of the plan as its paper does."""

    words: Words
    wake: Callable[[], None]
    outlined: Outlined
    calls: Calls = field(default_factory=Calls)

    def open(
        self, client: WebClient, body: Mapping[str, Any], view: View, respond: Respond | None, language: str
    ) -> str | None:
        """Show a modal: over the one that was clicked in, else a first one; returns its id.

        Slack stacks three: what would be a fourth takes the third one's place. When Slack will not
        open it, the person hears so, and gets a button for another try where they have none in front
        of them; what they typed waits in its draft.
        """
        below = body.get("view") or {}
        if below.get("type") == "modal" and top_of_stack(below):
            return str(below["id"]) if self.update(client, below["id"], view) else None
        if not self.calls.use(body["trigger_id"]):
            return None  # the same delivery again: the first one opens it
        method, show = ("views.open", client.views_open)
        if below.get("type") == "modal":
            method, show = ("views.push", client.views_push)
        try:
            answer = self.call(method, lambda: show(trigger_id=body["trigger_id"], view=view))
            return str(answer["view"]["id"])
        except SLACK_IS_AWAY as away:
            if problem_of(away) == OPENED_ALREADY:
                return None
            log.warning("view not opened, %s", problem_of(away))
        if respond is None or respond.response_url is None:
            said = self.words.message("errors/view_not_opened", language, presses=[])
            self._tell_in_direct_messages(client, str(body["user"]["id"]), said)
        else:
            said = self.words.message("errors/view_not_opened", language, presses=_open_again(body, view))
            self.say(respond, said.text, said.blocks)
        return None

    def _tell_in_direct_messages(self, client: WebClient, user: str, said: Message) -> None:
        """For a click in a modal or in App Home, beside which Slack lets nothing be said."""
        try:
            self.call(
                "chat.postMessage",
                lambda: client.chat_postMessage(channel=user, text=said.text, blocks=said.blocks),
            )
        except SLACK_IS_AWAY as away:
            log.warning("words could not be given: %s", problem_of(away))

    def turn(
        self,
        client: WebClient,
        body: Mapping[str, Any],
        view: View,
        respond: Respond | None,
        language: str,
    ) -> None:
        """Show a view in its own place, or in that of one of the same round (ROUNDS); else over or beside."""
        here, there = (body.get("view") or {}).get("callback_id"), view["callback_id"]
        if here == there or any({here, there} <= one for one in ROUNDS):
            self.update(client, body["view"]["id"], view)
        else:
            self.open(client, body, view, respond, language)

    def update(self, client: WebClient, view_id: str, view: View, only_if: str | None = None) -> bool:
        """Draw a view anew (`only_if`: while it has this hash); False when it is gone or Slack is away."""
        try:
            self.call("views.update", lambda: client.views_update(view_id=view_id, view=view, hash=only_if))
        except SLACK_IS_AWAY as away:
            log.warning("view not drawn anew, %s", problem_of(away))
            return False
        return True

    def edit(self, client: WebClient, place: tuple[str, str], said: Message) -> None:
        """Draw a message anew, by its channel and ts."""
        channel, ts = place
        try:
            self.call(
                "chat.update",
                lambda: client.chat_update(channel=channel, ts=ts, text=said.text, blocks=said.blocks),
            )
        except SLACK_IS_AWAY as away:
            log.warning("message not drawn anew, %s", problem_of(away))

    def call(self, method: str, ask: Callable[[], SlackResponse]) -> SlackResponse:
        """Ask Slack, unless it asked us to wait. Raises one of SLACK_IS_AWAY."""
        if self.calls.must_wait(method):
            raise NotCalled(method)
        try:
            return ask()
        except SlackApiError as refused:
            if getattr(refused.response, "status_code", 0) == TOO_MANY:
                headers = {name.lower(): value for name, value in refused.response.headers.items()}
                self.calls.wait(method, headers.get("retry-after"))
            raise

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


def _open_again(body: Mapping[str, Any], view: View) -> list[Press]:
    """The way to the same view: its form, or the button that asked for it; a command is typed again."""
    kind, _, name = str(view["callback_id"]).partition(":")
    if kind == "form":
        return [Press("open_again", f"open:{name}", str(view["private_metadata"]), "primary")]
    return [
        Press("open_again", str(one["action_id"]), str(one["value"]), "primary")
        for one in body.get("actions", ())[:1]
        if one.get("value")
    ]


def pressed(action: str) -> re.Pattern[str]:
    """The buttons of one action; a block that repeats it numbers them."""
    return re.compile(rf"^do:{action}(:\w+)?$")


def of_flow(flow: str) -> Callable[[Mapping[str, Any]], bool]:
    """For buttons that each conversation has: whether this one belongs to it."""

    def belongs(body: Mapping[str, Any]) -> bool:
        return str(body["actions"][0]["value"]).startswith(f"{flow}:")

    return belongs


def top_of_stack(view: Mapping[str, Any]) -> bool:
    """Whether this modal is the third one, over which Slack pushes no other."""
    below = view.get("previous_view_id")
    return bool(below) and below != view.get("root_view_id")


def problem_of(away: Exception) -> str:
    """How a call ended: Slack's own code, or the kind of failure; never what was in it."""
    if isinstance(away, SlackApiError):
        body = away.response.data if hasattr(away.response, "data") else away.response
        code = str(body.get("error", "")) if isinstance(body, Mapping) else ""
        # Of an answer that is no JSON the SDK makes an "error" that quotes it.
        return code if SLACKS_CODE.fullmatch(code) else "unreadable_answer"
    return type(away).__name__
