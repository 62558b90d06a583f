"""One call of a Web API method, and the errors it can end with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.practice.facts import Method
from bot.practice.model import Channel, Json, Kind, Message, User
from bot.practice.workspace import Workspace


class ApiError(Exception):
    """An answer with ok: false; `detail` goes on the list of breaches and never holds message text."""

    def __init__(
        self, error: str, messages: Sequence[str] = (), more: Json | None = None, *, noted: bool = True
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = list(messages)
        self.more = more or {}
        self.noted = noted

    def public(self) -> Json:
        answer: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class RateLimited(ApiError):
    """Slack's 429: come back after so many seconds."""

    def __init__(self, seconds: int, key: str) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds
        self.key = key


@dataclass
class Call:
    """The arguments of one call and what its function needs."""

    workspace: Workspace
    method: Method
    arguments: Json = field(default_factory=dict)
    app_token: bool = False

    def get(self, name: str, default: Any = None) -> Any:
        return self.arguments.get(name, default)

    def need(self, *kinds: Kind) -> None:
        """Refuse unless the app has a scope for each of these kinds of channel."""
        for kind in kinds:
            wanted = self.method.scopes_by_kind[kind]
            if not self.workspace.manifest.scopes & set(wanted):
                raise self.missing_scope(wanted)

    def missing_scope(self, wanted: Sequence[str]) -> ApiError:
        provided = ",".join(sorted(self.workspace.manifest.scopes))
        return ApiError("missing_scope", more={"needed": ",".join(wanted), "provided": provided})

    def channel(self, name: str = "channel") -> Channel:
        """The channel named in an argument, if the bot can know that it exists."""
        channel = self.workspace.channels.get(str(self.get(name)))
        if channel is None or (channel.kind != "public" and not self.is_member(channel)):
            raise ApiError("channel_not_found")
        return channel

    def joined_channel(self, name: str = "channel") -> Channel:
        channel = self.channel(name)
        if not self.is_member(channel):
            raise ApiError("not_in_channel")
        return channel

    def is_member(self, channel: Channel) -> bool:
        return self.workspace.bot.id in channel.members

    def user(self, name: str = "user") -> User:
        user = self.workspace.users.get(str(self.get(name)))
        if user is None:
            raise ApiError("user_not_found")
        return user

    def message(self, channel: Channel, ts: Any) -> Message:
        """A message that the API can see: not an ephemeral one."""
        message = channel.messages.get(str(ts))
        if message is None or message.only_for is not None:
            raise ApiError("message_not_found")
        return message
