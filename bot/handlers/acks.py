"""An acknowledgement that goes out when it is given, and stays given, whatever its listener meets next."""

from collections.abc import Callable

from slack_bolt import Ack, BoltResponse


class LastingAck(Ack):
    """Bolt looks every few milliseconds whether a listener has acknowledged, and forgets it when the
    listener then fails; one that acknowledged and failed at once would leave Slack without an answer.

    Where the answer can be sent by itself (Socket Mode), `send` does so, and nobody has to look.
    """

    def __init__(self, send: Callable[[BoltResponse], None] | None = None) -> None:
        self._send = send
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt's own has no annotation

    def __setattr__(self, name: str, value: object) -> None:
        if name == "response" and value is None and getattr(self, "response", None) is not None:
            return
        super().__setattr__(name, value)
        if name == "response" and isinstance(value, BoltResponse) and self._send:
            self._send(value)
