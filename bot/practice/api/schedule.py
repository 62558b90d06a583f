"""chat.scheduleMessage and its list: messages that Slack posts later, by the practice clock."""

from __future__ import annotations

from bot.practice import messages
from bot.practice.api import content
from bot.practice.api.call import ApiError, Call
from bot.practice.api.chat import target
from bot.practice.api.pages import page
from bot.practice.model import Json, Scheduled
from bot.practice.shapes import message_json
from bot.practice.workspace import Workspace

FARTHEST_SECONDS = 120 * 24 * 3600
MOST_IN_WINDOW = 30
WINDOW_SECONDS = 300


def schedule_message(call: Call) -> Json:
    channel = target(call)
    workspace, post_at = call.workspace, call.get("post_at")
    if post_at <= workspace.clock.now():
        raise ApiError("time_in_past")
    if post_at > workspace.clock.now() + FARTHEST_SECONDS:
        raise ApiError("time_too_far")
    near = [s for s in workspace.scheduled.values() if s.channel == channel.id]
    if sum(abs(s.post_at - post_at) < WINDOW_SECONDS for s in near) >= MOST_IN_WINDOW:
        raise ApiError("restricted_too_many")
    said = {**content.message_content(call), **content.thread(call, channel)}
    scheduled = Scheduled(workspace.ids.new("Q"), channel.id, post_at, said)
    if content.metadata(call) is not None:
        # Slack accepts such a message and never posts it.
        workspace.breaches.add("scheduled_with_metadata", call.method.name)
    else:
        workspace.scheduled[scheduled.id] = scheduled
    message = {"text": said["text"], "type": "delayed_message", "bot_id": workspace.team.bot_id}
    return {
        "channel": channel.id,
        "scheduled_message_id": scheduled.id,
        "post_at": post_at,
        "message": message,
    }


def scheduled_list(call: Call) -> Json:
    wanted = call.get("channel")
    listed = [
        {"id": s.id, "channel_id": s.channel, "post_at": s.post_at, "text": s.arguments["text"]}
        for s in sorted(call.workspace.scheduled.values(), key=lambda s: s.post_at)
        if wanted in (None, s.channel)
    ]
    return page(call, listed, "scheduled_messages", 100)


def delete_scheduled(call: Call) -> Json:
    channel = call.joined_channel()
    scheduled = call.workspace.scheduled.get(str(call.get("scheduled_message_id")))
    if scheduled is None or scheduled.channel != channel.id:
        raise ApiError("invalid_scheduled_message_id")
    del call.workspace.scheduled[scheduled.id]
    return {}


def post_due(workspace: Workspace) -> list[Json]:
    """Post what is due by the practice clock."""
    with workspace.lock:
        due = [s for s in workspace.scheduled.values() if s.post_at <= workspace.clock.now()]
        posted = []
        for scheduled in due:
            del workspace.scheduled[scheduled.id]
            channel = workspace.channels[scheduled.channel]
            if workspace.bot.id in channel.members and not channel.archived:
                posted.append(messages.post(workspace, channel, scheduled.arguments, workspace.bot.id))
        return [message_json(message) for message in posted]


METHODS = {
    "chat.scheduleMessage": schedule_message,
    "chat.scheduledMessages.list": scheduled_list,
    "chat.deleteScheduledMessage": delete_scheduled,
}
