"""What Slack tells of a channel: let go before it is stored, or a marked reply worked to its receipt."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.domain.delivery import Received, Sending
from bot.domain.plan import Strength
from bot.flows.thread_mark import RECEIPT, UNDO
from bot.handlers.context import events_to_inbox
from bot.handlers.entries.threads import is_read
from bot.handlers.events import handler
from bot.practice import populate
from bot.practice.player.calls import Desk
from bot.practice.server import serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.render import Words
from bot.services.calling import scheduling
from bot.services.delivery.inbox import Worked, keep_event, work_events
from bot.services.meeting import holding
from bot.services.people import team
from bot.slack.calls import web_client
from bot.slack.manifest import manifest
from bot.storage import Storage, open_storage
from tests.services.casework import MANAGER, TEAM, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

BOT, AT = "U0BOT", "1773866000.000300"


def told(event: dict[str, Any], event_id: str = "Ev1") -> dict[str, Any]:
    ours = [{"team_id": TEAM, "user_id": BOT, "is_bot": True}]
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": event_id,
        "event": event,
        "authorizations": ours,
    }


def message(text: str, **more: Any) -> dict[str, Any]:
    said = {"type": "message", "channel": "C1", "channel_type": "group", "user": "U1", "ts": "2.0"}
    return {**said, "thread_ts": "1.0", "text": text, "event_ts": AT, **more}


def edited(before: str, after: str) -> dict[str, Any]:
    return {
        **message("", subtype="message_changed"),
        "message": message(after),
        "previous_message": message(before),
    }


PRESSED = {"type": "reaction_added", "user": "U1", "reaction": UNDO, "item": {"channel": "C1", "ts": "2.0"}}
MARKED = [
    message("+strength Dana reads"),
    message("+strength Dana reads", subtype="file_share"),
    edited("Dana reads", "+strength Dana reads"),
    edited("+strength Dana reads", "Dana reads"),
    message("", subtype="message_deleted", deleted_ts="2.0", previous_message=message("+need Sleep")),
    PRESSED,
]
ANYTHING_ELSE = [
    message("Dana reads"),
    message("+1"),
    message("+strength Dana reads", thread_ts=None),
    message("+strength a card with replies", thread_ts="2.0"),
    message("+strength a bot says", bot_id="B1"),
    message("+strength joined", subtype="channel_join"),
    edited("Dana reads", "Dana writes"),
    message("", subtype="message_deleted", deleted_ts="2.0", previous_message=message("Dana reads")),
    {**PRESSED, "reaction": "x"},
    {**PRESSED, "user": BOT},
]


@dataclass
class Post:
    """A bot's inbox before a practice Slack, and a channel in which a conference runs."""

    desk: Desk
    case: Casework
    workspace: Workspace
    channel: str
    card: str
    dana: str
    workspace_url: str

    @property
    def storage(self) -> Storage:
        return self.case.storage

    def hears(self, event: dict[str, Any], event_id: str, read_threads: bool = True) -> Worked:
        """As Slack delivers it: through the middleware, then by the inbox."""
        now = self.case.clock.now
        keep = events_to_inbox(
            lambda body: is_read(body, read_threads),
            lambda body: keep_event(self.storage.inbox, body, now()),
            lambda: None,
        )
        assert isinstance(keep(told(event, event_id), lambda: None), BoltResponse)
        return self.works(read_threads)

    def works(self, read_threads: bool = True) -> Worked:
        client = web_client(self.workspace.tokens.bot, f"{self.workspace_url}/api")
        agency = replace(self.case.agency, read_threads=read_threads)
        return work_events(self.storage.inbox, handler(Words(), agency, client), self.case.clock)

    def reply(self, text: str) -> str:
        body = {"channel": self.channel, "text": text, "thread_ts": self.card}
        return str(self.desk.post(f"/{self.dana}/message", **body)["ts"])

    def event(self, ts: str, text: str, **more: Any) -> dict[str, Any]:
        where = {"channel": self.channel, "user": self.dana, "ts": ts, "thread_ts": self.card}
        return message(text, **where, **more)

    def reactions(self, ts: str) -> set[str]:
        return set(self.workspace.channels[self.channel].messages[ts].reactions)

    def whispers(self) -> list[str]:
        messages = self.workspace.channels[self.channel].messages.values()
        return [str(one.body["text"]) for one in messages if one.only_for == self.dana]

    def standing(self) -> list[str]:
        with self.case.reading() as work:
            return [one.text for one in work.find(Strength) if one.stands]

    def kept_bodies(self) -> list[Any]:
        with self.case.reading() as work:
            return [one.body for one in work.find(Received) if one.body is not None]


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """An app that may do what it needs for this."""
    with card_stands(tmp_path, manifest(read_threads=True)) as made:
        yield made


