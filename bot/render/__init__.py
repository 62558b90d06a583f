"""From words files (messages/) to what Slack shows: messages, forms, views, the home page, plain text."""

from bot.render.parts import Message, Part, Press, Told
from bot.render.words import Words

__all__ = ["Message", "Part", "Press", "Told", "Words"]
