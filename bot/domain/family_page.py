"""The private page of one person: links that are opened once with a code given by voice, and visits."""

import hmac
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.kept import Kept, OfCase, Words

# How a link goes to its person: shown as a square to scan (on a screen or on paper), or by e-mail.
SHOWN, BY_EMAIL = "shown", "email"
HOW_LINKS_GO = (SHOWN, BY_EMAIL)
LINK_LASTS = timedelta(days=7)
# Nobody may come back to a phone that was left on the table and find the page open.
IDLE_LASTS, VISIT_LASTS = timedelta(minutes=30), timedelta(hours=2)
WRONG_CODES_AT_MOST = 5
# From one place on the net, whichever links it tries: an office has one address for many people.
WRONG_FROM_ONE_SOURCE, SOURCE_WINDOW = 30, timedelta(minutes=15)
CODE_DIGITS = 8


class LinkState(StrEnum):
    """What a link is now; only one that is open lets anybody in."""

    OPEN = "open"
    USED = "used"
    LOCKED = "locked"
    ENDED = "ended"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class PageLink(OfCase):
    """A link to one person's page. Of its token only the SHA-256 is kept, of its code a keyed digest.

    `ended_why` is a code: `staff`, or what made it end by itself (`left`, `kept_apart`, …).
    """

    person_id: str
    token_sha256: str
    how: str
    opened_by: str
    opened_at: datetime
    expires_at: datetime
    code_mac: Words | None = None
    wrong: int = 0
    locked_at: datetime | None = None
    used_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_why: str | None = None

    def state(self, now: datetime) -> LinkState:
        """What it is at this moment."""
        if self.ended_at is not None:
            return LinkState.ENDED
        if self.locked_at is not None:
            return LinkState.LOCKED
        if self.used_at is not None:
            return LinkState.USED
        return LinkState.EXPIRED if now >= self.expires_at else LinkState.OPEN


@dataclass(frozen=True, kw_only=True)
class PageVisit(OfCase):
    """One visit after the right code, known by the SHA-256 of what the browser holds; it passes."""

    link_id: str
    person_id: str
    secret_sha256: str
    began_at: datetime
    seen_at: datetime

    def goes_on(self, now: datetime) -> bool:
        """Whether nobody was away too long, and it is not too long altogether."""
        return now - self.seen_at < IDLE_LASTS and now - self.began_at < VISIT_LASTS


@dataclass(frozen=True, kw_only=True)
class WrongCodes(Kept):
    """How many wrong codes came from one place on the net since a moment; it passes."""

    source_sha256: str
    since: datetime
    count: int

    def too_many(self, now: datetime) -> bool:
        """Whether no code from there is looked at any more for now."""
        return self.count >= WRONG_FROM_ONE_SOURCE and now - self.since < SOURCE_WINDOW


def new_secret() -> str:
    """160 random bits in letters and digits that can be typed."""
    return as_typed(secrets.token_bytes(20))


def as_typed(raw: bytes) -> str:
    """Bytes in small letters and digits."""
    return b32encode(raw).decode().rstrip("=").lower()


def digest(secret: str) -> str:
    """What is kept of a secret: from it nobody finds the secret."""
    return sha256(secret.encode()).hexdigest()


def new_code() -> str:
    """Digits alone: they are said and heard alike in each language, and typed on any phone."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))


def in_groups(code: str) -> str:
    """As it is read aloud: 4821 9930."""
    return f"{code[:4]} {code[4:]}"


def code_mac(token: str, code: str) -> str:
    """Keyed by the link's token, which is kept nowhere: a stolen database lets nobody try codes."""
    return hmac.new(token.encode(), code.encode(), sha256).hexdigest()


def is_code(link: PageLink | None, token: str, typed: str) -> bool:
    """Whether this is the link's code, in the same time whatever the answer is."""
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    known = link.code_mac if link and link.code_mac else code_mac(token, "")
    return hmac.compare_digest(known, code_mac(token, digits)) and len(digits) == CODE_DIGITS
