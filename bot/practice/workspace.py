"""The practice workspace: its state under one lock, and the parts around it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from bot.practice.breaches import Breaches
from bot.practice.changes import Changes
from bot.practice.clock import PracticeClock
from bot.practice.delivery.courier import Courier
from bot.practice.delivery.posts import Posts
from bot.practice.delivery.sockets import Sockets
from bot.practice.faults import FaultSwitch
from bot.practice.ids import Ids
from bot.practice.manifest import Manifest
from bot.practice.model import (
    Channel,
    File,
    Json,
    PersonWithoutSlack,
    ResponseUrl,
    Scheduled,
    Trigger,
    User,
    View,
)
from bot.practice.pacing import Pacing
from bot.practice.settings import Limits, Team, Tokens


class Workspace:
    """Everything that one practice Slack knows. Hold `lock` while reading or changing the state."""

    def __init__(
        self,
        manifest: Mapping[str, Any],
        *,
        tokens: Tokens | None = None,
        team: Team | None = None,
        clock_file: Path | None = None,
        events_url: str | None = None,
        limits: Limits | None = None,
        seed: int = 0,
    ) -> None:
        self.lock = threading.RLock()
        self.manifest = Manifest.read(manifest)
        self.tokens = tokens or Tokens()
        self.team = team or Team()
        self.limits = limits or Limits()
        self.clock = PracticeClock(clock_file)
        self.clock_file = clock_file
        self.url = ""
        self.ids = Ids(seed)
        self.changes = Changes(self.lock)
        self.breaches = Breaches(self.stamp, lambda breach: self.note("breach", breach))
        self.faults = FaultSwitch()
        self.pacing = Pacing(self.limits)
        self.sockets = Sockets(self.team.app_id, self.breaches, seed)
        self.courier = Courier(self.limits, self.breaches, self.faults)
        self.posts = Posts(events_url, self.tokens.signing_secret) if events_url else None

        self.running = False
        self.installed = True
        self.users: dict[str, User] = {}
        self.without_slack: list[PersonWithoutSlack] = []
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[str]] = defaultdict(list)
        self.homes: dict[str, str] = {}
        self.files: dict[str, File] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self.message_values: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}
        self.known_options: dict[tuple[str, str, str], list[Json]] = {}
        self._add_bot()

    def _add_bot(self) -> None:
        bot = self.ids.take(self.team.bot_user_id)
        name = self.manifest.bot_name
        self.users[bot] = User(bot, name.lower().replace(" ", ""), name, is_bot=True)

    def start(self, url: str) -> None:
        """Begin to deliver; `url` is where this workspace is served."""
        self.url = url
        self.running = True
        self.courier.start(self.sockets if self.manifest.socket_mode else self.posts)

    def stop(self) -> None:
        self.running = False
        self.sockets.each(lambda connection: connection.cut())
        self.courier.stop()

    def stamp(self) -> str:
        return f"{self.clock.now():.6f}"

    def note(self, what: str, content: Json, channel: str | None = None, audience: Any = None) -> None:
        """Remember that somebody saw something."""
        self.changes.note(self.stamp(), what, content, channel=channel, audience=audience)

    @property
    def bot(self) -> User:
        return self.users[self.team.bot_user_id]

    def trigger(self, user: str, view: str | None = None) -> str:
        """A new trigger_id for one interaction of one person."""
        with self.lock:
            made = f"{self.ids.new('', 10)}.{self.ids.new('', 12)}".lower()
            self.triggers[made] = Trigger(user, monotonic(), view)
            return made

    def response_url(self, grant: ResponseUrl) -> str:
        with self.lock:
            token = self.ids.new("", 24)
            self.response_urls[token] = grant
            return f"{self.url}/response/{token}"

    def dm_with(self, user: str) -> Channel:
        """The direct messages between a person and the bot, begun if need be."""
        for channel in self.channels.values():
            if channel.kind == "im" and channel.user == user:
                return channel
        made = Channel(
            self.ids.new("D"), user, "im", self.bot.id, int(self.clock.now()), [user, self.bot.id], user=user
        )
        self.channels[made.id] = made
        return made

    def view_by_external_id(self, external_id: str) -> View | None:
        with suppress(StopIteration):
            return next(v for v in self.views.values() if v.body.get("external_id") == external_id)
        return None
