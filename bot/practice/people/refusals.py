"""How the people's face says no."""

from bot.practice.model import Json


class Refused(Exception):
    """Slack's client would not let this person do this."""

    status = 200

    def __init__(self, error: str, message: str = "", more: Json | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.message = message
        self.more = more or {}

    def public(self) -> Json:
        return {"ok": False, "error": self.error, "message": self.message, **self.more}


class Unknown(Refused):
    """There is no such person or thing, or this person cannot know of it."""

    status = 404


class Malformed(Refused):
    """The request itself is not one of the people's face."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__("bad_request", message)
