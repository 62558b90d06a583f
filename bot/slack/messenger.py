"""Messages out to Slack: post, change, delete, open a DM, look up our own message, ask about a user."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.domain.sending import Block, Sent, SlackUser
from bot.slack.calls import ask
from bot.slack.files import Files
from bot.slack.pacing import POSTS, Pace

# Metadata can be read by every app in the workspace: it holds the outbox row's opaque id and nothing else.
EVENT_TYPE = "roundtable_message"
PAGE = 15
PAGES = 4
MEMBERS_AT_A_TIME = 200


class Messenger(Files):
    """Talks to one workspace. Every method makes at most a few calls and raises NotSent's family."""

    def __init__(self, client: WebClient, pace: Pace) -> None:
        super().__init__(client, pace)

    def must_wait(self, channel: str) -> float:
        """Seconds until `post` may go there; asking uses nothing up."""
        return self._pace.wait(POSTS, channel)

    def room(self) -> int:
        """How many times `post` may be called now."""
        return self._pace.room(POSTS)

    def pause(self) -> float:
        """Seconds until it is worth looking again for what waits for our own pace."""
        return self._pace.pause(POSTS)

    def post(self, channel: str, text: str, blocks: Sequence[Block], marker: str) -> Sent:
        """A new message with our marker on it."""
        answer = ask(
            self._pace,
            POSTS,
            lambda: self._client.chat_postMessage(
                channel=channel,
                text=text,
                blocks=[dict(block) for block in blocks],
                metadata=_metadata(marker),
                unfurl_links=False,
                unfurl_media=False,
            ),
            channel,
        )
        return Sent(answer["channel"], answer["ts"])

    def update(self, sent: Sent, text: str, blocks: Sequence[Block], marker: str) -> Sent:
        """The message changed in place; doing it twice does no harm."""
        answer = ask(
            self._pace,
            "chat.update",
            lambda: self._client.chat_update(
                channel=sent.channel,
                ts=sent.ts,
                text=text,
                blocks=[dict(block) for block in blocks],
                metadata=_metadata(marker),
            ),
            sent.channel,
        )
        return Sent(answer["channel"], answer["ts"])

    def delete(self, sent: Sent) -> None:
        """Take our message away."""
        ask(self._pace, "chat.delete", lambda: self._client.chat_delete(channel=sent.channel, ts=sent.ts))

    def open_dm(self, user: str) -> str:
        """The id of the DM with this user; the same every time."""
        answer = ask(self._pace, "conversations.open", lambda: self._client.conversations_open(users=user))
        return str(answer["channel"]["id"])

    def find_marker(self, channel: str, marker: str, oldest: datetime) -> str | None:
        """The ts of our message with this marker, not older than `oldest`; None when there is none.

        Newest first, 15 to a page (all that some apps get), four pages at most.
        """
        cursor: str | None = None
        for _ in range(PAGES):
            page, cursor = self._page(channel, oldest, cursor)
            for message in page:
                if _marker_of(message) == marker:
                    return str(message["ts"])
            if not cursor:
                return None
        return None

    def members(self, channel: str) -> list[str]:
        """Everyone who is in a channel now."""
        found: list[str] = []
        cursor: str | None = None
        while True:
            answer = ask(
                self._pace,
                "conversations.members",
                lambda after=cursor: self._client.conversations_members(  # type: ignore[misc]
                    channel=channel, cursor=after, limit=MEMBERS_AT_A_TIME
                ),
            )
            found += [str(one) for one in answer["members"]]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return found

    def user(self, user_id: str) -> SlackUser:
        """What Slack says of a user. A field that Slack leaves out (for strangers) is None or False."""
        answer = ask(
            self._pace,
            "users.info",
            lambda: self._client.users_info(user=user_id, include_locale=True),
        )
        found = answer["user"]
        return SlackUser(
            id=user_id,
            zone=found.get("tz") or None,
            locale=found.get("locale") or None,
            guest=bool(found.get("is_restricted") or found.get("is_ultra_restricted")),
            deactivated=bool(found.get("deleted")),
            is_bot=bool(found.get("is_bot")),
            stranger=bool(found.get("is_stranger")),
        )

    def _page(
        self, channel: str, oldest: datetime, cursor: str | None
    ) -> tuple[Sequence[dict[str, Any]], str | None]:
        answer = ask(
            self._pace,
            "conversations.history",
            lambda: self._client.conversations_history(
                channel=channel,
                oldest=f"{oldest.timestamp():.6f}",
                include_all_metadata=True,
                limit=PAGE,
                cursor=cursor,
            ),
        )
        following = (answer.get("response_metadata") or {}).get("next_cursor")
        return answer["messages"], following or None


def _metadata(marker: str) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"id": marker}}


def _marker_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    marker: str | None = (metadata.get("event_payload") or {}).get("id")
    return marker
