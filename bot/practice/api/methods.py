"""The table of Web API methods that the workspace answers."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.practice.api import (
    app,
    channels,
    chat,
    files,
    history,
    membership,
    reactions,
    schedule,
    users,
    views,
)
from bot.practice.api.call import Call
from bot.practice.model import Json

METHODS: Mapping[str, Callable[[Call], Json]] = MappingProxyType(
    {
        **app.METHODS,
        **channels.METHODS,
        **chat.METHODS,
        **files.METHODS,
        **history.METHODS,
        **membership.METHODS,
        **reactions.METHODS,
        **schedule.METHODS,
        **users.METHODS,
        **views.METHODS,
    }
)
