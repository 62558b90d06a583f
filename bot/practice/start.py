"""`roundtable practice`: the local Slack, the bot beside it, and the page, until Ctrl-C."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from werkzeug.serving import make_server

from bot.practice import sample
from bot.practice.bot_process import BotProcess
from bot.practice.breaches import Breach
from bot.practice.desk import with_desk
from bot.practice.keeping import keep, recall
from bot.practice.server import HOST, Running
from bot.practice.workspace import Workspace

FOLDER = Path("practice-data")
MARK = "This folder belongs to the practice workspace. Nothing in it is about a real family.\n"
LOOKS_EVERY = 0.3
READ_THREADS = "ROUNDTABLE_READ_THREADS"


class Practice:
    """One practice: the workspace, its server and the bot, which can be started over."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder.resolve()
        self._port = port
        self._anew = threading.Event()
        self._manifest = own_manifest()
        self.breaches: list[Breach] = []

    def open(self) -> None:
        """Serve the page and start the bot."""
        mine(self._folder)
        clock_file = self._folder / "clock"
        self.workspace = Workspace(self._manifest, clock_file=clock_file)
        kept = self._folder / "workspace.json"
        if not recall(self.workspace, kept):
            sample.people_come(self.workspace)
        app = with_desk(self.workspace, self._anew.set)
        self.running = Running(self.workspace, make_server(HOST, self._port, app, threaded=True))
        self._port = int(self.running.url.rpartition(":")[2])
        pages = family_pages(self._port + 1)
        self.bot = BotProcess(self._folder, {**variables(self.running, self._folder), **pages})
        self.bot.start()

    def close(self) -> None:
        """Stop the bot, then the workspace that it speaks to, and keep what was said."""
        self.bot.stop()
        self.breaches += self.workspace.breaches.since()
        self.running.stop()
        keep(self.workspace, self._folder / "workspace.json")

    def watch(self, stop: threading.Event) -> int:
        """Until somebody stops it, or the bot cannot run; start over when the page asks."""
        while not stop.wait(LOOKS_EVERY):
            if self.bot.gave_up:
                print(f"The bot does not run. Its last words:\n{self.bot.last_words()}", file=sys.stderr)
                return 1
            if self._anew.is_set():
                self.close()
                forget(self._folder)
                self._anew.clear()
                self.open()
        return 0


def practice(port: int = 8765, fresh: bool = False, folder: Path = FOLDER) -> int:
    """Open the practice workspace and stay until Ctrl-C; the exit code."""
    # One line for each request would bury what a person should read.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    if fresh:
        forget(folder)
    here = Practice(folder, port)
    try:
        here.open()
    except OSError as problem:
        print(f"The page cannot be served on port {port} ({problem.strerror}).", file=sys.stderr)
        return 1
    stop = _stop_on_signals()
    print(f"The practice workspace is at {here.running.url}\nThe bot's log: {here.bot.log}", flush=True)
    print("Ctrl-C ends it.", flush=True)
    _show(here.running.url)
    try:
        return here.watch(stop)
    finally:
        print("\nStopping…", flush=True)
        here.close()
        print(told(here.breaches), flush=True)


def variables(running: Running, folder: Path) -> Mapping[str, str]:
    """The environment that the bot is started with: the same names as against Slack itself."""
    return {
        **running.environment(),
        "ROUNDTABLE_ADMINS": sample.administrator(),
        "ROUNDTABLE_ZONE": sample.cast()["zone"],
        "DATABASE_URL": f"sqlite:///{folder / 'practice.db'}",
        **_read_threads(),
    }


def family_pages(port: int) -> Mapping[str, str]:
    """The bot's own pages for families, on the next port, or on another where that one is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            probe.bind((HOST, 0))
        free = probe.getsockname()[1]
    return {"ROUNDTABLE_FAMILY_PAGE": f"http://{HOST}:{free}", "PORT": str(free)}


def _read_threads() -> dict[str, str]:
    """The one choice of an agency that can be tried here: the app asks for what the bot then uses."""
    return {READ_THREADS: os.environ.get(READ_THREADS, "no")}


def told(breaches: list[Breach]) -> str:
    """The breaches, as they are printed at the end."""
    serious = [breach for breach in breaches if breach.serious]
    if not serious:
        return "No rule of Slack's was broken."
    lines = [f"  {breach.rule}  {breach.where}  {breach.detail}".rstrip() for breach in serious]
    return "\n".join([f"Rules of Slack's that were broken: {len(serious)}", *lines])


def mine(folder: Path) -> None:
    """Make the folder for practice; one that holds something else is refused."""
    mark = folder / "README"
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise FileExistsError(17, f"{folder} holds something else", str(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.write_text(MARK, encoding="ascii")


def forget(folder: Path) -> None:
    """Remove what was practised, never anything else."""
    if (folder / "README").exists() and (folder / "README").read_text(encoding="utf-8") == MARK:
        shutil.rmtree(folder)


def own_manifest() -> dict[str, Any]:
    """The bot's own manifest, asked for as an operator would."""
    root = Path(__file__).resolve().parents[2]
    printed = subprocess.run(
        [sys.executable, "-m", "bot", "manifest"],
        cwd=root,
        env={**os.environ, **_read_threads()},
        capture_output=True,
        check=True,
        text=True,
    )
    read: dict[str, Any] = json.loads(printed.stdout)
    return read


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()

    def asked(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, asked)
    return stop


def _show(url: str) -> None:
    """Open the page where there is a screen; a browser inside the terminal would take it over."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("darwin", "win32"):
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
