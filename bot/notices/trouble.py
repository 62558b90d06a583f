"""To those who lead: what somebody must hear otherwise, and dates that moved with a rule."""

from dataclasses import replace

from bot.domain.delivery import Outgoing
from bot.domain.reminder import BY_MAIL
from bot.domain.sending import Ready
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.delivery.handover import is_user
from bot.services.delivery.taking_back import TAKE_BACK


def not_delivered(reader: Reader) -> Ready:
    """That a message waits for nobody any more. Whom it was for is behind the button, never here."""
    lost = reader.on.work.get(Outgoing, reader.outgoing.subject_id)
    return reader.says(_what_became_of(lost), presses=[Press("people", "do:people", reader.on.case.id)])


def _what_became_of(lost: Outgoing) -> str:
    """A file that Slack would not delete, a card that it would not take, a message that reached nobody."""
    if lost.message == TAKE_BACK:
        return "not_taken_back"
    return "not_delivered" if is_user(lost.to) or lost.to.startswith(BY_MAIL) else "not_posted"


def not_mailed(reader: Reader) -> Ready:
    """That an e-mail did not arrive. To whom, and why, is behind the button."""
    who = Press("who", "do:not_reached", reader.outgoing.subject_id, "primary")
    return reader.says("not_mailed", presses=[who])


def not_sent(reader: Reader) -> Ready:
    """That reminders came too late to be sent, once a day: which ones is behind the button."""
    press = Press("not_sent", "do:not_sent", reader.on.case.id, "primary")
    return replace(reader.says("not_sent", presses=[press]), quiet=True)


def rules_moved(reader: Reader) -> Ready:
    """That dates moved because a rule of the agency did: in which cases is behind the button."""
    press = Press("deadlines", "do:deadlines", "mine//", "primary")
    return replace(reader.says("rules_moved", presses=[press]), quiet=True)
