"""What became of one delivery to the bot."""

from dataclasses import dataclass
from typing import Any, Literal

from bot.practice.model import Json

EnvelopeKind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Outcome:
    """An ack in time with whatever it carried, or the reason why there was none."""

    acked: bool
    ms: int
    error: str | None = None
    body: Any = None
    reason: str | None = None
    no_retry: bool = False

    def public(self, message: str | None = None) -> Json:
        return {
            "acked": self.acked,
            "ms": self.ms,
            "error": self.error,
            "message": message,
            "body": self.body,
        }
