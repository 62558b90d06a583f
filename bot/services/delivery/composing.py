"""What a row of the outbox is made into when it goes: a message, an errand, a word to staff."""

from collections.abc import Callable, Mapping

from bot.domain.delivery import Outgoing
from bot.domain.sending import Ready
from bot.services.ports import UnitOfWork

Compose = Callable[[UnitOfWork, Outgoing], Ready]
# Work to be done soon after a change, queued in its transaction; nothing of it goes to Slack.
Errand = Callable[[UnitOfWork, Outgoing], None]
TellStaff = Callable[[UnitOfWork, Outgoing, str], None]


def compose_with(composers: Mapping[str, Compose]) -> Compose:
    """One function out of a registry: by the message's name, or by the part before its colon."""

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        name = outgoing.message
        return composers[name if name in composers else name.partition(":")[0]](work, outgoing)

    return compose
