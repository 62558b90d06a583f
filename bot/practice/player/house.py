"""A practice workspace of its own for one play: the server, the clock, and the real bot beside it."""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.practice.bot_process import BotProcess
from bot.practice.player.again import Once, Patience
from bot.practice.player.hands import GONE, CannotDo, Desk, Hands
from bot.practice.player.kills import Killer
from bot.practice.server import serve
from bot.practice.start import own_manifest
from bot.practice.workspace import Workspace

T = TypeVar("T")
START_SECONDS = 30.0
WAIT_SECONDS = 30.0
LOOK_EVERY, LOOK_AT_LEAST_EVERY = 0.03, 0.25
# Looking costs the processor that the bot needs: what is long in coming is looked for less often.
PART_OF_THE_WAIT = 0.1
# What a dead bot had on its way is looked for when its lease has run out.
LEASE_AND_MORE = 61
STILL_SECONDS = 2.0
QUIET_MS = 1500


class DidNotHappen(Exception):
    """Something that must follow did not; the play cannot go on."""


class InVain(DidNotHappen):
    """The bot died over it, and is back: it will not happen by itself."""


class House:
    """Everything that runs during a play. Leaving the with block ends all of it."""

    def __init__(self, zone: str, begins: date, killer: Killer | None = None) -> None:
        self._zone, self._begins, self._killer = zone, begins, killer
        self._patience: Patience = Once()
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
        self._workspace = Workspace(manifest=own_manifest(), clock_file=folder / "clock")
        served = serve(self._workspace)
        self._running.append(served.stop)
        self.desk = Desk(served.url, self._killer.hear) if self._killer else Desk(served.url)
        self.desk.post("/clock", to=self._at(self._begins, time(8, 30)).isoformat())
        admin = self.desk.post("/users", **self._body("administrator", "The administrator"))["user"]["id"]
        variables = {
            **served.environment(),
            "ROUNDTABLE_ADMINS": admin,
            "ROUNDTABLE_ZONE": self._zone,
            "DATABASE_URL": f"sqlite:///{folder / 'play.db'}",
        }
        self._bot = BotProcess(folder, variables)
        self._running.append(self._bot.stop)
        if self._killer:
            self._patience = self._killer.takes(self.desk, self._bot)
        self.administrator = self._hands(admin)
        self._bot.start()
        self.wait_for("the bot connects", lambda: self.desk.get("/workspace")["connected"], START_SECONDS)
        self.bot_user = str(self.desk.get("/workspace")["app"]["bot_user_id"])

    def _close(self) -> None:
        while self._running:
            self._running.pop()()

    def newcomer(self, name: str, real_name: str) -> Hands:
        """Somebody with Slack."""
        return self._hands(self.desk.post("/users", **self._body(name, real_name))["user"]["id"])

    def _body(self, name: str, real_name: str) -> dict[str, str]:
        return {"name": name, "real_name": real_name, "tz": self._zone}

    def _hands(self, user: str) -> Hands:
        return Hands(self.desk, user, patience_ms=0, again=self._patience)

    def marks(self) -> Counter[tuple[str, str]]:
        """How often each message of the bot stands in a place, by the mark that people do not see."""
        with self._workspace.lock:
            return Counter(
                (room.id, str(message.metadata["event_payload"]["id"]))
                for room in self._workspace.channels.values()
                for message in room.messages.values()
                if message.metadata
            )

    def now(self) -> datetime:
        """What the family's clock shows."""
        moment = datetime.fromisoformat(self.desk.get("/clock")["iso"])
        return moment.astimezone(ZoneInfo(self._zone)).replace(tzinfo=None)

    def move_to(self, day: date, at: time) -> None:
        """Let the clock run to a moment; it never runs back."""
        wanted = self._at(day, at)
        if datetime.fromisoformat(self.desk.get("/clock")["iso"]) + timedelta(seconds=1) < wanted:
            self.desk.post("/clock", to=wanted.isoformat())

    def _at(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, ZoneInfo(self._zone)).astimezone(UTC)

    def deaths(self) -> int:
        """How often the bot has died so far."""
        return self._patience.deaths()

    def bring_about(
        self,
        what: str,
        deed: Callable[[], object],
        look: Callable[[], T | None],
        seconds: float = WAIT_SECONDS,
    ) -> T:
        """Do something and look until what follows is there; if the bot died over it, do it again.

        What cannot be done any more the second time was done the first time. Raises DidNotHappen, CannotDo.
        """
        again = False
        while True:
            try:
                deed()
            except CannotDo as refused:
                if not again or refused.error not in GONE:
                    raise
            try:
                return self.wait_for(what, look, seconds, self._patience.in_vain)
            except InVain:
                again = True

    def wait_for(
        self,
        what: str,
        look: Callable[[], T | None],
        seconds: float = WAIT_SECONDS,
        in_vain: Callable[[], bool] = lambda: False,
    ) -> T:
        """Look until there is something to see. Raises DidNotHappen."""
        began = still_since = monotonic()
        while monotonic() < began + seconds:
            vain = in_vain()
            if found := look():
                return found
            if vain:
                raise InVain(what)
            if self._bot.gave_up:
                break
            if monotonic() - still_since > STILL_SECONDS:
                self._let_a_minute_pass()
                still_since = monotonic()
            waited = (monotonic() - began) * PART_OF_THE_WAIT
            sleep(min(max(LOOK_EVERY, waited), LOOK_AT_LEAST_EVERY))
        raise DidNotHappen(f"{what}: did not happen. The bot's last words:\n{self._bot.last_words()}")

    def _let_a_minute_pass(self) -> None:
        """Where a bot has died, people wait a minute for what it had on its way, by the practice clock.

        Never while something is on its way still: Slack's own waits are in real time.
        """
        if self._killer and self._killer.done:
            with suppress(CannotDo):
                self.desk.get(f"/quiet?settle_ms={QUIET_MS}&timeout_ms=10")
                self.desk.post("/clock", forward=LEASE_AND_MORE)
