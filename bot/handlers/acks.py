"""An acknowledgement that stays given, whatever its listener meets afterwards."""

from slack_bolt import Ack


class LastingAck(Ack):
    """Bolt looks every few milliseconds whether a listener has acknowledged, and forgets it when the
    listener then fails; one that acknowledged and failed at once would leave Slack without an answer.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "response" and value is None and getattr(self, "response", None) is not None:
            return
        super().__setattr__(name, value)
