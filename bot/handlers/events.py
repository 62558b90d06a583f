"""Events from the inbox: someone opened App Home, someone wrote to the bot."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient

from bot.domain.people import DirectLine
from bot.handlers.home import publish
from bot.render import Words
from bot.services.acting import Acting, Agency
from bot.services.inbox import workspace_of

Event = Mapping[str, Any]


def handler(words: Words, agency: Agency, client: WebClient) -> Callable[[Event], None]:
    """What the inbox calls for each event; each kind bears being told twice."""

    def handle(body: Event) -> None:
        event = body["event"]
        acting = Acting(agency=agency, workspace_id=workspace_of(body), user=str(event.get("user", "")))
        if event["type"] == "app_home_opened" and event.get("tab") == "home":
            publish(words, client, acting, _language(acting))
        elif event["type"] == "message" and _typed_by_a_person(event):
            _answer(words, client, event, _language(acting))

    return handle


def _typed_by_a_person(event: Event) -> bool:
    return event.get("channel_type") == "im" and not event.get("bot_id") and not event.get("subtype")


def _answer(words: Words, client: WebClient, event: Event, language: str) -> None:
    """A free message is neither kept nor shown to anyone: say so, and where words can be given."""
    said = words.message("help/direct", language)
    client.chat_postMessage(
        channel=event["channel"], text=said.text, blocks=said.blocks, unfurl_links=False, unfurl_media=False
    )


def _language(acting: Acting) -> str:
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        line = work.first(DirectLine, slack_user=acting.user)
    return line.language if line and line.language else "en"
