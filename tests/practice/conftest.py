"""A served practice workspace, the real SDK and Bolt against it, and a person's hands."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.practice import populate
from bot.practice.server import Running, serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace

SCOPES = [
    "app_mentions:read",
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]
EVENTS = [
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_left",
    "group_archive",
    "group_left",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "team_join",
    "tokens_revoked",
    "user_change",
]


def manifest(
    *, without_scopes: tuple[str, ...] = (), without_events: tuple[str, ...] = (), **settings: Any
) -> Any:
    """A manifest of an app that uses everything, less what is named."""
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    return {
        "display_information": {"name": "Roundtable"},
        "features": {
            "bot_user": {"display_name": "Roundtable"},
            "app_home": {**home, **settings.pop("app_home", {})},
            "slash_commands": [{"command": "/conference", "description": "Hold a conference"}],
            "shortcuts": [
                {
                    "name": "Capture this",
                    "type": "message",
                    "callback_id": "capture",
                    "description": "Keep it",
                },
                {"name": "Start", "type": "global", "callback_id": "start", "description": "Begin"},
            ],
        },
        "oauth_config": {"scopes": {"bot": [scope for scope in SCOPES if scope not in without_scopes]}},
        "settings": {
            "event_subscriptions": {"bot_events": [event for event in EVENTS if event not in without_events]},
            "interactivity": {"is_enabled": settings.pop("interactive", True)},
            "socket_mode_enabled": settings.pop("socket_mode", True),
        },
    }


class People:
    """The people's face over HTTP."""

    def __init__(self, url: str) -> None:
        self._url = url

    def get(self, path: str, **query: Any) -> Any:
        return self._open(Request(f"{self._url}/people/{path}?{urlencode(query)}"))

    def post(self, path: str, headers: dict[str, str] | None = None, **body: Any) -> Any:
        sent = {"Content-Type": "application/json", **(headers or {})}
        return self._open(Request(f"{self._url}/people/{path}", json.dumps(body).encode(), sent))

    @staticmethod
    def _open(request: Request) -> Any:
        try:
            with urlopen(request, timeout=30) as answer:
                return json.loads(answer.read())
        except HTTPError as refused:
            body = refused.read()
            return {"status": refused.code, **(json.loads(body) if body.startswith(b"{") else {})}

    def messages(self, user: str, channel: str, **query: Any) -> list[Any]:
        found: list[Any] = self.get(f"{user}/messages", channel=channel, **query)["messages"]
        return found

    def modal(self, user: str) -> Any:
        return self.get(f"{user}/state")["modals"][-1]

    def quiet(self) -> None:
        assert self.get("quiet")["quiet"]


class Bench:
    """One served workspace with two people, a channel of theirs with the bot in it, and the SDK."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        bot = self.workspace.bot.id
        self.omar = populate.add_user(
            self.workspace, "omar", email="omar@example.org", tz="America/Chicago"
        ).id
        self.priya = populate.add_user(self.workspace, "priya", email="priya@example.org").id
        self.team = populate.add_channel(
            self.workspace, "case-one", self.omar, private=True, members=(self.priya, bot)
        ).id
        self.running = serve(workspace)
        self.people = People(self.running.url)
        self.client = WebClient(workspace.tokens.bot, base_url=f"{self.running.url}/api/", retry_handlers=[])

    def rules(self) -> list[str]:
        return [breach.rule for breach in self.workspace.breaches.since()]

    def serious(self) -> list[str]:
        return [breach.rule for breach in self.workspace.breaches.serious()]


Make = Callable[..., Bench]


@pytest.fixture
def make() -> Iterator[Make]:
    """Serve workspaces with the settings of a test, and stop them afterwards."""
    served: list[Running] = []

    def build(raw: Any = None, **settings: Any) -> Bench:
        bench = Bench(Workspace(raw or manifest(), **settings))
        served.append(bench.running)
        return bench

    yield build
    for running in served:
        running.stop()


@pytest.fixture
def bench(make: Make) -> Bench:
    """A workspace without rates, for tests of everything else."""
    return make(limits=Limits(rate=False))


Connect = Callable[..., SocketModeHandler]


@pytest.fixture(scope="session")
def closing() -> Iterator[ThreadPoolExecutor]:
    """Bolt takes three seconds to close a connection: nobody waits for it until the end."""
    with ThreadPoolExecutor(8) as pool:
        yield pool


@pytest.fixture
def connect(closing: ThreadPoolExecutor) -> Iterator[Connect]:
    """Connect a Bolt app over Socket Mode, and close it afterwards."""
    handlers: list[SocketModeHandler] = []

    def build(bench: Bench, set_up: Callable[[App], None] = lambda app: None) -> SocketModeHandler:
        app = App(client=bench.client, token=bench.workspace.tokens.bot)
        set_up(app)
        handler = SocketModeHandler(app, bench.workspace.tokens.app)
        handlers.append(handler)
        handler.connect()
        wait_until(lambda: bench.workspace.sockets.connected >= 1)
        return handler

    yield build
    for handler in handlers:
        handler.client.auto_reconnect_enabled = False
        closing.submit(handler.close)


def wait_until(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for something that another thread does."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if holds():
            return
        pause.wait(0.01)
    raise AssertionError("it did not happen in time")
