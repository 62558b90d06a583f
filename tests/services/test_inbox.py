"""Events are kept before Slack hears that they came, worked at least once, and never silently lost."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.domain.errors import AlreadyDone
from bot.practice import populate
from bot.practice.server import Running
from bot.services.delivery.inbox import Worked, event_key, keep_event, work_events, workspace_of
from bot.storage import Storage
from tests.practice.conftest import wait_until
from tests.services.slack_desk import PracticeTime

START = datetime(2026, 3, 10, 16, 0, tzinfo=UTC)


def event(number: int = 1, **more: Any) -> dict[str, Any]:
    """An event as Slack delivers it."""
    body: dict[str, Any] = {"type": "event_callback", "event_id": f"Ev{number}", "team_id": "T1"}
    return body | {"event": {"type": "message", "channel_type": "im", "text": f"topic {number}"}} | more


class Handler:
    """Notes what it was given, and fails for the event ids it is told to."""

    def __init__(self, *failing: str, error: Exception | None = None) -> None:
        self.failing, self.error = set(failing), error or LookupError("words of a family")
        self.got: list[str] = []

    def __call__(self, body: Mapping[str, Any]) -> None:
        self.got.append(body["event_id"])
        if body["event_id"] in self.failing:
            raise self.error


def test_an_event_is_kept_once_and_worked_once(either_storage: Storage, slack_time: PracticeTime) -> None:
    """Slack delivers it four times; it is handled once."""
    handle = Handler()
    for _ in range(4):
        assert keep_event(either_storage.inbox, event(), slack_time.now())
    assert work_events(either_storage.inbox, handle, slack_time) == Worked(done=1)
    keep_event(either_storage.inbox, event(), slack_time.now())
    assert work_events(either_storage.inbox, handle, slack_time) == Worked()
    assert handle.got == ["Ev1"]


def test_events_are_worked_in_their_order_and_one_failure_stops_no_other(
    sqlite_storage: Storage, slack_time: PracticeTime
) -> None:
    for number in (1, 2, 3):
        keep_event(sqlite_storage.inbox, event(number), slack_time.now())
    handle = Handler("Ev2")
    assert work_events(sqlite_storage.inbox, handle, slack_time) == Worked(done=2, failed=1)
    assert handle.got == ["Ev1", "Ev2", "Ev3"]
    handle.failing.clear()
    assert work_events(sqlite_storage.inbox, handle, slack_time) == Worked(), "its lease still runs"
    slack_time.forward(61)
    assert work_events(sqlite_storage.inbox, handle, slack_time) == Worked(done=1)
    assert handle.got == ["Ev1", "Ev2", "Ev3", "Ev2"]


def test_a_poisoned_event_is_left_after_five_tries_and_stays_in_sight(
    sqlite_storage: Storage, slack_time: PracticeTime, caplog: pytest.LogCaptureFixture
) -> None:
    """Health counts it as stuck; its body is not thrown away, and no word of it is in the log."""
    keep_event(sqlite_storage.inbox, event(), slack_time.now())
    handle = Handler("Ev1")
    found = []
    for _ in range(7):
        found.append(work_events(sqlite_storage.inbox, handle, slack_time))
        slack_time.forward(61)
    assert found == [Worked(failed=1)] * 5 + [Worked(stuck=1)] * 2
    assert len(handle.got) == 5
    (kept,) = sqlite_storage.inbox.claim_events(slack_time.now(), 10, 60)
    assert json.loads(kept.body or "{}")["event"]["text"] == "topic 1"
    assert "LookupError" in caplog.text
    assert "family" not in caplog.text


def test_a_process_that_dies_leaves_its_events_to_the_next(
    either_storage: Storage, slack_time: PracticeTime
) -> None:
    """Claimed and not finished: worked when the lease has run out, and not before."""
    keep_event(either_storage.inbox, event(), slack_time.now())
    assert len(either_storage.inbox.claim_events(slack_time.now(), 10, 60)) == 1
    handle = Handler()
    assert work_events(either_storage.inbox, handle, slack_time) == Worked()
    slack_time.forward(61)
    assert work_events(either_storage.inbox, handle, slack_time) == Worked(done=1)


def test_what_was_done_before_is_done(sqlite_storage: Storage, slack_time: PracticeTime) -> None:
    """The effect was kept with the event's key, then the process died: the second time changes nothing."""
    keep_event(sqlite_storage.inbox, event(), slack_time.now())
    handle = Handler("Ev1", error=AlreadyDone("delivery"))
    assert work_events(sqlite_storage.inbox, handle, slack_time) == Worked(done=1)


