"""How a play is coming along: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


class Bar:
    """Shown while the with block runs; tell it what is being done."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
        self._bar = Progress(*columns, TextColumn("{task.description}", markup=False), console=self._console)
        self._task = self._bar.add_task("Setting up", total=None)

    def __enter__(self) -> Bar:
        if self._console.is_terminal:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._console.is_terminal:
            self._bar.stop()

    def tell(self, words: str, done: int, of: int) -> None:
        """What is done now, how much is done, and of how much."""
        if self._console.is_terminal:
            self._bar.update(self._task, description=words, completed=done, total=of)
        else:
            print(f"{done}/{of} {words}", file=sys.stderr, flush=True)
