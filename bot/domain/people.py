"""People: the case team, those who help it, and the staff that an administrator named."""

from dataclasses import dataclass
from datetime import date

from bot.domain.kept import Kept, OfCase, Words

# Whoever acts on their private page is known by this and their id, as others are by their Slack user.
ON_PAGE = "page:"


@dataclass(frozen=True, kw_only=True)
class Person(OfCase):
    """Someone of this case, with or without Slack.

    `on_team` is False for the facilitator, interpreters and observers. A `candidate` may belong: they
    are looked for and asked, have no right and are invited to nothing until they are put on the team.
    `child_id` says that the person is that child; `parent_of` names the children whose parent the
    person is.
    """

    name: Words
    role: str
    on_team: bool = True
    slack_user: str | None = None
    relation: Words | None = None
    language: str | None = None
    asked_for_by: str | None = None
    family_said_yes: bool | None = None
    interpreter: str | None = None
    relative_of_family: bool | None = None
    child_id: str | None = None
    parent_of: tuple[str, ...] = ()
    left_on: date | None = None
    candidate: bool = False

    @property
    def here(self) -> bool:
        """Whether they are of the case now: neither gone nor a candidate still."""
        return self.left_on is None and not self.candidate

    @property
    def accounts(self) -> frozenset[str]:
        """All that they are known by when they do something themselves."""
        return frozenset({ON_PAGE + self.id, *([self.slack_user] if self.slack_user else [])})


@dataclass(frozen=True, kw_only=True)
class StaffMember(Kept):
    """A Slack user whom an administrator named for duties; `supervises` are Slack users."""

    slack_user: str
    duties: tuple[str, ...]
    named_by: str
    name: Words | None = None
    supervises: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DirectLine(Kept):
    """How to reach a Slack user alone: the DM's id, their zone and language as Slack tells them."""

    slack_user: str
    channel_id: str | None = None
    zone: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Preparation(OfCase):
    """One private talk before a conference, what was explained in it, and what it brought up.

    Worries and notes are for facilitator and case manager only.
    """

    person_id: str
    done_on: date
    by_person: str | None
    entered_by: str
    explained: tuple[str, ...] = ()
    worries: Words | None = None
    notes: Words | None = None


@dataclass(frozen=True, kw_only=True)
class SafetyScreen(OfCase):
    """What one person said, alone, about orders and fear. Even its existence is private.

    `off_limits` is what they do not want to talk about there, `signal` how they ask for a break.
    """

    person_id: str
    entered_by: str
    no_contact_order: bool | None = None
    fear_in_meeting: bool | None = None
    joint_meeting_ok: bool | None = None
    address_hidden_from: tuple[str, ...] = ()
    no_contact_with: tuple[str, ...] = ()
    off_limits: Words | None = None
    signal: Words | None = None
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class PrivateNote(OfCase):
    """Words for the whole record alone, such as an address that stays hidden."""

    kind: str
    entered_by: str
    on: date
    words: Words
    person_id: str | None = None


HIDDEN_ADDRESS = "hidden_address"
