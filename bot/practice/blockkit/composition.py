"""Composition objects: texts, options, confirmation dialogs and filters."""

import re
from typing import Any

from bot.practice.blockkit.findings import Findings
from bot.practice.blockkit.rules import Boolean, ByType, ListOf, OneOf, Shape, String

ACTION_ID = String(255, 1)
BLOCK_ID = String(255, 1)
URL = String(3000, 1, re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+"), "a valid URL")
USER_ID = String(shortest=1, pattern=re.compile(r"[UW][A-Z0-9]+"), form="a valid user id")
CONVERSATION_ID = String(shortest=1, pattern=re.compile(r"[CGDUW][A-Z0-9]+"), form="a valid conversation id")
CHANNEL_ID = String(shortest=1, pattern=re.compile(r"[CG][A-Z0-9]+"), form="a valid channel id")
CONVERSATION_TYPES = OneOf(("im", "mpim", "private", "public"))


def plain(longest: int) -> ByType:
    return ByType({"plain_text": Shape({"text": String(longest, 1)}, {"emoji": Boolean()})})


def markup(longest: int) -> ByType:
    return ByType({"mrkdwn": Shape({"text": String(longest, 1)}, {"verbatim": Boolean()})})


def either(longest: int) -> ByType:
    return ByType({**plain(longest).shapes, **markup(longest).shapes})


def exactly_one(*names: str) -> Any:
    """Build a check that one, and only one, of some properties is there."""

    def check(value: dict[str, Any], at: str, found: Findings) -> None:
        given = [name for name in names if name in value]
        if not given:
            found.add(f"missing required field: {' or '.join(names)}", at)
        elif len(given) > 1:
            found.add(f"only one of {', '.join(names)} is allowed", at)

    return check


PLACEHOLDER = plain(150)
CONFIRM = Shape(
    {"title": plain(100), "text": either(300), "confirm": plain(30), "deny": plain(30)},
    {"style": OneOf(("primary", "danger"))},
)
OPTION = Shape({"text": plain(75), "value": String(150, 1)}, {"description": plain(75)})
RICH_OPTION = Shape({"text": either(75), "value": String(150, 1)}, {"description": either(75)})
OVERFLOW_OPTION = Shape({"text": plain(75), "value": String(150, 1)}, {"description": plain(75), "url": URL})
OPTION_GROUP = Shape({"label": plain(75), "options": ListOf(OPTION, 1, 100)})
DISPATCH_CONFIG = Shape(
    {}, {"trigger_actions_on": ListOf(OneOf(("on_enter_pressed", "on_character_entered")), 1, 2)}
)
CONVERSATION_FILTER = Shape(
    {},
    {
        "include": ListOf(CONVERSATION_TYPES, 1),
        "exclude_external_shared_channels": Boolean(),
        "exclude_bot_users": Boolean(),
    },
)
SLACK_FILE = Shape({}, {"id": String(shortest=1), "url": URL}, (exactly_one("id", "url"),))
