"""A message that somebody wants in the record: its words, who wrote them and when, what they may become."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.dates import to_wall
from bot.domain.errors import NotAllowed
from bot.flows.typed_text import from_message
from bot.services.acting import Acting
from bot.services.entries import capture


@dataclass(frozen=True)
class FromMessage:
    """`said_by` is the writer, where they are of this case; of anybody else's words nobody is guessed."""

    case_id: str
    words: str
    said_by: str | None
    written_on: date
    kinds: tuple[str, ...]


def read(
    acting: Acting, channel_id: str, text: str, writer: tuple[str, datetime], kinds: Iterable[str]
) -> FromMessage:
    """A message in the channel of a case, for one who may add it as one of these `kinds`.

    `writer` is the Slack account that wrote it, and when. Raises NotAllowed where somebody who adds
    only their own words takes another's, and NoCaseHere.
    """
    account, at = writer
    with acting.looking_in("entry.add_own", channel_id) as on:
        wrote = next((one for one in on.people.values() if one.slack_user == account), None)
        if not on.leads() and (wrote is None or wrote is not on.me):
            raise NotAllowed("entry_add")
        names = {one.slack_user: one.name for one in on.people.values() if one.slack_user}
        return FromMessage(
            on.case.id,
            from_message(text, names),
            wrote.id if wrote else None,
            to_wall(at, on.case.zone).date(),
            tuple(kind for kind in kinds if capture.may_be_added(on, kind)),
        )
