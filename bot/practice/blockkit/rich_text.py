"""The rich text block and what may stand inside it."""

from bot.practice.blockkit.composition import BLOCK_ID, USER_ID
from bot.practice.blockkit.rules import Boolean, ByType, Integer, ListOf, OneOf, Rule, Shape, String

_FLAGS = ("bold", "italic", "strike", "underline", "highlight", "client_highlight", "unlink", "code")
_STYLE = Shape({}, {name: Boolean() for name in _FLAGS})
_STYLED: dict[str, Rule] = {"style": _STYLE}

INLINE = ByType(
    {
        "text": Shape({"text": String(shortest=1)}, _STYLED),
        "link": Shape({"url": String(shortest=1)}, {**_STYLED, "text": String(), "unsafe": Boolean()}),
        "emoji": Shape(
            {"name": String(shortest=1)}, {**_STYLED, "unicode": String(), "skin_tone": Integer(1, 6)}
        ),
        "user": Shape({"user_id": USER_ID}, _STYLED),
        "channel": Shape({"channel_id": String(shortest=1)}, _STYLED),
        "usergroup": Shape({"usergroup_id": String(shortest=1)}, _STYLED),
        "broadcast": Shape({"range": OneOf(("here", "channel", "everyone"))}, _STYLED),
        "color": Shape({"value": String(shortest=1)}, _STYLED),
        "date": Shape(
            {"timestamp": Integer(0), "format": String(shortest=1)},
            {**_STYLED, "url": String(), "fallback": String()},
        ),
    }
)
_SECTION = Shape({"elements": ListOf(INLINE)})
_BORDER: dict[str, Rule] = {"border": Integer(0, 1)}
_PARTS = ByType(
    {
        "rich_text_section": _SECTION,
        "rich_text_preformatted": Shape({"elements": ListOf(INLINE)}, {**_BORDER, "language": String()}),
        "rich_text_quote": Shape({"elements": ListOf(INLINE)}, _BORDER),
        "rich_text_list": Shape(
            {
                "style": OneOf(("bullet", "ordered")),
                "elements": ListOf(ByType({"rich_text_section": _SECTION})),
            },
            {**_BORDER, "indent": Integer(0, 8), "offset": Integer(0)},
        ),
    }
)
RICH_TEXT = Shape({"elements": ListOf(_PARTS)}, {"block_id": BLOCK_ID})
