"""The one-page snapshot to fill by hand: what child and family say of themselves, before anybody plans."""

from typing import Any

from bot.documents.page_blank import part
from bot.documents.reader import Json
from bot.documents.sheet import sheet
from bot.documents.words import Words

# So that all of it is on one page.
LINES, ROOM = 1, 19
WHOSE = ("child", "family")


def snapshot_page(told: Json, words: Words, *, practice: bool) -> dict[str, Any]:
    """`told` says which questions the profile asks; each begins with whom it asks."""
    asked = [
        part(
            words(f"snapshot.{whose}"),
            prompts=[words(f"snapshot.{name}") for name in told["prompts"] if name.startswith(whose)],
        )
        for whose in WHOSE
    ]
    ends = part(words("snapshot.keep_heading"), ticks=[words("snapshot.keep"), words("snapshot.not_kept")])
    return sheet(words, practice=practice) | {
        **{"title": words("snapshot.title"), "facts": [], "lead": words("snapshot.lead")},
        **{"lines": LINES, "room": ROOM, "parts": [*asked, ends]},
        **{"footer": words("snapshot.footer"), "laws": ""},
    }
