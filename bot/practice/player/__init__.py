"""Plays a conference file through the practice workspace, as its people would."""

from bot.practice.player.play import play

__all__ = ["play"]
