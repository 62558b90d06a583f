"""Links that staff may follow: a paper on the web, an address to write to, a number to call."""

import re

from markupsafe import Markup

from bot.render.escape import escaped, safe

_ADDRESS = re.compile(r"(?:https://|mailto:|tel:)[^\s<>|]+")


def linked(words: str, address: str | None) -> Markup:
    """The words as a link; without an address that can be one, the words alone."""
    said = safe(words)
    if address is None or not _ADDRESS.fullmatch(address):
        return said
    return Markup(f"<{escaped(address)}|{str(said).replace('|', '/')}>")


def written_to(email: str) -> Markup:
    """An e-mail address that opens a mail to it."""
    return linked(email, f"mailto:{email}")


def called(phone: str) -> Markup:
    """A number that can be tapped to call it: an extension is read, not dialled."""
    digits = re.sub(r"[^\d+]", "", re.split(r"[ex]", phone, maxsplit=1)[0])
    return linked(phone, f"tel:{digits}")
