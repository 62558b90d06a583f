"""The mark with which a reply in a thread asks to be recorded: a plus sign and a word for what it is."""

import re
from dataclasses import dataclass

# The reactions that Roundtable puts under a reply: it is recorded; press this to take it back.
RECEIPT = "white_check_mark"
UNDO = "leftwards_arrow_with_hook"

KIND_OF = {
    "strength": "strength",
    "need": "need",
    "note": "note",
    "fortaleza": "strength",
    "necesidad": "need",
    "nota": "note",
}
# Phones in some languages write the wide plus sign. What follows is a word: `+1` is no mark.
MARK = re.compile(r"\s*[+＋]\s*([^\W\d_]+)\s*[:,]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """What somebody asks to have recorded; `kind` is empty where their word names nothing we know."""

    kind: str
    words: str


def marked(text: str) -> Marked | None:
    """What a message asks for, as Slack handed it on; None for all that bears no mark."""
    found = MARK.fullmatch(text)
    return Marked(KIND_OF.get(found[1].lower(), ""), found[2]) if found else None
