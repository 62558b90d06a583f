"""Who will read a message: their right is checked again as it goes, and their language looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.parting import is_for
from bot.domain.people import DirectLine
from bot.domain.reminder import is_reminder
from bot.domain.sending import Composed, Drop, Later, Ready
from bot.render import Words
from bot.services.acting import Acting, Agency, OnCase
from bot.services.delivery.composing import Compose
from bot.services.meeting.course import is_family_alone
from bot.services.people.safe_ways import kept_from_slack
from bot.services.ports import UnitOfWork

LOOK_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Reader:
    """The person a message goes to: what they may see of the case, and the words in their language."""

    words: Words
    agency: Agency
    outgoing: Outgoing
    on: OnCase
    language: str

    @property
    def acting(self) -> Acting:
        """The reader, for what must be kept about a message that goes to them."""
        return Acting(agency=self.agency, workspace_id=self.outgoing.workspace_id, user=self.outgoing.to)

    def says(self, name: str, **values: object) -> Composed:
        """The message `notices/<name>` in their language."""
        said = self.words.message(f"notices/{name}", self.language, **values)
        return Composed(text=said.text, blocks=said.blocks)


Tell = Callable[[Reader], Ready]


def to_reader(agency: Agency, words: Words, action: str, tell: Tell) -> Compose:
    """A composer that drops the message when its reader lost the right or the subject is gone.

    Or when they said that messages in Slack are not safe for them: then staff tell them.
    """

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        acting = Acting(agency=agency, workspace_id=outgoing.workspace_id, user=outgoing.to)
        try:
            on = acting.open(work, action, outgoing.case_id or "")
            if on.me and on.me.id in kept_from_slack(on.work, on.case.id):
                return Drop("slack_not_safe")
            if is_reminder(outgoing.key) and _is_among_themselves(on):
                return Later(work.now + LOOK_AGAIN)
            return tell(Reader(words, agency, outgoing, on, _language(work, outgoing, on)))
        except (NotAllowed, NotFound) as gone:
            return Drop(type(gone).__name__)

    return compose


def _is_among_themselves(on: OnCase) -> bool:
    """Whether the family talks alone in the reader's own meeting: the bot is silent then."""
    runs = on.work.first(Conference, case_id=on.case.id, state=ConferenceState.OPEN)
    return is_family_alone(runs) and (on.me is None or is_for(runs, on.me.id) if runs else False)


def _language(work: UnitOfWork, outgoing: Outgoing, on: OnCase) -> str:
    """The language the case team noted for them, else the one Slack names, else English."""
    if on.me and on.me.language:
        return on.me.language
    line = work.first(DirectLine, slack_user=outgoing.to)
    return line.language if line and line.language else "en"
