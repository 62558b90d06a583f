"""After the read-back: sealed plan versions, acknowledgement, view, endorsement and copy, all apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.kept import OfCase, Words

# Nobody need record that somebody was not asked; it is for keeping why (absent, invited on time).
NOT_ASKED = "not_asked"
ANSWERS = ("yes", "in_part", "no", "rather_not_say", NOT_ASKED)
FAMILY_PAGE = "family_page"
MANNERS = (
    *("own_hand", "spoken", "tap", "mark", "by_interpreter", "on_paper_later", "declined_to_sign"),
    FAMILY_PAGE,
)
# What somebody gave by their own hand: nobody else may put other words in its place.
BY_THEMSELVES = ("tap", FAMILY_PAGE)
BY_STAFF = tuple(manner for manner in MANNERS if manner not in BY_THEMSELVES)
VIEWS = ("agrees", "agrees_in_part", "disagrees", "rather_not_say", NOT_ASKED)
# Where the need to know is checked first, nothing has gone yet.
CHECK_FIRST = "need_to_know_check"
DISSENTING = ("disagrees", "agrees_in_part")
HOW_COPIES_GO = (
    *("slack", "mail", "hand", "email", "child_friendly_page", CHECK_FIRST),
    FAMILY_PAGE,
)
ENDORSEMENTS = ("endorsed", "returned")
# Whoever asked took the request back before it was answered.
TAKEN_BACK = "taken_back"


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
    """Whether a person had a chance to take part (K-22). It says nothing about agreement.

    `told` is the text that they were asked with, in `language`; another wording is another text.
    """

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
    language: str | None = None
    told: Words | None = None

    @property
    def was_asked(self) -> bool:
        """Whether it says something of theirs: that nobody asked them is no answer."""
        return self.answer != NOT_ASKED

    @property
    def is_own(self) -> bool:
        """Whether they answered by themselves."""
        return self.manner in BY_THEMSELVES


@dataclass(frozen=True, kw_only=True)
class View(OfCase):
    """What a person thinks of the plan, asked apart and kept in their own words.

    `items` are the ids of what it is about in the sealed plan. `told` is what they were told about how
    to challenge the plan, in `told_in`.
    """

    version_id: str
    person_id: str
    view: str
    on: date
    entered_by: str
    words: Words | None = None
    told_how_to_challenge: bool | None = None
    manner: str | None = None
    items: tuple[str, ...] = ()
    told_in: str | None = None
    told: Words | None = None

    @property
    def was_asked(self) -> bool:
        """Whether it says something of theirs: that nobody asked them is no view."""
        return self.view != NOT_ASKED

    @property
    def is_own(self) -> bool:
        """Whether they gave it by themselves."""
        return self.manner in BY_THEMSELVES

    @property
    def differs(self) -> bool:
        """Whether they see the plan otherwise, all of it or a part."""
        return self.view in DISSENTING


@dataclass(frozen=True, kw_only=True)
class Reply(OfCase):
    """What the agency owes somebody who sees the plan otherwise: who answers, until when, and the answer.

    `asked_of` are Slack users. `told_on` is the day on which its person heard of it.
    """

    view_id: str
    version_id: str
    person_id: str
    asked_of: tuple[str, ...]
    asked_on: date
    due: date
    words: Words | None = None
    replied_by: str | None = None
    replied_on: date | None = None
    told_on: date | None = None


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
    """A manager's endorsement of a sealed version: someone other than its author, maybe later (V-04).

    `reply` is what whoever asks says to the words with which this version was sent back before. A request
    that was taken back has TAKEN_BACK in the place of an answer, and when in `done_on`.
    """

    version_id: str
    asked_on: date
    asked_by: str
    asked_of: str
    answer: str | None = None
    done_on: date | None = None
    words: Words | None = None
    reply: Words | None = None


def sent_back(asked: Iterable[Endorsement]) -> Endorsement | None:
    """What was answered last where a version was sent back, and nobody is asked anew or has endorsed it.

    `asked` are the requests about one version. Until somebody mends the plan or replies, it waits.
    """
    known = tuple(asked)
    if any(one.answer in (None, "endorsed") for one in known):
        return None
    back = (one for one in known if one.answer == "returned" and one.done_on)
    return max(back, key=lambda one: (one.done_on or date.min, one.id), default=None)


@dataclass(frozen=True, kw_only=True)
class MadePaper(OfCase):
    """A file that went out, by its SHA-256: how `roundtable verify` knows a paper again.

    `made_for` is the Slack user to whom it went, `person_id` whose copy it is where staff pass it on.
    `sending_id` is the row of the outbox by which it went, and which knows its id in Slack. It was taken
    back when, by whom and why; `gone_at`: Slack has deleted it.
    """

    paper: str
    sha256: str
    made_at: datetime
    made_for: str
    version_id: str | None = None
    person_id: str | None = None
    sending_id: str | None = None
    taken_back_at: datetime | None = None
    taken_back_by: str | None = None
    taken_back_why: str | None = None
    gone_at: datetime | None = None
