"""A message's top-level text: what its blocks say, in their order, for screen readers and notices."""

from collections.abc import Iterator
from typing import Any

from bot.render.escape import escaped
from bot.render.limits import MESSAGE_TEXT, shorten
from bot.render.parts import Block


def spoken(blocks: list[Block]) -> str:
    """One line for each text; buttons are named in brackets, as they are what can be done here."""
    lines = [line for block in blocks for line in _lines(block)]
    return shorten("\n".join(lines), MESSAGE_TEXT)


def _lines(block: Block) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield escaped("".join(_texts(block)))
        case "actions":
            yield " ".join(_control(element) for element in block["elements"])
        case "input":
            yield _text(block["label"])
            yield from map(_text, filter(None, [block.get("hint")]))
            yield from _choices(block["element"])
        case "context":
            yield from map(_text, block["elements"])
        case "section":
            yield from map(_text, filter(None, [block.get("text"), *block.get("fields", ())]))
            if "accessory" in block:
                yield _control(block["accessory"])
        case "header":
            yield _text(block["text"])


def _texts(part: Any) -> Iterator[str]:
    """Every text inside a rich text block."""
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif part.get("type") == "text":
        yield part["text"]
    else:
        yield from _texts(part.get("elements", []))


def _control(element: Block) -> str:
    if element["type"] == "button":
        return f"[{_text(element['text'])}]"
    return " ".join(_choices(element))


def _choices(element: Block) -> Iterator[str]:
    for option in element.get("options", ()):
        yield f"[{_text(option['text'])}]"


def _text(text: Block) -> str:
    words = str(text["text"])
    return words if text["type"] == "mrkdwn" else escaped(words)
