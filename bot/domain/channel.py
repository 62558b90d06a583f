"""Who comes into a case team's channel and leaves it: it gives no right, but cards may have to stay out."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import Kept, OfCase


@dataclass(frozen=True, kw_only=True)
class ChannelChange(OfCase):
    """Somebody joined the case's channel or left it, as Slack told. `ours`: it was the bot itself."""

    slack_user: str
    joined: bool
    at: datetime
    ours: bool = False


@dataclass(frozen=True, kw_only=True)
class CardsBack(OfCase):
    """One who leads said that cards may stand in the channel although some must not see them there.

    `absent` are the accounts of this case that were not in the channel, as Slack showed it then. Who
    joins is taken off; who leaves is not put on before somebody says so again.
    """

    said_by: str
    said_at: datetime
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChannelSeen(Kept):
    """Who was in a case's channel when it was looked into last: only to notice what Slack did not tell."""

    channel_id: str
    members: tuple[str, ...]
    looked_at: datetime
