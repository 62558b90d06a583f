"""Everything the bot did that Slack would refuse, or that a person would see as an error."""

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.practice.model import Json

# Answers that depend on the world: a careful bot meets them too and deals with them.
WORLDLY = frozenset(
    {
        "already_in_channel",
        "already_pinned",
        "already_reacted",
        "app_not_connected",
        "cant_kick_self",
        "channel_not_found",
        "file_deleted",
        "file_not_found",
        "hash_conflict",
        "is_archived",
        "message_not_found",
        "name_taken",
        "no_reaction",
        "not_found",
        "not_in_channel",
        "ratelimited",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "users_not_found",
    }
)


@dataclass(frozen=True)
class Breach:
    """One broken rule. The detail names fields and figures, never what anybody wrote."""

    seq: int
    at: str
    rule: str
    where: str
    detail: str
    serious: bool


class Breaches:
    """The list of breaches, safe to add to from any thread."""

    def __init__(self, stamp: Callable[[], str], heard: Callable[[Json], None]) -> None:
        self._lock = threading.Lock()
        self._all: list[Breach] = []
        self._stamp = stamp
        self._heard = heard

    def add(self, rule: str, where: str, detail: str = "", serious: bool | None = None) -> None:
        grave = rule not in WORLDLY if serious is None else serious
        with self._lock:
            breach = Breach(len(self._all) + 1, self._stamp(), rule, where, detail, grave)
            self._all.append(breach)
        self._heard(asdict(breach))

    def since(self, seq: int = 0) -> list[Breach]:
        with self._lock:
            return self._all[seq:]

    def serious(self) -> list[Breach]:
        return [breach for breach in self.since() if breach.serious]
