"""After the read-back: sealed plan versions, acknowledgement, view, endorsement and copy, all apart."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.kept import OfCase, Words

# Nobody need record that somebody was not asked; it is for keeping why (absent, invited on time).
ANSWERS = ("yes", "in_part", "no", "rather_not_say", "not_asked")
FAMILY_PAGE = "family_page"
MANNERS = (
    *("own_hand", "spoken", "tap", "mark", "by_interpreter", "on_paper_later", "declined_to_sign"),
    FAMILY_PAGE,
)
VIEWS = ("agrees", "agrees_in_part", "disagrees", "rather_not_say", "not_asked")
# Where the need to know is checked first, nothing has gone yet.
CHECK_FIRST = "need_to_know_check"
HOW_COPIES_GO = (
    *("slack", "mail", "hand", "email", "child_friendly_page", CHECK_FIRST),
    FAMILY_PAGE,
)


@dataclass(frozen=True, kw_only=True)
class PlanVersion(OfCase):
    """The content as it was read back: canonical JSON (RFC 8785), its SHA-256 and the server's signature."""

    number: int
    conference_id: str
    content: Words
    content_sha256: str
    signature: str
    sealed_at: datetime
    sealed_by: str
    why: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(OfCase):
    """Whether a person had a chance to take part (K-22). It says nothing about agreement."""

    version_id: str
    person_id: str
    answer: str
    manner: str | None
    on: date
    entered_by: str
    witness: str | None = None
    with_person: str | None = None
    interpreter: str | None = None
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class View(OfCase):
    """What a person thinks of the plan, asked apart and kept in their own words."""

    version_id: str
    person_id: str
    view: str
    on: date
    entered_by: str
    words: Words | None = None
    told_how_to_challenge: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Copy(OfCase):
    """That a person is owed a copy, how it goes, when it went and came."""

    version_id: str
    person_id: str
    how: str | None = None
    due: date | None = None
    sent_on: date | None = None
    got_on: date | None = None
    entered_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Endorsement(OfCase):
    """A manager's endorsement of a sealed version: someone other than its author, maybe later (V-04)."""

    version_id: str
    asked_on: date
    asked_by: str
    asked_of: str
    answer: str | None = None
    done_on: date | None = None
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class MadePaper(OfCase):
    """A file that went out, by its SHA-256: how `roundtable verify` knows a paper again.

    `made_for` is the Slack user to whom it went, `person_id` whose copy it is where staff pass it on.
    """

    paper: str
    sha256: str
    made_at: datetime
    made_for: str
    version_id: str | None = None
    person_id: str | None = None
