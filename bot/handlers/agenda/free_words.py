"""A free message to the bot: neither kept nor shown to anyone; offered back as a topic, if they say so."""

from collections.abc import Iterator, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.flows.typed_text import from_message
from bot.handlers.desk import Desk, pressed
from bot.handlers.forms import Forms
from bot.render import Message, Press, Words
from bot.services.acting import Acting
from bot.services.calling import own_meetings

Body = Mapping[str, Any]


def register(app: App, desk: Desk, forms: Forms) -> None:
    """The yes: the words stand in the form for a topic, for their person to change or to send."""

    @app.action(pressed("use"))
    def use(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        words = "".join(_quoted(body["message"]["blocks"]))
        conference_id = body["actions"][0]["value"]
        forms.open("own_topic", conference_id, body, client, respond, context, {"words": words})


def offered_back(words: Words, acting: Acting, text: str, language: str) -> Message:
    """The message in a quote, with a button for each meeting that it could be a topic of."""
    said, meetings = from_message(text), own_meetings.meetings(acting)
    if not said or not meetings:
        return words.message("help/direct", language)
    presses = [Press("use", "do:use", meetings[0].id)]
    if len(meetings) > 1:
        presses = [
            Press(
                "use",
                "do:use",
                one.id,
                text=words.text("help/meeting", language, when=one.starts_at, zone=one.zone),
            )
            for one in meetings
        ]
    return words.message("help/as_topic", language, said=said, presses=presses)


def _quoted(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """What stands in the quotes of a message: Slack hands it back with the press, nobody kept it."""
    for block in blocks:
        for quote in block.get("elements", ()):
            if quote.get("type") == "rich_text_quote":
                yield "".join(str(one.get("text", "")) for one in quote["elements"])
