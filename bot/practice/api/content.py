"""What a message says: text, blocks, attachments and metadata, checked as Slack checks them."""

from __future__ import annotations

import json
import re

from bot.practice.api.call import ApiError, Call
from bot.practice.blockkit import check_blocks
from bot.practice.messages import LONGEST_TEXT
from bot.practice.model import Channel, Json

MOST_ATTACHMENTS = 100
MARKDOWN_TEXT = 12_000
PARTS = ("text", "blocks", "attachments", "markdown_text")
_LINK = re.compile(r"https?://")


def message_content(call: Call) -> Json:
    """The content of a new message; refused when there is none."""
    content = parts(call)
    if not any(content.get(part) for part in PARTS):
        raise ApiError("no_text")
    if content.get("markdown_text"):
        content["text"] = content.pop("markdown_text")
    content.setdefault("text", "")
    truncate(call, content)
    _unfurls(call, content)
    return content


def parts(call: Call) -> Json:
    """The parts that were given, each sound."""
    content = {name: call.get(name) for name in PARTS if call.get(name) is not None}
    if "markdown_text" in content and ("text" in content or "blocks" in content):
        raise ApiError("markdown_text_conflict")
    if len(content.get("markdown_text", "")) > MARKDOWN_TEXT:
        raise ApiError("msg_too_long")
    sound_blocks(content.get("blocks", []))
    _sound_attachments(content.get("attachments", []))
    return content


def sound_blocks(blocks: object, at: str = "/blocks") -> None:
    if found := check_blocks(blocks, "message", at):
        raise ApiError("invalid_blocks", found.messages(), {"errors": [f.sentence for f in found]})


def _sound_attachments(attachments: list[Json]) -> None:
    if len(attachments) > MOST_ATTACHMENTS:
        raise ApiError("too_many_attachments")
    for index, attachment in enumerate(attachments):
        if not isinstance(attachment, dict):
            raise ApiError("invalid_attachments")
        sound_blocks(attachment.get("blocks", []), f"/attachments/{index}/blocks")


def truncate(call: Call, content: Json) -> None:
    """Slack cuts a text after 40,000 characters without a word; the workspace says so."""
    if len(content["text"]) > LONGEST_TEXT:
        call.workspace.breaches.add("text_truncated", call.method.name, f"{len(content['text'])} characters")
        content["text"] = content["text"][:LONGEST_TEXT]


def _unfurls(call: Call, content: Json) -> None:
    quiet = call.get("unfurl_links") is False and call.get("unfurl_media") is False
    if "unfurl_links" in call.method.arguments and not quiet and _LINK.search(json.dumps(content)):
        call.workspace.breaches.add(
            "would_unfurl", call.method.name, "a link without unfurl flags", serious=False
        )


def metadata(call: Call) -> Json | None:
    """The metadata of a message; what is not of the right form is refused."""
    given = call.get("metadata")
    if given is None:
        return None
    kind, payload = given.get("event_type"), given.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise ApiError("invalid_metadata_format")
    if set(given) - {"event_type", "event_payload", "entities"}:
        raise ApiError("invalid_metadata_schema")
    return dict(given)


def thread(call: Call, channel: Channel) -> Json:
    """The thread that a message goes to; it must exist."""
    ts = call.get("thread_ts")
    if ts is None:
        return {}
    parent = channel.messages.get(ts)
    if parent is None or parent.only_for is not None or parent.thread is not None:
        raise ApiError("cannot_reply_to_message")
    return {"thread_ts": ts}


def customized(call: Call) -> Json:
    """The name and icon given in place of the bot's own."""
    given = {name: call.get(name) for name in ("username", "icon_emoji", "icon_url") if call.get(name)}
    if given and "chat:write.customize" not in call.workspace.manifest.scopes:
        raise call.missing_scope(["chat:write.customize"])
    icons = {name.removeprefix("icon_"): value for name, value in given.items() if name != "username"}
    named = {"username": given["username"]} if "username" in given else {}
    return {**named, **({"icons": icons} if icons else {})}
