"""The process in which papers are set: started for the first, kept while there are more, ended when idle.

To start Python and typst takes ten times as long as to set a paper. When the bot ends, however it ends,
the process reads the end of its pipe and ends too.
"""

import json
import struct
import subprocess  # nosec B404
import sys
from functools import cache
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any, NamedTuple

PROGRAM = Path(__file__).resolve().parents[2]
SECONDS = 120.0
IDLE_SECONDS = 60.0
# The typesetter remembers what it set, 8 MB of a paper and more of a long one, until its process ends.
BYTES_AT_MOST = 300_000
BYTES_OF_ANY = 25_000
_LENGTH = struct.Struct(">Q")


class NotTypeset(RuntimeError):
    """The typesetter gave no file; its own words say nothing of the paper."""


class Printed(NamedTuple):
    """The file, and the signs that no font of a PDF has."""

    missing: tuple[str, ...]
    body: bytes


class Press:
    """One process at a time; threads that come at once wait for each other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._remembered = 0
        self._idle: Timer | None = None

    def print(self, paper: str, page: Any) -> Printed:
        """Make one paper: a typst template's PDF by its name, or `plan.docx`. Raises NotTypeset."""
        asked = json.dumps({"paper": paper, "page": page}).encode()
        with self._lock:
            if self._idle is not None:
                self._idle.cancel()
            try:
                return self._ask(asked)
            finally:
                self._idle = Timer(IDLE_SECONDS, self.rest)
                self._idle.daemon = True
                self._idle.start()

    def rest(self) -> None:
        """End the process; the next paper starts another."""
        with self._lock:
            self._end()

    def _ask(self, asked: bytes) -> Printed:
        process = self._ready()
        self._remembered += BYTES_OF_ANY + len(asked)
        too_long = Timer(SECONDS, process.kill)
        too_long.daemon = True
        too_long.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise NotTypeset("the typesetter has no pipes")
            send(process.stdin, asked)
            missing, _, body = receive(process.stdout).partition(b"\n")
        except (OSError, EOFError):
            self._end()
            raise NotTypeset("the typesetter ended without a file") from None
        finally:
            too_long.cancel()
        if not body:
            raise NotTypeset("the typesetter could not set it")
        return Printed(tuple(json.loads(missing)), body)

    def _ready(self) -> subprocess.Popen[bytes]:
        full = self._remembered >= BYTES_AT_MOST
        if self._process is None or self._process.poll() is not None or full:
            self._end()
            self._process = _start()
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process, self._remembered = None, 0


@cache
def the_press() -> Press:
    """The one of this process; threads share it."""
    return Press()


def _start() -> subprocess.Popen[bytes]:
    # No shell, and no argument that anybody typed: the words go in as JSON.
    return subprocess.Popen(  # nosec B603
        [sys.executable, "-m", "bot.documents.typesetter"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # A compiler's complaint may quote a family.
        cwd=PROGRAM,
        env={"PYTHONUTF8": "1"},  # It needs none of the bot's secrets.
    )


def send(pipe: IO[bytes], body: bytes) -> None:
    """One message: its length, then itself."""
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """The next message. Raises EOFError when there is none any more."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return body
