"""response_url and the text in a command's ack: answers to one command or interaction."""

from __future__ import annotations

from time import monotonic

from bot.practice import messages
from bot.practice.api.call import ApiError
from bot.practice.api.content import sound_blocks
from bot.practice.model import Json, Message, ResponseUrl
from bot.practice.workspace import Workspace

WHERE = "response_url"


def use(workspace: Workspace, token: str, body: object) -> None:
    """Use a response_url once; five uses in half an hour are all there are."""
    with workspace.lock:
        grant = workspace.response_urls.get(token)
        if grant is None:
            raise ApiError("invalid_url")
        if monotonic() - grant.born > workspace.limits.response_url_seconds:
            raise ApiError("expired_url")
        if grant.uses >= workspace.limits.response_url_uses:
            raise ApiError("used_url")
        grant.uses += 1
        if not isinstance(body, dict):
            raise ApiError("invalid_payload")
        respond(workspace, grant, body)


def respond(workspace: Workspace, grant: ResponseUrl, body: Json) -> None:
    """Post, replace or delete as an answer asks."""
    original = workspace.channels[grant.channel].messages.get(grant.original or "")
    if body.get("delete_original"):
        if original is None:
            raise ApiError("message_not_found", ["[ERROR] delete_original needs a message"])
        messages.remove(workspace, original)
        return
    content = _content(body)
    if body.get("replace_original") and original is not None:
        _replace(workspace, original, content, body.get("response_type"))
    else:
        _add(workspace, grant, content, body)


def _content(body: Json) -> Json:
    content = {name: body[name] for name in ("text", "blocks", "attachments") if body.get(name)}
    if not content:
        raise ApiError("no_text")
    if not isinstance(content.get("text", ""), str):
        raise ApiError("invalid_payload")
    sound_blocks(content.get("blocks", []))
    return {"text": "", **content}


def _replace(workspace: Workspace, original: Message, content: Json, wanted: str | None) -> None:
    kept = "ephemeral" if original.only_for else "in_channel"
    if wanted not in (None, kept):
        workspace.breaches.add("response_type_switched", WHERE, f"{kept} stays {kept}")
    if "blocks" not in content and "blocks" in original.body:
        content = {**content, "blocks": []}
    messages.change(workspace, original, content)


def _add(workspace: Workspace, grant: ResponseUrl, content: Json, body: Json) -> None:
    kind = body.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise ApiError("invalid_payload", ["[ERROR] response_type must be ephemeral or in_channel"])
    channel = workspace.channels[grant.channel]
    # Without thread_ts an answer goes to the channel, even when the click was in a thread.
    if thread := body.get("thread_ts"):
        if thread not in channel.messages:
            raise ApiError("invalid_thread_ts")
        content = {**content, "thread_ts": thread}
    if kind == "in_channel":
        messages.post(workspace, channel, content, workspace.bot.id)
    else:
        messages.post_ephemeral(workspace, channel, content, grant.user)
