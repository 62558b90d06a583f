"""The people's face of a practice workspace, by its address."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

Json = dict[str, Any]
TIMEOUT = 60


class CannotDo(Exception):
    """Slack's client, or the bot, refused what was tried; `answer` says how."""

    def __init__(self, what: str, answer: Mapping[str, Any]) -> None:
        said = {key: answer.get(key) for key in ("error", "message", "errors") if answer.get(key)}
        super().__init__(f"{what}: {said}")
        self.answer = answer

    @property
    def error(self) -> str:
        """The refusal's own name."""
        return str(self.answer.get("error") or "")


@dataclass(frozen=True)
class Desk:
    """The people's face of a practice workspace, by its address; `heard` is told of each deed first."""

    url: str
    heard: Callable[[str], None] = lambda path: None

    def get(self, path: str) -> Json:
        """Ask; raises CannotDo for anything but ok."""
        return self._call(Request(f"{self.url}/people{path}"), path)

    def post(self, path: str, /, **body: Any) -> Json:
        """Do; raises CannotDo for anything but ok."""
        self.heard(path)
        data = json.dumps(body).encode()
        request = Request(f"{self.url}/people{path}", data, {"Content-Type": "application/json"})
        return self._call(request, path)

    def quiet(self, user: str = "", settle_ms: int = 60) -> None:
        """Wait until nothing is in flight, for one person or for all."""
        whom = f"&user={user}" if user else ""
        self.get(f"/quiet?settle_ms={settle_ms}&timeout_ms=20000{whom}")

    def file(self, user: str, file_id: str) -> bytes:
        """The bytes of a file that was shared with somebody."""
        with urlopen(f"{self.url}/people/{user}/files/{file_id}", timeout=TIMEOUT) as answer:
            return bytes(answer.read())

    def _call(self, request: Request, what: str) -> Json:
        try:
            with urlopen(request, timeout=TIMEOUT) as response:
                answer: Json = json.load(response)
        except HTTPError as refused:
            answer = json.load(refused)
        if not answer.get("ok"):
            raise CannotDo(what, answer)
        return answer
