"""One person's hands and eyes in the practice workspace: they can do only what Slack's client lets them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from bot.practice.player.again import MODAL_SECONDS, NO_ANSWER, Once, Patience, waited
from bot.practice.player.calls import CannotDo, Desk, Json
from bot.practice.player.filling import Filling
from bot.practice.player.picking import Pick
from bot.practice.player.surfaces import does, elements

__all__ = ["CannotDo", "Desk", "Hands", "Json", "Pick", "does", "elements"]

TRIES = 3
GONE = frozenset({"no_such_button", "no_such_element", "not_the_top_view", "no_such_view"})


@dataclass(frozen=True)
class Hands:
    """Somebody who uses Slack. `patience_ms` is how long it must have been quiet after each deed.

    `again` is what they do when there was no answer, or nothing came.
    """

    desk: Desk
    user: str
    patience_ms: int = 60
    again: Patience = field(default_factory=Once)

    def command(self, channel: str, text: str) -> Json:
        """Type a slash command; the ack's body (empty when there was none)."""
        tries = count()

        def type_it() -> Json:
            if next(tries):
                self.close()  # what a bot may have opened before it died lies over the channel
            return self.desk.post(f"/{self.user}/command", channel=channel, text=text)

        answer = self.again.do("command", type_it)
        self._wait()
        return answer["outcome"]["body"] or {}

    def answered(self, channel: str, text: str) -> Json:
        """Type a slash command that the bot answers for them alone; the answer, once it is there."""
        return self.again.do("answered", lambda: self._answered(channel, text))

    def _answered(self, channel: str, text: str) -> Json:
        before = {one["ts"] for one in self._for_them_alone(channel)}
        self.command(channel, text)

        def look() -> Json | None:
            shown = self._for_them_alone(channel)
            return shown[-1] if shown and shown[-1]["ts"] not in before else None

        return waited(look, self.again.in_vain, CannotDo("wait for an answer", {"error": "not_answered"}))

    def say(self, channel: str, text: str, thread: str | None = None) -> str:
        """Write a message; its ts."""
        answer = self.desk.post(f"/{self.user}/message", channel=channel, text=text, thread_ts=thread)
        return str(answer["ts"])

    def messages(self, channel: str) -> list[Json]:
        """What this person sees in a channel or DM, own ephemerals included."""
        return list(self.desk.get(f"/{self.user}/messages?channel={channel}")["messages"])

    def _for_them_alone(self, channel: str) -> list[Json]:
        return [one for one in self.messages(channel) if one.get("ephemeral")]

    def direct(self) -> list[Json]:
        """What the bot has written to this person alone, oldest first."""
        found = self.state()["dms"]
        return self.messages(found[0]["id"]) if found else []

    def state(self) -> Json:
        """Channels, DMs, home and open modals."""
        return self.desk.get(f"/{self.user}/state")

    def modal(self) -> Json:
        """The modal on top."""
        modals = self.state()["modals"]
        if not modals:
            raise CannotDo("look at a modal", {"error": "no_modal"})
        return dict(modals[-1])

    def home(self) -> Json:
        """Open App Home and look at it once the bot has drawn it anew: events have no answer to wait for."""
        return self.again.do("home", self._home)

    def _home(self) -> Json:
        before = (self.state()["home"] or {}).get("hash")
        self.desk.post(f"/{self.user}/home")

        def look() -> Json | None:
            shown = self.state()["home"]
            return dict(shown) if shown and shown.get("hash") != before else None

        return waited(look, self.again.in_vain, CannotDo("open App Home", {"error": "not_drawn"}))

    def press(self, surface: Json, action: str, value: str | None = None, channel: str = "") -> Json:
        """Press the button of this action (and value) in a view or a message; the outcome.

        A card may be redrawn under one's finger: then they look again and press again. A button that
        gave no answer and is gone when they look again has done what it was for.
        """
        unanswered = False

        def press() -> Json:
            nonlocal unanswered
            if unanswered and "ts" in surface:
                self.close()
            try:
                return self._press_as_it_is(surface, action, value, channel)
            except CannotDo as refused:
                if unanswered and refused.error in GONE:
                    return {}
                unanswered = unanswered or refused.error in NO_ANSWER
                raise

        return self.again.do("click", press)

    def _press_as_it_is(self, surface: Json, action: str, value: str | None, channel: str) -> Json:
        for _ in range(TRIES - 1):
            try:
                return self._press(surface, action, value, channel)
            except CannotDo as refused:
                if refused.error != "no_such_element":
                    raise
        return self._press(surface, action, value, channel)

    def _press(self, surface: Json, action: str, value: str | None, channel: str) -> Json:
        surface = self._as_it_is(surface, channel)
        for block, element in elements(surface):
            if does(element, action) and (value is None or element.get("value") == value):
                return self._act(surface, block, element, channel)
        raise CannotDo(f"press {action}", {"error": "no_such_button"})

    def open(self, surface: Json, action: str, value: str | None = None, channel: str = "") -> Json:
        """Press a button that shows a modal; the modal."""
        return self.shown(lambda: self.press(surface, action, value, channel))

    def shown(self, deed: Callable[[], object]) -> Json:
        """Do something that shows a modal; the modal, once it is there."""
        return self.again.do("opening", lambda: self._shown(deed))

    def _shown(self, deed: Callable[[], object]) -> Json:
        before = {view["id"] for view in self.state()["modals"]}
        deed()

        def look() -> Json | None:
            modals = self.state()["modals"]
            return dict(modals[-1]) if modals and modals[-1]["id"] not in before else None

        missing = CannotDo("wait for a modal", {"error": "no_modal"})
        return waited(look, self.again.in_vain, missing, MODAL_SECONDS)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into the top modal's inputs, in the order given; what is None stays as it is,
        and so does an IfAsked where nothing asks.

        A Pick, or a list of them, is looked up among the options that the input offers.
        """
        Filling(self.desk, self.user, self.again, self.modal).fill(values)

    def submit(self) -> Json:
        """Send the top modal; raises CannotDo with the errors under its fields."""
        answer = self.again.do(
            "form", lambda: self.desk.post(f"/{self.user}/submit", view_id=self.modal()["id"])
        )
        if answer.get("errors"):
            raise CannotDo("submit", answer)
        self._wait()
        return answer

    def close(self) -> None:
        """Close every modal."""
        if self.state()["modals"]:
            self.desk.post(f"/{self.user}/close", all=True)

    def shortcut(self, callback_id: str, channel: str = "", ts: str = "") -> None:
        """A global shortcut, or one on a message."""
        where = {"channel": channel, "ts": ts} if ts else {}
        taken = partial(self.desk.post, f"/{self.user}/shortcut", callback_id=callback_id, **where)
        self.again.do("shortcut", taken)
        self._wait()

    def _act(self, surface: Json, block: Json, element: Json, channel: str) -> Json:
        where = (
            {"channel": channel or surface["channel"], "ts": surface["ts"]}
            if "ts" in surface
            else {"view_id": surface["id"]}
        )
        answer = self.desk.post(
            f"/{self.user}/act",
            where=where,
            block_id=block["block_id"],
            action_id=element["action_id"],
        )
        self._wait()
        return answer

    def _as_it_is(self, surface: Json, channel: str) -> Json:
        """A message as it stands now: a card is edited in place while people talk."""
        if "ts" not in surface:
            return surface
        there = self.messages(channel or surface["channel"])
        return next((one for one in there if one["ts"] == surface["ts"]), surface)

    def _wait(self) -> None:
        if self.patience_ms:
            self.desk.quiet(self.user, self.patience_ms)
