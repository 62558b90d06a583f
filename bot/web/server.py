"""Serves the site with gunicorn: one worker process with threads, everything begun after the fork."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

THREADS = 32
STOP_SECONDS = 25
WORKER_SAYS = {1: Arbiter.WORKER_BOOT_ERROR, 2: Arbiter.APP_LOAD_ERROR}
"""Our exit codes, as those with which gunicorn's worker ends its parent too instead of trying for ever."""


@dataclass(frozen=True)
class Work:
    """What a worker process has begun: the site it answers with, and how to end it."""

    site: Flask
    stop: Callable[[], None]


Begin = Callable[[], Work | int]
"""Called in the worker, after the fork; an exit code when the work cannot begin."""


class _Log(Logger):  # type: ignore[misc]
    """Hands gunicorn's lines to our own log."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class _Worker(ThreadWorker):  # type: ignore[misc]
    """Finishes its requests on Ctrl-C too, as it does on SIGTERM."""

    def init_signals(self) -> None:
        super().init_signals()
        signal.signal(signal.SIGINT, self.handle_exit)


class _Arbiter(Arbiter):  # type: ignore[misc]
    """Treats Ctrl-C like SIGTERM."""

    def handle_int(self) -> None:
        self.handle_term()


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, bind: str, begin: Begin) -> None:
        self._bind, self._begin = bind, begin
        self._work: Work | None = None
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1,
            "worker_class": _Worker,
            "threads": THREADS,
            "graceful_timeout": STOP_SECONDS,
            "logger_class": _Log,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_exit": lambda arbiter, worker: self._end(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """In the worker, after the fork."""
        begun = self._begin()
        if isinstance(begun, int):
            # Not sys.exit: this process would unwind through its parent's copy of the command.
            os._exit(WORKER_SAYS[begun])
        self._work = begun
        return begun.site

    def _end(self) -> None:
        if self._work is not None:
            self._work.stop()

    def run(self) -> None:
        _Arbiter(self).run()


def serve(bind: str, begin: Begin) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    parent = os.getpid()
    try:
        _Server(bind, begin).run()
    except SystemExit as end:
        if os.getpid() != parent:
            raise
        ours = {theirs: code for code, theirs in WORKER_SAYS.items()}
        return ours.get(end.code, 1) if isinstance(end.code, int) and end.code else 0
    return 0
