"""The practice clock: real time plus an offset that is kept in a file for the bot to read."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path


class PracticeClock:
    """Time as the people in the practice workspace live it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._offset = _read(file)
        self._issued: set[str] = set()

    @property
    def offset(self) -> float:
        return self._offset

    def now(self) -> float:
        return time.time() + self._offset

    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.now(), UTC)

    def timestamp(self) -> str:
        """A message ts: never issued before, even when the clock stands still or goes back."""
        micros = int(self.now() * 1_000_000)
        while (ts := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._issued:
            micros += 1
        self._issued.add(ts)
        return ts

    def set_offset(self, seconds: float) -> None:
        self._offset = seconds
        if self._file is not None:
            # The bot reads this file while we write it: it must never see half a number.
            draft = self._file.with_suffix(".draft")
            draft.write_text(f"{seconds:.3f}\n", encoding="ascii")
            os.replace(draft, self._file)

    def forward(self, seconds: float) -> None:
        self.set_offset(self._offset + seconds)

    def move_to(self, moment: datetime) -> None:
        self.set_offset(moment.timestamp() - time.time())


def _read(file: Path | None) -> float:
    if file is None or not file.exists():
        return 0.0
    return float(file.read_text(encoding="ascii").strip() or 0)
