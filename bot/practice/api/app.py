"""auth.test, api.test, apps.connections.open, blocks.validate, emoji.list: the app itself."""

from __future__ import annotations

import json

from bot.practice.api.call import ApiError, Call
from bot.practice.blockkit import Findings, check_blocks, check_view
from bot.practice.model import Json

LONGEST_CHECKED = 100_000


def auth_test(call: Call) -> Json:
    workspace, team = call.workspace, call.workspace.team
    if call.app_token:
        return {"app_name": workspace.manifest.name, "app_id": team.app_id}
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": workspace.bot.name,
        "team_id": team.id,
        "user_id": workspace.bot.id,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    if call.get("error"):
        raise ApiError(call.get("error"), more={"args": call.arguments}, noted=False)
    return {"args": call.arguments}


def connections_open(call: Call) -> Json:
    if not call.workspace.manifest.socket_mode:
        raise ApiError("forbidden_team", ["[ERROR] Socket Mode is not on in the manifest"])
    address = call.workspace.url.replace("http://", "ws://", 1)
    return {
        "url": f"{address}/link?ticket={call.workspace.sockets.ticket()}&app_id={call.workspace.team.app_id}"
    }


def validate(call: Call) -> Json:
    """Slack's own check of blocks; asking is no breach, whatever the answer."""
    given = [name for name in ("blocks", "view", "message") if call.get(name) is not None]
    if len(given) != 1:
        raise ApiError("invalid_arguments", ["[ERROR] provide one of blocks, view and message"])
    value = call.get(given[0])
    if len(json.dumps(value)) > LONGEST_CHECKED:
        raise ApiError("invalid_arguments", [f"[ERROR] must be less than {LONGEST_CHECKED + 1} characters"])
    if found := _check(given[0], value):
        raise ApiError(f"invalid_{given[0]}", found.messages(), noted=False)
    return {}


def _check(name: str, value: Json) -> Findings:
    if name == "view":
        return check_view(value)
    blocks = value if name == "blocks" else value.get("blocks", [])
    return check_blocks(blocks, "message", "/blocks" if name == "blocks" else "/message/blocks")


def emoji_list(call: Call) -> Json:
    return {"emoji": {}, "cache_ts": f"{call.workspace.clock.now():.6f}"}


METHODS = {
    "auth.test": auth_test,
    "api.test": api_test,
    "apps.connections.open": connections_open,
    "blocks.validate": validate,
    "emoji.list": emoji_list,
}
