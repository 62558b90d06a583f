"""Slack's text objects, made of our sentences and of typed words."""

from collections.abc import Mapping

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from bot.render.escape import as_mrkdwn, as_plain
from bot.render.parts import Block


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
