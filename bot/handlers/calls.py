"""What one process remembers of its calls to Slack: clicks that were used, and waits that Slack asked for."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic

REMEMBERED = 2000
USUAL_WAIT = 30.0


class Calls:
    """Shared by all listeners. A click may open one view; who was told to wait does not call."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._used: OrderedDict[str, None] = OrderedDict()
        self._until: dict[str, float] = {}

    def use(self, trigger_id: str) -> bool:
        """Take a click's one chance to open something; False when it was taken before."""
        with self._lock:
            if trigger_id in self._used:
                return False
            self._used[trigger_id] = None
            if len(self._used) > REMEMBERED:
                self._used.popitem(last=False)
            return True

    def must_wait(self, method: str) -> bool:
        """Whether Slack asked for patience with this method, and it is not over."""
        with self._lock:
            return self._seconds() < self._until.get(method, 0.0)

    def wait(self, method: str, retry_after: str | None) -> None:
        """Slack asked for patience, with the seconds that its header names."""
        seconds = float(retry_after) if retry_after and retry_after.isdecimal() else USUAL_WAIT
        with self._lock:
            self._until[method] = self._seconds() + seconds
