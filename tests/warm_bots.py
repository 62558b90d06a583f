"""Bots that are there at once: a process that has imported the bot already is copied for each test.

To import the bot takes a processor a whole second, as much as most scenarios need for everything else.
That it starts by itself, as it does for an agency, is proved in tests/platform and by the plays.
"""

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
LONGEST = 2**17
IMPORTED = (
    *("bot.app", "bot.cli", "bot.clock", "bot.run", "bot.socket_mode", "bot.documents.seal"),
    *("bot.storage.migrations", "sqlalchemy.dialects.sqlite.pysqlite", "zoneinfo"),
    *("psycopg", "sqlalchemy.dialects.postgresql.psycopg"),
)


class WarmBot:
    """What is needed of subprocess.Popen, for a process whose parent is the nursery."""

    def __init__(self, pid: int, ended: socket.socket) -> None:
        self.pid = pid
        self._ended = ended

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended, for as many threads as ask."""
        if not select.select([self._ended], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("a warm bot", timeout or 0.0)
        return int(self._ended.recv(16, socket.MSG_PEEK))

    def kill(self) -> None:
        """As a power cut would."""
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        if not select.select([self._ended], [], [], 0)[0]:
            os.kill(self.pid, number)


class Nursery:
    """The process that has imported the bot, from where the tests are."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._one_by_one = threading.Lock()
        command = [sys.executable, "-m", "tests.warm_bots", str(theirs.fileno())]
        # It ends when our end of the orders is closed, at the latest with this process.
        subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], start_new_session=True)
        theirs.close()

    def begin(self, folder: Path, environment: Mapping[str, str], log: IO[bytes]) -> WarmBot:
        """A bot in this folder, with no other variables than these."""
        ended, told = socket.socketpair()
        order = json.dumps({"folder": str(folder), "environment": dict(environment)}).encode()
        with self._one_by_one, told:
            socket.send_fds(self._orders, [order], [log.fileno(), told.fileno()])
            return WarmBot(int(self._orders.recv(16)), ended)


@cache
def nursery() -> Nursery:
    """One for each test process."""
    return Nursery()


def tend(orders: socket.socket) -> None:
    """Start a bot for each order, and tell of each that has ended; in a bot's own process, be that bot."""
    for name in IMPORTED:
        import_module(name)
    gc.freeze()
    ended, noticed = socket.socketpair()
    noticed.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(noticed.fileno())
    to_tell: dict[int, socket.socket] = {}
    while True:
        ready = select.select([orders, ended], [], [])[0]
        if ended in ready:
            ended.recv(LONGEST)
            _tell(to_tell)
        if orders in ready:
            order, fds, _, _ = socket.recv_fds(orders, LONGEST, 2)
            if not order:
                return
            log, told = fds
            pid = os.fork()
            if not pid:
                for one in (orders, ended, noticed, *to_tell.values()):
                    one.close()
                os.close(told)
                return _become_a_bot(json.loads(order), log)
            os.close(log)
            to_tell[pid] = socket.socket(fileno=told)
            orders.send(str(pid).encode())


def _tell(to_tell: dict[int, socket.socket]) -> None:
    for pid in [one for one in to_tell if os.waitid(os.P_PID, one, os.WEXITED | os.WNOHANG | os.WNOWAIT)]:
        _, status = os.waitpid(pid, 0)
        with to_tell.pop(pid) as told:
            told.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become_a_bot(order: dict[str, object], log: int) -> None:
    from bot.cli import main

    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.chdir(str(order["folder"]))
    os.environ.clear()
    os.environ.update(order["environment"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    for given, wanted in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(given, wanted)
    os.close(nothing)
    os.close(log)
    sys.argv = ["roundtable", "run"]
    try:
        main()
    except SystemExit as end:
        # To take apart all that was imported takes half a second, of which nothing is kept.
        sys.stdout.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)


if __name__ == "__main__":
    tend(socket.socket(fileno=int(sys.argv[1])))
