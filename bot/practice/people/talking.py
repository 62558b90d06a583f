"""A person writes, edits, deletes, reacts, uploads, and opens the app's home."""

from __future__ import annotations

import base64
import binascii
import re

from bot.practice import marks, messages, views
from bot.practice.events import emit
from bot.practice.model import Channel, File, Json, User
from bot.practice.people.asking import field, joined, message_of
from bot.practice.people.refusals import Malformed, Refused, Unknown
from bot.practice.shapes import file_json
from bot.practice.workspace import Workspace

_MENTION = re.compile(r"&lt;([@#])([A-Z0-9]+)&gt;")


def escaped(workspace: Workspace, typed: str) -> str:
    """What Slack's client makes of typed text: markup is disarmed, mentions picked from its list stay."""
    text = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def mention(found: re.Match[str]) -> str:
        known = workspace.users if found[1] == "@" else workspace.channels
        return f"<{found[1]}{found[2]}>" if found[2] in known else found[0]

    return _MENTION.sub(mention, text)


def say(workspace: Workspace, user: User, given: Json) -> Json:
    """Post a message, in a channel, in a thread or to the bot."""
    with workspace.lock:
        channel = joined(workspace, user, field(given, "channel", str))
        _open_for_messages(workspace, channel)
        typed = field(given, "text", str, "")
        if typed.startswith("/"):
            raise Refused("unknown_command", "A message that begins with / is taken for a command.")
        files = [_own_file(workspace, user, name) for name in field(given, "files", list, [])]
        if not typed.strip() and not files:
            raise Refused("no_text", "There is nothing to send.")
        content = {**_text(workspace, typed), **_thread(channel, user, given)}
        if files:
            content |= {"subtype": "file_share", "files": [file_json(workspace, file) for file in files]}
        message = messages.post(workspace, channel, content, user.id)
        for file in files:
            file.channels[channel.id] = message.ts
        return {"ok": True, "channel": channel.id, "ts": message.ts}


def _open_for_messages(workspace: Workspace, channel: Channel) -> None:
    manifest = workspace.manifest
    if channel.kind == "im" and (not manifest.messages_tab or manifest.messages_read_only):
        raise Refused("messages_tab_disabled", "Sending messages to this app has been turned off.")


def _text(workspace: Workspace, typed: str) -> Json:
    inline = [{"type": "text", "text": typed}] if typed else []
    section = {"type": "rich_text_section", "elements": inline}
    return {
        "text": escaped(workspace, typed),
        "client_msg_id": workspace.ids.new("", 20).lower(),
        **({"blocks": [{"type": "rich_text", "elements": [section]}]} if typed else {}),
    }


def _thread(channel: Channel, user: User, given: Json) -> Json:
    if not given.get("thread_ts"):
        return {}
    parent = message_of(channel, user, field(given, "thread_ts", str))
    if parent.only_for is not None:
        raise Refused("no_such_element", "A message that only you see has no thread.")
    return {"thread_ts": parent.thread or parent.ts}


def _own_file(workspace: Workspace, user: User, file_id: str) -> File:
    file = workspace.files.get(file_id)
    if file is None or file.owner != user.id:
        raise Unknown("no_such_file")
    return file


def edit(workspace: Workspace, user: User, given: Json) -> Json:
    with workspace.lock:
        channel = joined(workspace, user, field(given, "channel", str))
        message = message_of(channel, user, field(given, "ts", str))
        if message.author != user.id:
            raise Refused("cant_update_message", "You can change your own messages only.")
        changed = _text(workspace, field(given, "text", str))
        messages.change(workspace, message, {"text": changed["text"], "blocks": changed.get("blocks", [])})
        return {"ok": True}


def delete(workspace: Workspace, user: User, given: Json) -> Json:
    with workspace.lock:
        channel = joined(workspace, user, field(given, "channel", str))
        message = message_of(channel, user, field(given, "ts", str))
        if user.id not in (message.author, message.only_for):
            raise Refused("cant_delete_message", "You can delete your own messages only.")
        messages.remove(workspace, message)
        return {"ok": True}


def react(workspace: Workspace, user: User, given: Json) -> Json:
    with workspace.lock:
        channel = joined(workspace, user, field(given, "channel", str))
        message = message_of(channel, user, field(given, "ts", str))
        name = field(given, "name", str)
        if message.only_for is not None:
            raise Refused("no_such_element", "A message that only you see takes no reactions.")
        again = user.id in message.reactions.get(name, [])
        (marks.unreact if again else marks.react)(workspace, channel, message, name, user.id)
        return {"ok": True}


def upload(workspace: Workspace, user: User, given: Json) -> Json:
    """Bring a file into Slack; it is private until shared or given to the bot."""
    try:
        content = base64.b64decode(field(given, "base64", str), validate=True)
    except binascii.Error:
        raise Malformed("base64 is not readable") from None
    name = field(given, "name", str)
    with workspace.lock:
        made = workspace.ids.new("F")
        now = int(workspace.clock.now())
        file = File(made, name, name, user.id, len(content), now, "", content=content, complete=True)
        workspace.files[made] = file
        return {"ok": True, "file": file_json(workspace, file)}


def home(workspace: Workspace, user: User, given: Json) -> Json:
    """Open the app's home or messages tab."""
    tab = field(given, "tab", str, "home")
    manifest = workspace.manifest
    if tab not in ("home", "messages"):
        raise Malformed("tab must be home or messages")
    if not (manifest.home_tab if tab == "home" else manifest.messages_tab):
        raise Refused("not_enabled", "This app has no such tab.")
    with workspace.lock:
        known = workspace.views.get(workspace.homes.get(user.id, ""))
        view = views.view_json(workspace, known) if known else None
        channel = workspace.dm_with(user.id)
        event: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
        event["event_ts"] = workspace.clock.timestamp()
        if view and tab == "home":
            event["view"] = view
        emit(workspace, "app_home_opened", event, user.id)
        return {"ok": True, "view": view}
