"""files.*: the three steps of an upload, looking a file up, deleting it."""

from __future__ import annotations

from bot.practice import messages
from bot.practice.api.call import ApiError, Call
from bot.practice.api.content import sound_blocks
from bot.practice.model import Channel, File, Json
from bot.practice.shapes import file_json

LONGEST_ALT = 1000
MOST_CHANNELS = 100


def get_upload_url(call: Call) -> Json:
    workspace, length = call.workspace, call.get("length")
    if length < 1:
        raise ApiError("invalid_arguments", ["[ERROR] must be more than 0 [json-pointer:/length]"])
    if len(call.get("alt_txt", "")) > LONGEST_ALT:
        raise ApiError("alt_txt_too_large")
    name = call.get("filename")
    file = File(
        workspace.ids.new("F"),
        name,
        name,
        workspace.bot.id,
        length,
        int(workspace.clock.now()),
        workspace.ids.new("", 24),
        call.get("alt_txt"),
    )
    workspace.files[file.id] = file
    return {"upload_url": f"{workspace.url}/upload/{file.upload_token}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    workspace = call.workspace
    files = [_uploaded(call, item) for item in call.get("files")]
    if not files:
        raise ApiError("invalid_arguments", ["[ERROR] no less than 1 items allowed [json-pointer:/files]"])
    wanted = [name for name in [call.get("channel_id"), *(call.get("channels") or "").split(",")] if name]
    if len(wanted) > MOST_CHANNELS:
        raise ApiError("channels_limit_exceeded")
    sound_blocks(call.get("blocks", []))
    channels = [_share_target(call, name) for name in wanted]
    for file, title in files:
        file.complete, file.title = True, title or file.name
    for channel in channels:
        _share(call, channel, [file for file, _ in files])
    return {"files": [file_json(workspace, file) for file, _ in files]}


def _uploaded(call: Call, item: object) -> tuple[File, str | None]:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: id [json-pointer:/files]"])
    file = call.workspace.files.get(item["id"])
    if file is None or file.deleted or file.owner != call.workspace.bot.id or file.complete:
        raise ApiError("file_not_found")
    if file.content is None:
        raise ApiError("file_update_failed")
    title = item.get("title")
    return file, title if isinstance(title, str) else None


def _share_target(call: Call, name: str) -> Channel:
    # A user id is refused here: a file needs the D id that conversations.open gives.
    channel = call.workspace.channels.get(name)
    if channel is None or (channel.kind != "public" and not call.is_member(channel)):
        raise ApiError("channel_not_found")
    if not call.is_member(channel):
        raise ApiError("not_in_channel")
    if channel.archived:
        raise ApiError("posting_to_channel_denied")
    return channel


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    said: Json = {"text": call.get("initial_comment") or "", "subtype": "file_share", "upload": True}
    if call.get("thread_ts"):
        parent = channel.messages.get(call.get("thread_ts"))
        if parent is None or parent.only_for is not None:
            raise ApiError("invalid_arguments", ["[ERROR] no such thread [json-pointer:/thread_ts]"])
        said["thread_ts"] = parent.ts
    if call.get("blocks"):
        said["blocks"] = call.get("blocks")
    message = messages.post(call.workspace, channel, said, call.workspace.bot.id)
    for file in files:
        file.channels[channel.id] = message.ts
    message.body["files"] = [file_json(call.workspace, file) for file in files]
    call.workspace.note("message_changed", message.body, channel.id, channel.members)


def visible_file(call: Call) -> File:
    file = call.workspace.files.get(str(call.get("file")))
    if file is None or not file.complete:
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    mine = file.owner == call.workspace.bot.id or file.granted
    shared = any(call.is_member(call.workspace.channels[channel]) for channel in file.channels)
    if not mine and not shared:
        raise ApiError("file_not_found")
    return file


def info(call: Call) -> Json:
    file = visible_file(call)
    return {"file": file_json(call.workspace, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(call: Call) -> Json:
    file = visible_file(call)
    workspace = call.workspace
    if file.owner != workspace.bot.id:
        raise ApiError("cant_delete_file")
    file.deleted, file.content = True, None
    for channel_id, ts in file.channels.items():
        channel = workspace.channels[channel_id]
        message = channel.messages.get(ts)
        if message is not None:
            tombstone = {"id": file.id, "mode": "tombstone"}
            message.body["files"] = [tombstone if f["id"] == file.id else f for f in message.body["files"]]
            workspace.note("message_changed", message.body, channel_id, channel.members)
    return {}


METHODS = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
    "files.info": info,
    "files.delete": delete,
}
