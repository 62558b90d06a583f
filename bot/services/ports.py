"""What services need from outside, as Protocols; storage, slack and documents fit them by shape."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.domain.delivery import Outgoing
from bot.domain.kept import Kept

T = TypeVar("T", bound=Kept)


class Clock(Protocol):
    """Where the time comes from; the practice workspace moves it forward."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        ...


class UnitOfWork(Protocol):
    """All of one action is kept, or none of it: leaving without commit() keeps nothing.

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

    def get(self, kind: type[T], thing_id: str) -> T:
        """The thing by its id. Raises NotFound."""
        ...

    def find(self, kind: type[T], **equals: object) -> tuple[T, ...]:
        """All of that kind whose fields equal these values, oldest first; a tuple value means any of."""
        ...

    def first(self, kind: type[T], **equals: object) -> T | None:
        """The first that `find` gives, or None."""
        ...

    def once(self, key: str) -> None:
        """Note a delivery's key with this work. Raises AlreadyDone when it was noted before."""
        ...

    def send(self, message: Outgoing) -> None:
        """Put a message in the outbox; one with the same key is there once.

        A key that was sent or dropped before becomes pending again only for keys that begin with
        `card:` (a card is edited in place), else the new one is ignored.
        """
        ...

    def audit(self, action: str, subject_id: str, fields: Iterable[str] = (), case_id: str | None = None) -> None:
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

    def __call__(self, workspace_id: str, actor: str) -> UnitOfWork:
        """Made for one workspace and one actor (a Slack user id, or `system`)."""
        ...


class Signer(Protocol):
    """Signs sealed content with the server's key."""

    def sign(self, content: bytes) -> str:
        """An Ed25519 signature, base64."""
        ...
