"""The app manifest: what the bot may do, what it hears, and which of its doors exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.practice.facts import facts


class ManifestError(ValueError):
    """The manifest says something that Slack would refuse; every reason is in the message."""


@dataclass(frozen=True)
class Command:
    command: str
    description: str
    usage_hint: str = ""


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    kind: str
    name: str
    description: str


@dataclass(frozen=True)
class Manifest:
    """The parts of a manifest that the workspace enforces."""

    name: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: Mapping[str, Command]
    shortcuts: Mapping[str, Shortcut]
    interactive: bool
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Manifest:
        problems = list(_problems(raw))
        if problems:
            raise ManifestError("; ".join(problems))
        features, settings = raw.get("features", {}), raw.get("settings", {})
        home = features.get("app_home", {})
        commands = [
            Command(c["command"], c["description"], c.get("usage_hint", ""))
            for c in features.get("slash_commands", [])
        ]
        shortcuts = [
            Shortcut(s["callback_id"], s["type"], s["name"], s["description"])
            for s in features.get("shortcuts", [])
        ]
        name = raw["display_information"]["name"]
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            scopes=frozenset(_scopes(raw)),
            events=frozenset(_events(raw)),
            commands={command.command: command for command in commands},
            shortcuts={shortcut.callback_id: shortcut for shortcut in shortcuts},
            interactive=settings.get("interactivity", {}).get("is_enabled", False),
            socket_mode=settings.get("socket_mode_enabled", False),
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False),
            messages_read_only=home.get("messages_tab_read_only_enabled", False),
        )


def _scopes(raw: Mapping[str, Any]) -> list[str]:
    return list(raw.get("oauth_config", {}).get("scopes", {}).get("bot", []))


def _events(raw: Mapping[str, Any]) -> list[str]:
    return list(raw.get("settings", {}).get("event_subscriptions", {}).get("bot_events", []))


def _problems(raw: Mapping[str, Any]) -> Iterator[str]:
    """Everything in a manifest that Slack would refuse, as far as the workspace relies on it."""
    features = raw.get("features", {})
    display = raw.get("display_information", {})
    scopes = set(_scopes(raw))
    yield from _too_long("display_information.name", display.get("name"), 35)
    yield from _too_long("display_information.description", display.get("description", ""), 140)
    yield from _too_long("bot_user.display_name", features.get("bot_user", {}).get("display_name", ""), 80)
    commands, shortcuts = features.get("slash_commands", []), features.get("shortcuts", [])
    yield from _too_many("slash_commands", commands, 50)
    yield from _too_many("shortcuts", shortcuts, 10)
    yield from _too_many("bot_events", _events(raw), 100)
    for command in commands:
        yield from _too_long("command", command.get("command"), 32)
        yield from _too_long("command description", command.get("description"), 2000)
        yield from _too_long("usage_hint", command.get("usage_hint", ""), 1000)
        if not str(command.get("command", "")).startswith("/"):
            yield f"command {command.get('command')} must begin with /"
    for shortcut in shortcuts:
        yield from _too_long("shortcut name", shortcut.get("name"), 24)
        yield from _too_long("shortcut description", shortcut.get("description"), 150)
        yield from _too_long("shortcut callback_id", shortcut.get("callback_id"), 255)
        if shortcut.get("type") not in ("global", "message"):
            yield "shortcut type must be global or message"
    if (commands or shortcuts) and "commands" not in scopes:
        yield "commands and shortcuts need the scope commands"
    for event in _events(raw):
        needed = facts().events.get(event)
        if needed is None:
            yield f"the event {event} is not known here"
        elif needed and not scopes & set(needed):
            yield f"the event {event} needs the scope {' or '.join(needed)}"


def _too_long(what: str, value: object, most: int) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{what} is missing"
    elif len(value) > most:
        yield f"{what} is longer than {most}"


def _too_many(what: str, items: list[Any], most: int) -> Iterator[str]:
    if len(items) > most:
        yield f"more than {most} {what}"
