"""To those who lead: a message could not be delivered; somebody must be told in another way."""

from bot.domain.sending import Ready
from bot.notices.reader import Reader
from bot.render import Press


def not_delivered(reader: Reader) -> Ready:
    """That a message waits for nobody any more. Whom it was for is behind the button, never here."""
    return reader.says("not_delivered", presses=[Press("people", "do:people", reader.on.case.id)])
