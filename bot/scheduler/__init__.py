"""The ticks that keep things moving, and the watch over them."""

from bot.scheduler.ticks import Ticks

__all__ = ["Ticks"]
