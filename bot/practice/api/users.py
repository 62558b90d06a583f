"""users.*, team.info and dnd.info: the people of the workspace."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.practice.api.call import ApiError, Call
from bot.practice.api.channels import listed
from bot.practice.api.pages import page
from bot.practice.model import Json, User
from bot.practice.shapes import user_json


def _shown(call: Call, user: User) -> Json:
    email = "users:read.email" in call.workspace.manifest.scopes
    return user_json(call.workspace, user, call.get("include_locale", False), email)


def info(call: Call) -> Json:
    return {"user": _shown(call, call.user())}


def list_users(call: Call) -> Json:
    users = [_shown(call, user) for user in call.workspace.users.values() if not user.stranger]
    return {**page(call, users, "members", 1000), "cache_ts": int(call.workspace.clock.now())}


def conversations(call: Call) -> Json:
    user = call.user() if call.get("user") else call.workspace.bot
    bot = call.workspace.bot.id
    theirs = [
        c
        for c in call.workspace.channels.values()
        if user.id in c.members and (c.kind == "public" or bot in c.members)
    ]
    return page(call, listed(call, theirs), "channels", 100)


def lookup_by_email(call: Call) -> Json:
    wanted = call.get("email").strip().lower()
    for user in call.workspace.users.values():
        if user.email and user.email.lower() == wanted and not user.deleted:
            return {"user": _shown(call, user)}
    raise ApiError("users_not_found")


def dnd_info(call: Call) -> Json:
    user = call.user() if call.get("user") else call.workspace.bot
    if user.quiet_hours is None:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    start, end = _next_quiet(call.workspace.clock.moment().astimezone(ZoneInfo(user.tz)), user.quiet_hours)
    return {"dnd_enabled": True, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


def _next_quiet(now: datetime, hours: tuple[str, str]) -> tuple[int, int]:
    """Begin and end of the quiet time that is running or comes next."""
    first, last = time.fromisoformat(hours[0]), time.fromisoformat(hours[1])
    for day in (-1, 0, 1):
        date = now.date() + timedelta(days=day)
        start = datetime.combine(date, first, now.tzinfo)
        end = datetime.combine(date + timedelta(days=int(last <= first)), last, now.tzinfo)
        if end > now:
            return int(start.timestamp()), int(end.timestamp())
    raise AssertionError("tomorrow's quiet time ends in the future")


def team_info(call: Call) -> Json:
    team = call.workspace.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


METHODS = {
    "users.info": info,
    "users.list": list_users,
    "users.conversations": conversations,
    "users.lookupByEmail": lookup_by_email,
    "dnd.info": dnd_info,
    "team.info": team_info,
}
