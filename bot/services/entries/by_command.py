"""What is typed behind a command: kept word for word, and once, however often it is sent."""

from dataclasses import dataclass
from typing import Any

from bot.domain.between import Update
from bot.domain.kept import Entry
from bot.domain.record import PARTS
from bot.services.acting import Acting, OnCase
from bot.services.entries.capture import KINDS, added
from bot.services.entries.moment import conference_of, current_conference, is_sealed
from bot.services.meeting.course import refuse_while_quiet

# Who had no answer types again at once: so many of the last are looked at, however long the talk is.
LATELY = 20


@dataclass(frozen=True)
class Typed:
    """What was typed, as it stands; `already`: the same person had recorded it word for word before.

    `sealed`: the plan was sealed before, so that it comes with the next version.
    """

    entry: Entry
    already: bool = False
    sealed: bool = False


def add_in(acting: Acting, channel_id: str, kind: str, text: str) -> Typed:
    """What was typed in a channel, for its case. Raises NoCaseHere as well.

    Whoever typed a command and got no answer types it again, and Slack gives the second one a key of
    its own. So the same words by the same person in the same conference are recorded once; that they
    were said twice can be recorded with the form.
    """
    with acting.on_case_in("entry.add_own", channel_id) as on:
        refuse_while_quiet(current_conference(on))
        known = _typed_before(on, kind, text)
        kept = known or added(on, kind, {"text": text})
        return Typed(kept, already=known is not None, sealed=kind in PARTS and is_sealed(on))


def _typed_before(on: OnCase, kind: str, text: str) -> Entry | None:
    conference = conference_of(on, KINDS[kind])
    same: dict[str, Any] = {
        "case_id": on.case.id,
        "entered_by": on.work.actor,
        "conference_id": conference.id if conference else None,
    }
    if KINDS[kind] is Update:
        same["given_on"] = on.today
    said = (one for one in on.work.newest(KINDS[kind], LATELY, **same) if one.stands)
    return next((one for one in said if getattr(one, "text", None) == text), None)
