"""Starts a bot as its own process and talks to the practice workspace as its people do."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bot.setting_names import VARIABLES

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""The machine may be busy; nothing here measures speed."""


class BotProcess:
    """A running command, its log lines and its end."""

    def __init__(self, command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> None:
        clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env={**clean, "PYTHONPATH": str(ROOT), **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    def wait_for(self, event: str) -> dict[str, Any]:
        """The first log line of that event."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for line in list(self.lines):
                if line.startswith("{") and json.loads(line)["event"] == event:
                    found: dict[str, Any] = json.loads(line)
                    return found
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"no {event!r} in {self.lines}; stderr {self.errors()!r}")

    def end(self, number: int | None = None) -> int:
        """Send a signal, if one is given, and wait for the exit code."""
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def errors(self) -> str:
        """What it said on stderr, once it has ended."""
        self.process.kill()
        self.process.wait(PATIENCE)
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def destroy(self) -> None:
        """Leave nothing behind, whatever the test did."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(PATIENCE)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def post(address: str, body: Mapping[str, object]) -> dict[str, Any]:
    """JSON in, JSON out."""
    request = Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=PATIENCE) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


def get(address: str) -> tuple[int, str]:
    """Status and text."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()
