"""A practice workspace of its own for one play: the server, the clock, and the real bot beside it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.practice.bot_process import BotProcess
from bot.practice.player.hands import Desk, Hands
from bot.practice.server import serve
from bot.practice.start import own_manifest
from bot.practice.workspace import Workspace

T = TypeVar("T")
START_SECONDS = 30.0
WAIT_SECONDS = 30.0
LOOK_EVERY = 0.03


class DidNotHappen(Exception):
    """Something that must follow did not; the play cannot go on."""


class House:
    """Everything that runs during a play. Leaving the with block ends all of it."""

    def __init__(self, zone: str, begins: date) -> None:
        self._zone, self._begins = zone, begins
        self._folder = tempfile.TemporaryDirectory(prefix="roundtable-play-")
        self._running: list[Callable[[], None]] = [self._folder.cleanup]

    def __enter__(self) -> House:
        try:
            self._open()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _open(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        folder = Path(self._folder.name)
        workspace = Workspace(manifest=own_manifest(), clock_file=folder / "clock")
        served = serve(workspace)
        self._running.append(served.stop)
        self.desk = Desk(served.url)
        self.move_to(self._begins, time(8, 30))
        self.administrator = self.newcomer("administrator", "The administrator")
        variables = {
            **served.environment(),
            "ROUNDTABLE_ADMINS": self.administrator.user,
            "ROUNDTABLE_ZONE": self._zone,
            "DATABASE_URL": f"sqlite:///{folder / 'play.db'}",
        }
        self._bot = BotProcess(folder, variables)
        self._running.append(self._bot.stop)
        self._bot.start()
        self.wait_for("the bot connects", lambda: self.desk.get("/workspace")["connected"], START_SECONDS)
        self.bot_user = str(self.desk.get("/workspace")["app"]["bot_user_id"])

    def _close(self) -> None:
        while self._running:
            self._running.pop()()

    def newcomer(self, name: str, real_name: str) -> Hands:
        """Somebody with Slack."""
        body = {"name": name, "real_name": real_name, "tz": self._zone}
        return Hands(self.desk, str(self.desk.post("/users", **body)["user"]["id"]), patience_ms=0)

    def now(self) -> datetime:
        """What the family's clock shows."""
        moment = datetime.fromisoformat(self.desk.get("/clock")["iso"])
        return moment.astimezone(ZoneInfo(self._zone)).replace(tzinfo=None)

    def move_to(self, day: date, at: time) -> None:
        """Let the clock run to a moment; it never runs back."""
        wanted = datetime.combine(day, at, ZoneInfo(self._zone)).astimezone(UTC)
        if not hasattr(self, "administrator") or self._earlier(wanted):
            self.desk.post("/clock", to=wanted.isoformat())

    def _earlier(self, wanted: datetime) -> bool:
        return datetime.fromisoformat(self.desk.get("/clock")["iso"]) + timedelta(seconds=1) < wanted

    def wait_for(self, what: str, look: Callable[[], T | None], seconds: float = WAIT_SECONDS) -> T:
        """Look until there is something to see. Raises DidNotHappen."""
        until = monotonic() + seconds
        while monotonic() < until:
            if found := look():
                return found
            if self._bot.gave_up:
                break
            sleep(LOOK_EVERY)
        raise DidNotHappen(f"{what}: did not happen. The bot's last words:\n{self._bot.last_words()}")
