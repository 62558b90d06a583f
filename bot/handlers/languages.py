"""Which language each person reads: asked for with every click, so remembered for a moment."""

import time
from collections.abc import Callable
from threading import Lock

from bot.domain.people import DirectLine, Person
from bot.services.ports import Units

ENGLISH = "en"
SECONDS = 60.0
MOST = 10_000


class Languages:
    """Shared by all threads. Who was never written to has no language yet and is looked up each time."""

    def __init__(self, units: Units, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._units, self._elapsed = units, elapsed
        self._known: dict[tuple[str, str], tuple[float, str]] = {}
        self._lock = Lock()

    def of(self, workspace_id: str, user: str) -> str:
        """The person's language as it was at most a minute ago; English when none is known."""
        now = self._elapsed()
        with self._lock:
            since, language = self._known.get((workspace_id, user), (now, ""))
        if language and now - since < SECONDS:
            return language
        return self._looked_up(workspace_id, user, now) or ENGLISH

    def _looked_up(self, workspace_id: str, user: str, now: float) -> str | None:
        with self._units(workspace_id, user, read_only=True) as work:
            noted = (one.language for one in work.find(Person, slack_user=user) if one.left_on is None)
            line = work.first(DirectLine, slack_user=user)
        # As for messages that go out unasked: what the case team noted counts before what Slack names.
        language = next(filter(None, noted), None) or (line.language if line else None)
        if not language:
            return None
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[workspace_id, user] = (now, language)
        return language
