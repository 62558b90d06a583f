"""Three opinions on whether Slack would take what we send: the practice workspace's, slack_sdk's, our own."""

import json
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.practice.blockkit import check_blocks, check_view

MOST_TEXT = 4_000
MOST_VIEW = 250_000


def faults_of_message(text: str, blocks: list[dict[str, Any]]) -> list[str]:
    """What Slack would refuse or cut in a message."""
    found = check_blocks(blocks, "message").messages() + _of_sdk(blocks) + _repeated_actions(blocks)
    if not 0 < len(text) <= MOST_TEXT:
        found.append(f"top-level text of {len(text)} characters")
    if "<!channel>" in text or "<!here>" in text or "<!everyone>" in text:
        found.append("the top-level text pings everybody")
    return found


def faults_of_view(view: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a modal or on the home page."""
    found = check_view(view).messages() + _of_sdk(view["blocks"]) + _repeated_actions(view["blocks"])
    if len(json.dumps(view)) > MOST_VIEW:
        found.append("the view is too large")
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as error:
        found.append(f"slack_sdk: {error}")
    return found


def texts_in(thing: Any) -> list[dict[str, Any]]:
    """Every text object at any depth."""
    if isinstance(thing, list):
        return [text for each in thing for text in texts_in(each)]
    if not isinstance(thing, dict):
        return []
    own = [thing] if thing.get("type") in ("mrkdwn", "plain_text", "text") else []
    return own + [text for each in thing.values() for text in texts_in(each)]


def _of_sdk(blocks: list[dict[str, Any]]) -> list[str]:
    found = []
    for block in blocks:
        known = Block.parse(block)
        try:
            if known is None:
                found.append(f"slack_sdk does not know {block['type']}")
            else:
                known.validate_json()
        except SlackObjectFormationError as error:
            found.append(f"slack_sdk: {error}")
    return found


def _repeated_actions(blocks: list[dict[str, Any]]) -> list[str]:
    found = []
    for block in blocks:
        ids = [element["action_id"] for element in block.get("elements", ()) if "action_id" in element]
        if len(set(ids)) != len(ids):
            found.append(f"an action_id twice in one block: {ids}")
    return found
