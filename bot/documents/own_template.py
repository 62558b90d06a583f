"""An agency's own Word template in its file: read for each plan, and checked whenever it has changed."""

from hashlib import sha256
from pathlib import Path
from threading import Lock

from bot.documents.docx_apart import Unusable, check


class OwnTemplate:
    """The template at this path; threads may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._checked: dict[str, tuple[str, ...]] = {}

    def __call__(self) -> bytes:
        """The template as it is now. Raises Unusable."""
        try:
            body = self._path.read_bytes()
        except OSError as problem:
            raise Unusable(f"It cannot be read ({problem.strerror}).") from None
        if reasons := self._faults(body):
            raise Unusable(*reasons)
        return body

    def _faults(self, body: bytes) -> tuple[str, ...]:
        found = sha256(body).hexdigest()
        with self._lock:
            if found not in self._checked:
                self._checked = {found: check(body)}
            return self._checked[found]
