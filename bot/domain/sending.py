"""What there is to send, and how handing it over can end: it went, it must wait, nobody knows, refused.

NotSent
├── Limited      not now: Slack, a mail server or our own pace asks to wait; nothing went out
├── Uncertain    no answer that can be trusted: it may have gone out
└── Refused      this will never be taken
    └── ShutOut  Slack takes nothing from this app for now: its own key or scopes are at fault
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Block = Mapping[str, Any]
# Why Slack takes nothing from the app: what whoever runs it can set right, and no message is at fault for.
OF_THE_APP = frozenset(
    {
        "accesslimited",
        "account_inactive",
        "app_access_restricted",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)


class NotSent(Exception):
    """What was asked was not confirmed; `reason` is a code, never words about anyone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Limited(NotSent):
    """Not now: try again after so many seconds. Nothing went out."""

    def __init__(self, seconds: float, reason: str = "ratelimited") -> None:
        super().__init__(reason)
        self.seconds = seconds


class Uncertain(NotSent):
    """A lost connection, a timeout or a fault on the other side: it may or may not have happened."""


class Refused(NotSent):
    """The final no to this one, such as `is_archived` or `user_not_found`."""


class ShutOut(Refused):
    """Slack refuses the app itself (a revoked token, a missing scope): the message is not at fault."""


@dataclass(frozen=True)
class Sent:
    """Where a message stands now."""

    channel: str
    ts: str


@dataclass(frozen=True)
class ReservedFile:
    """A place for a file that nobody sees yet: its id, and where its bytes go."""

    file_id: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SlackUser:
    """What Slack says of a user, without their name."""

    id: str
    zone: str | None
    locale: str | None
    guest: bool
    deactivated: bool
    is_bot: bool
    stranger: bool


@dataclass(frozen=True, kw_only=True)
class Composed:
    """A message ready to go. `text` says all that the blocks say: screen readers read only that.

    `quiet`: it can wait for the morning, so it keeps quiet hours; reminders always do.
    """

    text: str
    blocks: Sequence[Block] = ()
    quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class FileToSend:
    """A file for one person's DM; neither its name nor its title says whom it is about.

    `until` is when it is taken out of Slack again; None: what must stay, such as a calendar's.
    """

    filename: str
    content: bytes
    title: str
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class MailToSend:
    """An e-mail to one person: plain words without case data, and a calendar file where there is one.

    `method` is what the calendar file asks for (REQUEST or CANCEL).
    """

    to: str
    subject: str
    words: str
    language: str
    calendar: bytes | None = None
    method: str | None = None


@dataclass(frozen=True)
class Drop:
    """Nobody needs this message any more; `reason` is a code."""

    reason: str


@dataclass(frozen=True)
class Later:
    """Not before this moment."""

    when: datetime


Ready = Composed | FileToSend | Drop | Later
