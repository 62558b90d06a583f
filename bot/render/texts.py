"""Slack's text objects, made of our sentences and of typed words."""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from bot.render.escape import as_mrkdwn, as_plain, as_said
from bot.render.limits import SAID, size, split
from bot.render.parts import Block, Told


def mrkdwn(text: object) -> Block:
    """Our sentence; `verbatim` keeps Slack from finding links and mentions of its own in it."""
    return {"type": "mrkdwn", "text": _not_blank(as_mrkdwn(text)), "verbatim": True}


def plain(text: object) -> Block:
    """Words without markup; in typed ones, `:smile:` stays as it was typed."""
    return {"type": "plain_text", "text": _not_blank(as_plain(text)), "emoji": isinstance(text, Markup)}


def rich_text(words: str) -> Block:
    """Typed words as they are, set off as a quote: nothing in them formats, links or pings."""
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [quote]}


def points(told: Iterable[Told]) -> Iterator[Block]:
    """What is told back as a list, each point with its lead in bold; typed words as they are.

    A block holds no more words than Slack shows in one; what is longer goes on in a point below.
    """
    items: list[Block] = []
    room = SAID
    for item in _items(told):
        needs = sum(size(str(piece.get("text", "mention"))) for piece in item["elements"])
        if items and needs > room:
            yield _listed(items)
            items, room = [], SAID
        items.append(item)
        room -= needs
    if items:
        yield _listed(items)


def _items(told: Iterable[Told]) -> Iterator[Block]:
    for one in told:
        lead = as_said(one.lead)
        first, *rest = split(as_said(one.words), SAID - size(lead)) if one.words else [""]
        bold = [{"type": "text", "text": f"{lead} ", "style": {"bold": True}}] if lead else []
        users = [{"type": "user", "user_id": user} for user in one.users]
        yield _section([*bold, *([{"type": "text", "text": first}] if first else []), *users])
        for piece in rest:
            yield _section([{"type": "text", "text": piece}])


def _section(elements: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _listed(items: list[Block]) -> Block:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}],
    }


def filled(part: Mapping[str, object]) -> Block:
    """The same without what is None or empty, at every depth."""
    kept = {key: _filled(value) for key, value in part.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", [], {})}


def _filled(part: object) -> object:
    # Texts first: they are the most, and asking for a Mapping takes longest.
    if isinstance(part, str):
        return str(part)
    if isinstance(part, list | tuple):
        return [_filled(each) for each in part]
    return filled(part) if isinstance(part, Mapping) else part


def _not_blank(text: str) -> str:
    if not text:
        raise TemplateRuntimeError("a layout printed a text without words")
    return text
