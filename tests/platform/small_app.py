"""A real Bolt app of three listeners, run by `bot.run` as `roundtable run` runs the whole bot.

`python -m tests.platform.small_app DONE_FILE`: what a listener finished is one line in that file.
"""

import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from slack_bolt import Ack, App

from bot.clock import clock_for
from bot.logs import configure
from bot.pulse import Line
from bot.run import run
from bot.services.ports import Clock
from bot.settings import LISTENER_THREADS, Settings, load
from bot.slack.calls import web_client
from bot.starting import PROBLEMS, CannotStart, tell

SLOW_SECONDS = 1.5


class SmallApplication:
    """Fits bot.run.Application."""

    def __init__(self, settings: Settings, done: Path) -> None:
        if not done.parent.exists():
            raise CannotStart("There is no folder for what was done.")
        secret = settings.slack_signing_secret
        self._executor = ThreadPoolExecutor(LISTENER_THREADS)
        self.family = None
        self.bolt = App(
            client=web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url),
            signing_secret=secret.get_secret_value() if secret else None,
            listener_executor=self._executor,
        )
        self._done = done
        self.bolt.command("/conference")(self._conference)

    def _conference(self, ack: Ack, command: Mapping[str, str]) -> None:
        if command["text"] == "slow":
            time.sleep(SLOW_SECONDS)
        ack(f"heard {command['text']}")
        if command["text"] == "after":
            time.sleep(SLOW_SECONDS)
        self._note(command["text"])
        if command["text"] == "hang":
            self._give_up("sweep_hangs:outbox")

    def _note(self, line: str) -> None:
        with self._done.open("a") as file:
            file.write(f"{line}\n")

    def start(self, give_up: Callable[[str], None], line: Line | None = None) -> None:
        self._give_up, self._line = give_up, line
        self._note("started")

    def stop(self) -> None:
        self._executor.shutdown(wait=True)
        self._note("stopped")

    def health(self) -> Mapping[str, object]:
        line = {f"socket_{name}": value for name, value in asdict(self._line()).items()} if self._line else {}
        return {"ok": True, "oldest_due_seconds": 7.5, "last_sweep": None, **line}


def main() -> int:
    """As bot.cli does it."""

    def build(settings: Settings, clock: Clock) -> SmallApplication:
        return SmallApplication(settings, Path(sys.argv[1]))

    try:
        settings = load(Settings)
        configure(settings.log_level)
        return run(settings, clock_for(settings.clock_file), build)
    except PROBLEMS as problem:
        return tell(problem)


if __name__ == "__main__":
    sys.exit(main())
