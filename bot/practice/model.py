"""What a workspace holds. Every object here is read and changed under the workspace's lock only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["public", "private", "im"]


@dataclass
class User:
    """A member of the workspace, a guest, a stranger from a shared channel, or the bot."""

    id: str
    name: str
    real_name: str
    email: str | None = None
    tz: str = "America/Chicago"
    locale: str = "en-US"
    guest: Literal["multi", "single"] | None = None
    stranger: bool = False
    admin: bool = False
    deleted: bool = False
    is_bot: bool = False
    updated: int = 0
    quiet_hours: tuple[str, str] | None = None


@dataclass(frozen=True)
class PersonWithoutSlack:
    """Somebody on the case team whom Slack does not know."""

    id: str
    name: str
    note: str = ""


@dataclass
class Channel:
    """A channel, or the direct messages between one person and the bot."""

    id: str
    name: str
    kind: Kind
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    ext_shared: bool = False
    archived: bool = False
    user: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    bookmarks: list[Json] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)


@dataclass
class Message:
    """A message as Slack shows it, and what Slack keeps beside it."""

    ts: str
    channel: str
    author: str
    body: Json
    metadata: Json | None = None
    only_for: str | None = None
    replies: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def thread(self) -> str | None:
        ts: str | None = self.body.get("thread_ts")
        return ts if ts != self.ts else None


@dataclass
class View:
    """A modal or a home tab of one person."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        kind: str = self.body["type"]
        return kind


@dataclass
class File:
    """A file on its way up, private, or shared."""

    id: str
    name: str
    title: str
    owner: str
    length: int
    created: int
    upload_token: str
    alt_txt: str | None = None
    content: bytes | None = None
    complete: bool = False
    granted: bool = False
    deleted: bool = False
    channels: dict[str, str] = field(default_factory=dict)


@dataclass
class Trigger:
    """The right to open one modal, for three seconds."""

    user: str
    born: float
    view: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer one command or interaction, five times in half an hour."""

    user: str
    channel: str
    born: float
    original: str | None = None
    uses: int = 0


@dataclass
class Scheduled:
    """A message that Slack will post later."""

    id: str
    channel: str
    post_at: int
    arguments: Json