@contextmanager
def card_stands(tmp_path: Path, app: dict[str, Any]) -> Iterator[Post]:
    """The card stands; Dana, the mother, is in the channel."""
    workspace = Workspace(app, limits=Limits(rate=False))
    storage = open_storage(make_database(tmp_path), bytes(32), clock := Clock())
    with serve(workspace) as running:
        dana = populate.add_user(workspace, "dana").id
        channel = populate.add_channel(
            workspace, "case-1", dana, private=True, members=(workspace.bot.id,)
        ).id
        case = opened(storage, clock, channel=channel)
        for user, name, role in (("U0OMAR", "Omar Haddad", "facilitator"), (dana, "Dana Reyes", "mother")):
            facts = {"name": name, "role": role, "slack_user": user}
            team.add_person(case.as_(MANAGER), case.ids["case"], facts)
        meeting = {"date": date(2026, 3, 18), "start": time(15, 30), "end": time(17), "zone": ZONE}
        meeting |= {"kind": "case_planning_conference"}
        planned = scheduling.schedule(case.as_(MANAGER), case.ids["case"], meeting)
        clock.moment = datetime(2026, 3, 18, 20, 35, tzinfo=UTC)
        holding.start(case.as_("U0OMAR"), planned)
        client = web_client(workspace.tokens.bot, f"{running.url}/api")
        card = str(client.chat_postMessage(channel=channel, text="The card")["ts"])
        for row in storage.outbox.claim(clock.now(), 40, 60):
            stamps = {"ts": card, "channel_id": channel} if row.message == "card" else {}
            storage.outbox.finish(row, Sending.SENT, clock.now(), **stamps)
        yield Post(Desk(running.url), case, workspace, channel, card, dana, running.url)
    storage.close()


@pytest.mark.parametrize("event", MARKED)
def test_marked_replies_are_read_where_the_agency_wants_it_and_only_there(event: dict[str, Any]) -> None:
    assert is_read(told(event), read_threads=True)
    assert not is_read(told(event), read_threads=False)


@pytest.mark.parametrize("event", ANYTHING_ELSE)
def test_nothing_else_of_a_channel_is_ever_read(event: dict[str, Any]) -> None:
    assert not is_read(told(event), read_threads=True)
    assert not is_read(told(event), read_threads=False)


def test_what_people_write_to_the_bot_itself_is_read_as_before() -> None:
    for body in (
        told(message("hello", channel_type="im")),
        told({"type": "app_home_opened"}),
        {"command": "x"},
    ):
        assert is_read(body, read_threads=False)


def test_with_the_setting_off_nothing_is_stored_and_nothing_answered(post: Post) -> None:
    ts = post.reply("+strength Dana reads")
    post.hears(post.event(ts, "+strength Dana reads"), "Ev1", read_threads=False)
    assert (post.standing(), post.reactions(ts), post.whispers()) == ([], set(), [])
    with post.case.reading() as work:
        assert not [one.key for one in work.find(Received) if one.key.startswith("event:")]


def test_a_reply_gets_its_receipt_once_however_often_slack_tells(post: Post) -> None:
    ts = post.reply("+strength Tom & June")
    for event_id in ("Ev1", "Ev1", "Ev2"):
        post.hears(post.event(ts, "+strength Tom &amp; June"), event_id)
    assert (post.standing(), post.reactions(ts)) == (["Tom & June"], {RECEIPT, UNDO})
    undo = {**PRESSED, "user": post.dana, "item": {"type": "message", "channel": post.channel, "ts": ts}}
    for event_id in ("Ev3", "Ev3", "Ev4"):
        post.hears(undo, event_id)
    assert (post.standing(), post.reactions(ts)) == ([], set())
    assert (post.kept_bodies(), post.whispers()) == ([], [])


def test_what_cannot_be_recorded_is_told_to_its_writer_alone(post: Post) -> None:
    ts = post.reply("+strenght Dana reads")
    post.hears(post.event(ts, "+strenght Dana reads"), "Ev1")
    assert (post.standing(), post.reactions(ts), post.kept_bodies()) == ([], set(), [])
    (said,) = post.whispers()
    assert "+strength" in said


def test_a_deleted_reply_is_taken_out_and_needs_no_reaction(post: Post) -> None:
    ts = post.reply("+strength Dana reads")
    post.hears(post.event(ts, "+strength Dana reads"), "Ev1")
    post.desk.post(f"/{post.dana}/delete_message", channel=post.channel, ts=ts)
    before = post.event(ts, "+strength Dana reads")
    gone = {**message("", subtype="message_deleted", channel=post.channel), "deleted_ts": ts}
    post.hears({**gone, "previous_message": before, "event_ts": "1773866010.000100"}, "Ev2")
    assert post.standing() == []


def test_where_the_app_may_not_react_the_entry_is_kept_all_the_same(tmp_path: Path) -> None:
    with card_stands(tmp_path, manifest()) as post:
        ts = post.reply("+strength Dana reads")
        post.hears(post.event(ts, "+strength Dana reads"), "Ev1")
        assert (post.standing(), post.kept_bodies()) == (["Dana reads"], [])


def test_where_slack_stumbles_the_receipt_comes_with_the_next_try(post: Post) -> None:
    ts = post.reply("+strength Dana reads")
    post.desk.post("/faults", rate_500=1)
    assert post.hears(post.event(ts, "+strength Dana reads"), "Ev1").failed == 1
    post.desk.post("/faults", rate_500=0)
    post.case.clock.moment += timedelta(minutes=2)
    assert post.works().done == 1
    assert (post.standing(), post.reactions(ts)) == (["Dana reads"], {RECEIPT, UNDO})
