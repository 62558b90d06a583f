"""The Slack app manifest: what the app is called, where people meet it, and what it may see.

Each scope's reason is in docs/scopes.md. A test holds this against what the code really uses.
"""

from typing import Any

Manifest = dict[str, Any]
"""A manifest in Slack's own shape, ready for JSON."""

BOT_SCOPES = (
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)

BOT_EVENTS = (
    "app_home_opened",
    "channel_left",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
)

# Asked for only where an agency has replies under a conference's card read. Cases live in private
# channels, so the messages of public ones are never asked for.
THREAD_SCOPES = ("groups:history", "reactions:read", "reactions:write")
THREAD_EVENTS = ("message.groups", "reaction_added")

LONG_DESCRIPTION = (
    "Roundtable helps a facilitator hold a case planning conference in child welfare. Before the conference"
    " it asks each person alone what they want to talk about. In the conference it guides one stage at a time"
    " and keeps what was said: strengths, needs, goals, tasks, visits. Afterwards it writes the plan, asks"
    " each person whether they had a chance to take part, and reminds people of what they took on. What"
    " people say about a case is shown only to those who may see it, and never in a channel."
)


def bot_scopes(read_threads: bool = False) -> tuple[str, ...]:
    """What the app asks for, with or without reading replies under a conference's card."""
    return (*BOT_SCOPES, *(THREAD_SCOPES if read_threads else ()))


def bot_events(read_threads: bool = False) -> tuple[str, ...]:
    """What the app hears of."""
    return (*BOT_EVENTS, *(THREAD_EVENTS if read_threads else ()))


def manifest(http_url: str | None = None, read_threads: bool = False) -> Manifest:
    """For Socket Mode, or for HTTP at that address (the bot answers at /slack/events below it)."""
    endpoint = f"{http_url.rstrip('/')}/slack/events" if http_url else None
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Roundtable",
            "description": "Helps a facilitator hold a case planning conference",
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f4e5f",
        },
        "features": {
            "bot_user": {"display_name": "Roundtable", "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "slash_commands": [
                {
                    "command": "/conference",
                    "description": "Where this case team stands and what comes next",
                    "usage_hint": "help",
                    "should_escape": True,
                    **_at(endpoint, "url"),
                }
            ],
            "shortcuts": [
                {
                    "name": "Add to the plan",
                    "type": "message",
                    "callback_id": "add_to_plan",
                    "description": "Keep what this message says as part of the plan",
                },
                {
                    "name": "Open Roundtable",
                    "type": "global",
                    "callback_id": "open_roundtable",
                    "description": "What waits for you, your tasks and your next conferences",
                },
            ],
        },
        "oauth_config": {"scopes": {"bot": list(bot_scopes(read_threads))}},
        "settings": {
            "event_subscriptions": {
                **_at(endpoint, "request_url"),
                "bot_events": list(bot_events(read_threads)),
            },
            "interactivity": {
                "is_enabled": True,
                **_at(endpoint, "request_url"),
                **_at(endpoint, "message_menu_options_url"),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": endpoint is None,
            "token_rotation_enabled": False,  # nosec B105 - a switch, not a secret
        },
    }


def _at(endpoint: str | None, key: str) -> dict[str, str]:
    """Slack refuses a manifest for Socket Mode that names addresses."""
    return {key: endpoint} if endpoint else {}
