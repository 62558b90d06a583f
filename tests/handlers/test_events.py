"""What somebody wrote to the bot stays nowhere, also when nobody can be answered any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.handlers.events import handler
from bot.practice import populate
from bot.practice.player.calls import Desk
from bot.practice.player.hands import Hands
from bot.practice.server import serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.render import Words
from bot.services.delivery.inbox import Handle, keep_event, work_events
from bot.slack.calls import web_client
from bot.slack.manifest import manifest
from bot.storage import Storage, open_storage
from tests.services.casework import Casework, Clock
from tests.sqlite import make_database

TEAM = "T0PRACTICE"


@dataclass
class Post:
    """The inbox of a bot before a practice Slack, and somebody who writes to it."""

    desk: Desk
    storage: Storage
    clock: Clock
    handle: Handle
    writer: str

    def wrote(self, event_id: str, **event: Any) -> None:
        said = {"type": "message", "channel_type": "im", "channel": "D0GONE", "user": self.writer}
        said |= {"ts": "1773865800.000100", **event}
        body = {"type": "event_callback", "team_id": TEAM, "event_id": event_id, "event": said}
        assert keep_event(self.storage.inbox, body, self.clock.now())


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """Dana wrote in a direct message that is not there any more."""
    workspace, clock = Workspace(manifest(), limits=Limits(rate=False)), Clock()
    storage = open_storage(make_database(tmp_path), bytes(32), clock)
    with serve(workspace) as running:
        client = web_client(workspace.tokens.bot, f"{running.url}/api")
        handle = handler(Words(), Casework(storage, clock).agency, client)
        dana = populate.add_user(workspace, "dana").id
        yield Post(Desk(running.url), storage, clock, handle, dana)
    storage.close()


def test_what_cannot_be_answered_is_finished_and_not_kept(post: Post) -> None:
    post.wrote("Ev1", text="zebrafinch")
    worked = work_events(post.storage.inbox, post.handle, post.clock)
    assert (worked.done, worked.failed) == (1, 0)


def test_whose_page_cannot_be_drawn_is_not_tried_for_ever(post: Post) -> None:
    post.wrote("Ev1", type="app_home_opened", tab="home", user="U0NOBODY")
    assert work_events(post.storage.inbox, post.handle, post.clock).done == 1


def test_where_slack_stumbles_it_is_tried_again(post: Post) -> None:
    post.desk.post("/faults", rate_500=1)
    post.wrote("Ev1", text="zebrafinch")
    worked = work_events(post.storage.inbox, post.handle, post.clock)
    assert (worked.done, worked.failed) == (0, 1)
    with pytest.raises(SlackApiError):
        post.handle(
            {"team_id": TEAM, "event": {"type": "app_home_opened", "tab": "home", "user": post.writer}}
        )


@pytest.mark.parametrize(("fault", "after_the_first"), [("lost_response", 1), ("rate_500", 0)])
def test_a_free_message_is_answered_once(post: Post, fault: str, after_the_first: int) -> None:
    """Whether the first answer arrived, Slack did not say; it is looked for before there is a second."""
    dana = Hands(post.desk, post.writer)
    direct = post.desk.post(f"/{post.writer}/message", channel="bot", text="zebrafinch")

    def answers() -> int:
        return sum(bool(one.get("bot_id")) for one in dana.direct())

    post.wrote("Ev1", text="zebrafinch", channel=direct["channel"], ts=direct["ts"])
    post.desk.post("/faults", **{fault: 1, "methods": ["chat.postMessage"]})
    assert work_events(post.storage.inbox, post.handle, post.clock).failed == 1
    assert answers() == after_the_first
    post.desk.post("/faults", **{fault: 0})
    post.clock.moment += timedelta(seconds=61)
    assert work_events(post.storage.inbox, post.handle, post.clock).done == 1
    assert answers() == 1
