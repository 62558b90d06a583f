"""Turns: a method's allowance spread over the minute, handed out in the order in which it was asked for."""

WINDOW = 60.0
# So many parts of a minute's allowance may go at once, after a quiet while.
AT_ONCE = 12
# Whoever does not come in time stands at the end of the line again.
MISSED_AFTER = 5.0


class Turns:
    """Each channel that has to wait gets a turn: one that changes all the time delays no other twice.

    In no window of a minute are there more than `per_minute` turns. Without a lock: one caller at a time.
    """

    def __init__(self, per_minute: int) -> None:
        at_once = self.at_once(per_minute)
        self._each = WINDOW / max(1, per_minute - at_once)
        self._ahead = (at_once - 1) * self._each
        self._free_from = 0.0
        self._turns: dict[str, float] = {}

    @staticmethod
    def at_once(per_minute: int) -> int:
        """How many may go at once after a quiet while."""
        return max(1, per_minute // AT_ONCE)

    def wait(self, channel: str, now: float) -> float:
        """Seconds until this channel's turn, which it keeps until it is taken; none left: 0 or less."""
        self._turns = {one: at for one, at in self._turns.items() if at > now - MISSED_AFTER}
        if channel not in self._turns:
            self._turns[channel] = max(now, self._free_from - self._ahead)
            self._free_from = max(now, self._free_from) + self._each
        return self._turns[channel] - now

    def taken(self, channel: str) -> None:
        """The channel's turn is used."""
        self._turns.pop(channel, None)
