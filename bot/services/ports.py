"""What services need from outside, as Protocols; storage, slack and documents fit them by shape."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.domain.case import Case
from bot.domain.delivery import Outgoing, Received, Sending
from bot.domain.kept import Kept
from bot.domain.sending import MailToSend

T = TypeVar("T", bound=Kept)


class Clock(Protocol):
    """Where the time comes from; the practice workspace moves it forward."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class UnitOfWork(Protocol):
    """All of one action is kept, or none of it: leaving without commit() keeps nothing.

    Entered again while it is open it goes on: the inner part is kept with the whole, or not at all. What
    was read is remembered until this work changes its kind, or waits for a lock.

    Reading and writing are by domain class. Every add and replace of something that belongs to a
    case writes its history and an entry in the case's audit chain in the same transaction.
    """

    workspace_id: str
    actor: str
    now: datetime

    def __enter__(self) -> "UnitOfWork": ...
    def __exit__(self, *exc: object) -> None: ...

    def new_id(self) -> str:
        """A new id (UUIDv7)."""
        ...

    def add(self, thing: Kept) -> None:
        """Keep a new thing."""
        ...

    def replace(self, thing: Kept, why: str | None = None) -> None:
        """Keep a changed thing in place of its older self, which goes to the history.

        `thing.version` is the version that was read. Raises SomeoneElseChangedThis when the kept
        one is newer.
        """
        ...

    def drop(self, kind: type[Kept], /, **equals: object) -> None:
        """Let go of those with these values. Only of what passes, such as a draft: it leaves no history."""
        ...

    def turn(self, **known_by: str) -> Case:
        """The case with this `id` or `channel_id`, once nobody else changes it, until this work ends.

        Raises NotFound.
        """
        ...

    def get(self, kind: type[T], thing_id: str) -> T:
        """The thing by its id. Raises NotFound."""
        ...

    def find(self, kind: type[T], /, **equals: object) -> tuple[T, ...]:
        """All of that kind whose fields equal these values, oldest first.

        A tuple value means any of; a Span, all that lie within it.
        """
        ...

    def first(self, kind: type[T], /, **equals: object) -> T | None:
        """The first that `find` gives, or None."""
        ...

    def count(self, kind: type[T], /, **equals: object) -> int:
        """How many `find` would give; none of them is read."""
        ...

    def tally(self, kind: type[Kept], by: str, /, **equals: object) -> Mapping[str | None, int]:
        """How many of those that `find` would give there are for each value of a field."""
        ...

    def newest(self, kind: type[T], most: int, /, **equals: object) -> tuple[T, ...]:
        """At most so many of those that `find` would give, the newest first."""
        ...

    def once(self, key: str) -> None:
        """Note a delivery's key with this work. Raises AlreadyDone when it was noted before.

        The key of an event that waits in the inbox counts as new, and the event as worked with this commit.
        """
        ...

    def send(self, message: Outgoing) -> None:
        """Put a message in the outbox; one with the same key is there once.

        A key that was sent or dropped before becomes pending again only for keys that begin with
        `card:` (a card is edited in place), else the new one is ignored.
        """
        ...

    def send_again(self, *keys: str) -> None:
        """Ask again for cards with these keys, in one step; one that was never asked for stays so."""
        ...

    def audit(
        self, action: str, subject_id: str, fields: Iterable[str] = (), case_id: str | None = None
    ) -> None:
        """Write one line of a case's audit chain for what is not a change, such as a disclosure."""
        ...

    def history(self, thing_id: str) -> Sequence[tuple[Kept, str, datetime, str | None]]:
        """Older selves of a thing: (thing, who changed it, when, why), oldest first."""
        ...

    def commit(self) -> None:
        """Keep all of it."""
        ...


class Units(Protocol):
    """Makes a fresh unit of work for one action."""

    def __call__(self, workspace_id: str, actor: str, *, read_only: bool = False) -> UnitOfWork:
        """Made for one workspace and one actor (a Slack user id, or `system`).

        `read_only` units do not wait for writers on SQLite; a change in one is an error.
        """
        ...


class Signer(Protocol):
    """Signs sealed content with the server's key."""

    def sign(self, content: bytes) -> str:
        """An Ed25519 signature, base64."""
        ...


class OutboxQueue(Protocol):
    """What the delivery tick takes messages from, across workspaces; each call is its own transaction."""

    def claim(
        self,
        now: datetime,
        limit: int,
        lease_seconds: int,
        *,
        room: int | None = None,
        settle_seconds: float | None = None,
    ) -> tuple[Outgoing, ...]:
        """Due messages of all workspaces, oldest first, now leased to the caller: `sending` or `unknown`.

        Pending ones that are due, and `sending` or `unknown` ones whose lease or wait ran out. A
        message that comes back `unknown` may have arrived: look for it before sending it again.
        `attempts` and `first_tried_at` already count this try. Of those that can wait come no more
        than there is `room` for, after all others. With `settle_seconds` a lost worker's message
        comes only that long after its lease: what the worker sent last may still be on its way.
        """
        ...

    def finish(
        self,
        outgoing: Outgoing,
        state: Sending,
        now: datetime,
        *,
        ts: str | None = None,
        channel_id: str | None = None,
        why: str | None = None,
        retry_at: datetime | None = None,
    ) -> bool:
        """Say how a claimed message went; `pending` and `unknown` are tried again at `retry_at`.

        False, and nothing changed, when the lease was lost to another worker, or when the message
        was asked for again while it went out (a card): then it goes once more.
        """
        ...


class InboxQueue(Protocol):
    """Events from Slack: kept before they are worked, so that a lost process loses none."""

    def keep(self, workspace_id: str, key: str, body: str, now: datetime) -> bool:
        """Keep an event by its key; False when it was kept before."""
        ...

    def claim_events(self, now: datetime, limit: int, lease_seconds: int) -> tuple[Received, ...]:
        """Events not yet worked, oldest first, leased to the caller; `attempts` counts this try."""
        ...

    def finish_event(self, received: Received, now: datetime) -> None:
        """The event was worked; its body is let go, its key stays."""
        ...


class Mailer(Protocol):
    """Takes e-mails to a mail server."""

    def send(self, mail: MailToSend, marker: str, now: datetime) -> None:
        """Hand one over; two tries with one marker are one mail. Raises Limited, Uncertain or Refused."""
        ...


class Sealed(Protocol):
    """Content made fast: its canonical bytes (RFC 8785) and their SHA-256 in hex."""

    @property
    def canonical(self) -> bytes: ...
    @property
    def sha256(self) -> str: ...


class Sealer(Protocol):
    """Makes content fast."""

    def __call__(self, content: Mapping[str, Any]) -> Sealed: ...
