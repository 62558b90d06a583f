"""Where the time comes from: the machine's clock, or in the practice workspace that clock moved forward."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

import structlog

log = structlog.get_logger(__name__)

LONGEST = timedelta(days=365 * 200).total_seconds()
"""Further away no date could be made; such an offset is a slip, not a wish."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC)


class OffsetClock:
    """The machine's time plus the seconds that a file holds; no file means no offset.

    The file is read again when it changed. When it holds something else than a number, the last
    good offset stays, so that a half-written file never throws the clock back.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int, int] | None = None
        self._offset = 0.0
        self._lock = Lock()

    def now(self) -> datetime:
        """Aware, in UTC."""
        with self._lock:
            self._read_when_changed()
            offset = self._offset
        return datetime.now(UTC) + timedelta(seconds=offset)

    def _read_when_changed(self) -> None:
        try:
            stat = self._file.stat()
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if seen == self._seen:
                return
            text = self._file.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            self._seen, self._offset = None, 0.0
            return
        except OSError as problem:
            log.warning("clock_file_unreadable", problem=type(problem).__name__)
            return
        self._seen = seen
        self._offset = self._understood(text)

    def _understood(self, text: str) -> float:
        try:
            offset = float(text)
        except ValueError:
            offset = math.nan
        if not abs(offset) <= LONGEST:
            log.warning("clock_file_not_a_number")
            return self._offset
        return offset


def clock_for(file: Path | None) -> SystemClock | OffsetClock:
    """The clock that these settings ask for."""
    return OffsetClock(file) if file else SystemClock()
