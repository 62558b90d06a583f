"""A reply under a conference's card that became an entry: only which message, and which entry."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.kept import Kept


@dataclass(frozen=True, kw_only=True)
class ThreadReply(Kept):
    """Where an entry came from, without a word of it.

    `ts` is Slack's name for the message in its channel. `entry_version` is the entry as this message
    made it last: what somebody changed in the record since is not overwritten by an edit in Slack.
    `heard_at` is when Slack says the message got its newest text; what comes late is older news.
    """

    channel_id: str
    ts: str
    slack_user: str
    kind: str
    entry_id: str
    entry_version: int
    heard_at: datetime
