"""What a practice workspace is made with: tokens, a team, and the limits that Slack keeps."""

import secrets
from dataclasses import dataclass, field


def _token(prefix: str) -> str:
    return f"{prefix}{secrets.token_hex(12)}"


@dataclass(frozen=True)
class Tokens:
    """The secrets that the bot under practice shows, and those it is signed with."""

    bot: str = field(default_factory=lambda: _token("xoxb-"))
    app: str = field(default_factory=lambda: _token("xapp-"))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification: str = field(default_factory=lambda: secrets.token_hex(12))


@dataclass(frozen=True)
class Team:
    """The workspace as Slack names it."""

    id: str = "T0PRACTICE"
    name: str = "Practice"
    domain: str = "practice"
    app_id: str = "A0PRACTICE"
    bot_id: str = "B0PRACTICE"
    bot_user_id: str = "U0PRACTBOT"


@dataclass(frozen=True)
class Limits:
    """Slack's deadlines and rates, in real seconds. Tests shorten them; practice does not."""

    rate: bool = True
    rate_window: float = 60.0
    channel_interval: float = 1.0
    channel_burst: int = 3
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    retry_seconds: tuple[float, ...] = (0.0, 60.0, 300.0)
    response_url_seconds: float = 1800.0
    response_url_uses: int = 5
    warning_seconds: float = 10.0
