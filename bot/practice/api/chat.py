"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

from bot.practice import messages
from bot.practice.api import content
from bot.practice.api.call import ApiError, Call, RateLimited
from bot.practice.model import Channel, Json, Message
from bot.practice.shapes import message_json

LONGEST_UPDATE = 4_000


def target(call: Call) -> Channel:
    """Where a message goes: a channel the bot is in, or a person's direct messages."""
    wanted = str(call.get("channel"))
    workspace = call.workspace
    user = workspace.users.get(wanted)
    channel = workspace.dm_with(wanted) if user and not user.deleted and not user.is_bot else None
    channel = channel or call.channel()
    if not call.is_member(channel):
        raise ApiError("not_in_channel")
    if channel.archived:
        raise ApiError("is_archived")
    if channel.kind == "im":
        if workspace.users[channel.user or ""].deleted:
            raise ApiError("channel_not_found")
        if not workspace.manifest.messages_tab:
            raise ApiError("messages_tab_disabled")
    return channel


def pace_channel(call: Call, channel: Channel) -> None:
    """One message a second in a channel; short bursts pass."""
    key = f"channel {channel.id}"
    pacing = call.workspace.pacing
    if pacing.called_too_soon(key):
        call.workspace.breaches.add("ignored_retry_after", call.method.name, "same channel")
    if seconds := pacing.wait_for_channel(channel.id):
        pacing.tell(key, seconds)
        raise RateLimited(seconds, key)


def post_message(call: Call) -> Json:
    channel = target(call)
    pace_channel(call, channel)
    said = {**content.message_content(call), **content.thread(call, channel), **content.customized(call)}
    if call.get("reply_broadcast") and "thread_ts" in said:
        said |= {"subtype": "thread_broadcast"}
    if "username" in said and str(call.get("channel")) in call.workspace.users:
        call.workspace.breaches.add("lands_in_slackbot", call.method.name, "a name of its own with a user id")
    message = messages.post(call.workspace, channel, said, call.workspace.bot.id, content.metadata(call))
    return {"channel": channel.id, "ts": message.ts, "message": message_json(message, metadata=True)}


def update(call: Call) -> Json:
    channel = call.joined_channel()
    message = own_message(call, channel, "ts", "cant_update_message")
    if len(call.get("text", "")) > LONGEST_UPDATE:
        raise ApiError("msg_too_long")
    said = content.parts(call)
    if not said:
        raise ApiError("no_text")
    if "markdown_text" in said:
        said["text"] = said.pop("markdown_text")
    if not any({**message.body, **said}.get(part) for part in content.PARTS):
        raise ApiError("no_text")
    if call.get("metadata") is not None:
        message.metadata = content.metadata(call)
    messages.change(call.workspace, message, said)
    shown = message_json(message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.body.get("text", ""), "message": shown}


def own_message(call: Call, channel: Channel, name: str, error: str) -> Message:
    message = call.message(channel, call.get(name))
    if message.author != call.workspace.bot.id:
        raise ApiError(error)
    return message


def delete(call: Call) -> Json:
    channel = call.joined_channel()
    message = own_message(call, channel, "ts", "cant_delete_message")
    messages.remove(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> Json:
    channel = target(call)
    user = call.workspace.users.get(str(call.get("user")))
    if user is None or user.id not in channel.members or user.deleted:
        raise ApiError("user_not_in_channel")
    said = {**content.message_content(call), **content.thread(call, channel), **content.customized(call)}
    message = messages.post_ephemeral(call.workspace, channel, said, user.id)
    parent = channel.messages.get(said.get("thread_ts", ""))
    if parent is not None and not parent.replies:
        # Slack answers ok, but shows nothing in a thread that has no reply yet.
        call.workspace.breaches.add("ephemeral_in_inactive_thread", call.method.name)
        messages.remove(call.workspace, message)
    return {"message_ts": message.ts}


def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.message(channel, call.get("message_ts"))
    link = (
        f"https://{call.workspace.team.domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    )
    if message.thread:
        link += f"?thread_ts={message.thread}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


METHODS = {
    "chat.postMessage": post_message,
    "chat.update": update,
    "chat.delete": delete,
    "chat.postEphemeral": post_ephemeral,
    "chat.getPermalink": get_permalink,
}
