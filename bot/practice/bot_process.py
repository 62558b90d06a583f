"""The bot under practice: the same `roundtable run` as anywhere, started anew when it ends by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import IO, Protocol

OURS = ("SLACK_", "ROUNDTABLE_", "DATABASE_URL", "HOST", "PORT", "LOG_LEVEL")
STOP_SECONDS = 25.0
SOON_SECONDS = 5.0
SOON_ENDS = 3
PAUSE_SECONDS = 1.0


class Process(Protocol):
    """A process that was begun."""

    @property
    def pid(self) -> int: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def kill(self) -> None: ...

    def terminate(self) -> None: ...


Begin = Callable[[Path, Mapping[str, str], IO[bytes]], Process]


def begin_anew(folder: Path, environment: Mapping[str, str], log: IO[bytes]) -> Process:
    """`roundtable run` in this folder, in an interpreter of its own."""
    # A session of its own: Ctrl-C in the terminal is ours to pass on, after the page is told.
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


class BotProcess:
    """Runs the bot until stopped. When it ends soon after its start three times, it is left alone."""

    def __init__(self, folder: Path, variables: Mapping[str, str], begin: Begin = begin_anew) -> None:
        self._folder = folder
        self._begin_in = begin
        self._environment = {**_without_settings(os.environ), **variables}
        self.log = folder / "bot.log"
        self._stopping = threading.Event()
        self._gave_up = threading.Event()
        self._killed = threading.Event()
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._thread = threading.Thread(target=self._keep_running, name="practice-bot", daemon=True)

    def start(self) -> None:
        self._thread.start()

    @property
    def gave_up(self) -> bool:
        """Whether the bot cannot run; its log says why."""
        return self._gave_up.is_set()

    @property
    def pid(self) -> int | None:
        with self._lock:
            return self._process.pid if self._process else None

    def last_words(self, lines: int = 5) -> str:
        text = self.log.read_text("utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def kill(self) -> None:
        """End it with SIGKILL, as a power cut would; it starts anew at once, and that is not its fault."""
        with self._lock:
            process = self._process
            self._killed.set()
        if process is not None:
            process.kill()
            process.wait()

    def stop(self) -> None:
        """Ask the bot to finish what it has begun, and wait for it."""
        with self._lock:
            self._stopping.set()
            process = self._process
        if process is not None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
        self._thread.join()

    def _keep_running(self) -> None:
        soon = 0
        while soon < SOON_ENDS:
            born = monotonic()
            process = self._begin()
            if process is None:
                return
            process.wait()
            if self._killed.is_set():
                self._killed.clear()
                continue
            soon = soon + 1 if monotonic() - born < SOON_SECONDS else 0
            if self._stopping.wait(PAUSE_SECONDS):
                return
        self._gave_up.set()

    def _begin(self) -> Process | None:
        with self._lock:
            if self._stopping.is_set():
                return None
            with self.log.open("ab") as log:
                self._process = self._begin_in(self._folder, self._environment, log)
            return self._process


def _without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Practice must never meet the tokens or the database of a real workspace."""
    kept = {name: value for name, value in environment.items() if not name.startswith(OURS)}
    root = str(Path(__file__).resolve().parents[2])
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH"))))}