def test_noting_the_events_key_with_its_effect_finishes_it(
    sqlite_storage: Storage, slack_time: PracticeTime
) -> None:
    """Effect and end of the event are one transaction."""
    keep_event(sqlite_storage.inbox, event(), slack_time.now())
    with sqlite_storage.units("T1", "U1") as work:
        work.once(event_key(event()))
        work.commit()
    assert work_events(sqlite_storage.inbox, Handler(), slack_time) == Worked()


@pytest.mark.parametrize("kind", ["block_actions", "view_submission", "url_verification", None])
def test_what_is_no_event_is_not_kept(sqlite_storage: Storage, kind: str | None) -> None:
    assert not keep_event(sqlite_storage.inbox, {"type": kind, "command": "/conference"}, START)
    assert sqlite_storage.inbox.claim_events(START + timedelta(days=1), 10, 60) == ()


def test_the_workspace_is_the_one_that_installed_the_app() -> None:
    shared = event(team_id="T_THEIRS", authorizations=[{"team_id": "T_OURS"}])
    assert workspace_of(shared) == "T_OURS"
    assert workspace_of(event()) == "T1"


def bolt(storage: Storage, client: WebClient, keep: Callable[..., bool] = keep_event) -> App:
    """Bolt with the hook that the module's docstring describes, and no listener for events at all."""
    app = App(client=client, token=client.token, request_verification_enabled=False)

    @app.use
    def hook(body: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:
        return BoltResponse(status=200) if keep(storage.inbox, body, START) else next()

    return app


@pytest.fixture
def client(slack: Running) -> WebClient:
    return WebClient(slack.workspace.tokens.bot, base_url=f"{slack.url}/api/")


def test_bolt_says_200_only_after_the_event_is_kept(client: WebClient, sqlite_storage: Storage) -> None:
    """The dispatch, which both adapters call, gives 200, and the event stands in the database by then."""
    answer = bolt(sqlite_storage, client).dispatch(BoltRequest(body=event(), mode="socket_mode"))
    assert answer.status == 200
    (kept,) = sqlite_storage.inbox.claim_events(START, 10, 60)
    assert json.loads(kept.body or "{}") == event()


def test_bolt_says_500_when_the_event_cannot_be_kept(client: WebClient, sqlite_storage: Storage) -> None:
    """So that Slack delivers it again."""

    def broken(*_: Any) -> bool:
        raise OSError("disk full")

    answer = bolt(sqlite_storage, client, broken).dispatch(BoltRequest(body=event(), mode="socket_mode"))
    assert answer.status == 500


@pytest.fixture
def socket(client: WebClient, slack: Running, sqlite_storage: Storage) -> Iterator[SocketModeHandler]:
    handler = SocketModeHandler(bolt(sqlite_storage, client), slack.workspace.tokens.app)
    handler.connect()
    wait_until(lambda: slack.workspace.sockets.connected >= 1)
    yield handler
    handler.close()


def test_over_a_real_socket_a_message_arrives_in_the_inbox(
    socket: SocketModeHandler, slack: Running, sqlite_storage: Storage, slack_time: PracticeTime
) -> None:
    """From a person's hand to the handler, each delivered twice by a Slack on a bad day."""
    slack.workspace.faults.set({"duplicate_events": 1.0})
    populate.add_user(slack.workspace, "omar")
    handle = Handler()
    done = threading.Event()
    for _ in range(100):
        work_events(sqlite_storage.inbox, handle, slack_time)
        if handle.got:
            break
        done.wait(0.05)
    done.wait(0.3)
    work_events(sqlite_storage.inbox, handle, slack_time)
    assert len(handle.got) == 1
    assert slack.workspace.breaches.serious() == []
