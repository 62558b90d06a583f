"""Starting, connecting, stopping and refusing to start, as a real process against a real protocol."""

import json
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.storage.keys import new_master_key
from tests.platform.bot_process import BotProcess, get
from tests.platform.conftest import Room, Start

Done = Callable[[], list[str]]


def one_line(bot: BotProcess) -> str:
    """The only line on stderr."""
    lines = bot.errors().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def soon(check: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not check():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def in_the_background(room: Room, text: str) -> Future[dict[str, Any]]:
    """A command whose answer is waited for elsewhere; the bot is working on it when this returns."""
    answer: Future[dict[str, Any]] = Future()
    threading.Thread(target=lambda: answer.set_result(room.command(text)), daemon=True).start()
    time.sleep(0.4)
    return answer


class TestSocketMode:
    def test_connects_says_so_with_ids_only_and_answers(self, room: Room, start: Start, done: Done) -> None:
        bot = start(room.running.environment())
        line = bot.wait_for("connected")
        assert set(line) == {"event", "level", "timestamp", "mode", "team", "bot_user"}
        assert room.command("hello")["outcome"]["acked"]
        assert bot.end(signal.SIGTERM) == 0
        assert done() == ["started", "hello", "stopped"]
        assert bot.errors() == ""

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_signal_lets_a_listener_finish_and_answer(
        self, room: Room, start: Start, done: Done, number: int
    ) -> None:
        bot = start(room.running.environment())
        bot.wait_for("connected")
        answer = in_the_background(room, "slow")
        assert bot.end(number) == 0
        assert answer.result(10)["outcome"]["acked"], "the answer reached Slack before the socket was closed"
        assert done() == ["started", "slow", "stopped"]

    def test_a_signal_lets_work_after_the_answer_finish(self, room: Room, start: Start, done: Done) -> None:
        bot = start(room.running.environment())
        bot.wait_for("connected")
        assert room.command("after")["outcome"]["acked"]
        assert bot.end(signal.SIGTERM) == 0
        assert done() == ["started", "after", "stopped"]

    def test_thirty_people_at_once_are_all_answered(self, room: Room, start: Start) -> None:
        start(room.running.environment()).wait_for("connected")
        with ThreadPoolExecutor(30) as people:
            answers = list(people.map(lambda _: room.command("slow"), range(30)))
        assert all(answer["outcome"]["acked"] for answer in answers)

    def test_a_dropped_socket_is_opened_again(self, room: Room, start: Start) -> None:
        start(room.running.environment()).wait_for("connected")
        room.deed("drop_sockets")
        soon(lambda: bool(room.command("again")["ok"]))

    def test_health_and_metrics_are_served_when_a_port_is_given(self, room: Room, start: Start) -> None:
        bot = start({**room.running.environment(), "PORT": str(room.port)})
        bot.wait_for("connected")
        status, text = get(f"http://127.0.0.1:{room.port}/health")
        state = json.loads(text)
        assert (status, state["ok"], state["socket_connected"]) == (200, True, True)
        metrics = get(f"http://127.0.0.1:{room.port}/metrics")[1]
        assert "roundtable_socket_silent_seconds" in metrics
        assert "roundtable_socket_age_seconds" in metrics
        assert get(f"http://127.0.0.1:{room.port}/slack/events")[0] == 404
        assert bot.end(signal.SIGTERM) == 0

    def test_a_bot_that_gives_itself_up_ends_so_that_another_is_started(
        self, room: Room, start: Start, done: Done
    ) -> None:
        bot = start(room.running.environment())
        bot.wait_for("connected")
        room.command("hang")
        soon(lambda: "stopped" in done())
        assert bot.end() == 1


class TestHttp:
    def test_answers_signed_requests_and_shows_its_health(
        self, http_room: Room, start: Start, done: Done
    ) -> None:
        address = f"http://127.0.0.1:{http_room.port}"
        bot = start({**http_room.running.environment(), "PORT": str(http_room.port)})
        bot.wait_for("connected")
        soon(lambda: get(f"{address}/health")[0] == 200)
        assert http_room.command("hello")["outcome"]["acked"]
        assert "roundtable_oldest_due_seconds 7.5" in get(f"{address}/metrics")[1]
        assert bot.end(signal.SIGTERM) == 0
        assert done() == ["started", "hello", "stopped"]

    def test_a_worker_that_gives_itself_up_is_followed_by_another(
        self, http_room: Room, start: Start, done: Done
    ) -> None:
        bot = start({**http_room.running.environment(), "PORT": str(http_room.port)})
        bot.wait_for("connected")
        soon(lambda: get(f"http://127.0.0.1:{http_room.port}/health")[0] == 200)
        http_room.command("hang")
        soon(lambda: done() == ["started", "hang", "stopped", "started"])
        soon(lambda: bool(http_room.command("hello")["ok"]))
        assert bot.end(signal.SIGTERM) == 0

    def test_a_request_that_slack_did_not_sign_is_refused(
        self, http_room: Room, start: Start, done: Done
    ) -> None:
        wrong = {**http_room.running.environment(), "PORT": str(http_room.port)}
        bot = start({**wrong, "SLACK_SIGNING_SECRET": "0" * 32})
        bot.wait_for("connected")
        soon(lambda: get(f"http://127.0.0.1:{http_room.port}/health")[0] == 200)
        assert not http_room.command("hello")["ok"]
        assert bot.end(signal.SIGTERM) == 0
        assert "hello" not in done()

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    @pytest.mark.parametrize("text", ["slow", "after"])
    def test_a_signal_lets_work_finish(
        self, http_room: Room, start: Start, done: Done, number: int, text: str
    ) -> None:
        bot = start({**http_room.running.environment(), "PORT": str(http_room.port)})
        bot.wait_for("connected")
        soon(lambda: get(f"http://127.0.0.1:{http_room.port}/health")[0] == 200)
        answer = in_the_background(http_room, text)
        assert bot.end(number) == 0
        assert answer.result(10)["outcome"]["acked"]
        assert done() == ["started", text, "stopped"]

    def test_a_port_in_use_is_one_line(self, http_room: Room, start: Start) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", http_room.port))
            other.listen()
            bot = start({**http_room.running.environment(), "PORT": str(http_room.port)})
            assert bot.end() == 1
        assert one_line(bot).startswith("HOST and PORT 127.0.0.1:")

    def test_work_that_cannot_begin_is_one_line(self, http_room: Room, start: Start, tmp_path: Path) -> None:
        (tmp_path / "work").rmdir()
        bot = start({**http_room.running.environment(), "PORT": str(http_room.port)})
        assert bot.end() == 1
        assert one_line(bot) == "There is no folder for what was done."


class TestRefusingToStart:
    def test_a_missing_variable_is_one_line(self, start: Start) -> None:
        bot = start({})
        assert bot.end() == 2
        assert one_line(bot).startswith("SLACK_BOT_TOKEN is missing: the bot's own token")

    @pytest.mark.parametrize(
        ("variable", "value"), [("SLACK_BOT_TOKEN", "xoxb-nobody"), ("SLACK_APP_TOKEN", "xapp-nobody")]
    )
    def test_a_token_that_slack_does_not_know_is_one_line(
        self, room: Room, start: Start, variable: str, value: str
    ) -> None:
        bot = start({**room.running.environment(), variable: value})
        assert bot.end() == 2
        assert one_line(bot).startswith(f"{variable} is not accepted by Slack (invalid_auth): ")

    def test_an_unreachable_slack_is_one_line(self, room: Room, start: Start) -> None:
        nowhere = f"http://127.0.0.1:{room.port}/api/"
        bot = start({**room.running.environment(), "SLACK_API_URL": nowhere})
        assert bot.end() == 1
        assert one_line(bot).startswith(f"Slack cannot be reached at {nowhere} (")

    def test_an_address_that_is_not_slack_is_one_line(self, room: Room, start: Start) -> None:
        bot = start({**room.running.environment(), "SLACK_API_URL": f"{room.running.url}/nothing/"})
        assert bot.end() == 1
        assert "(no usable answer)" in one_line(bot)

    def test_work_that_cannot_begin_is_one_line(self, room: Room, start: Start, tmp_path: Path) -> None:
        (tmp_path / "work").rmdir()
        bot = start(room.running.environment())
        assert bot.end() == 1
        assert one_line(bot) == "There is no folder for what was done."


class TestTheWholeBot:
    def test_it_connects_answers_and_ends_well(self, room: Room, roundtable: Start, tmp_path: Path) -> None:
        bot = roundtable(room.running.environment())
        bot.wait_for("connected")
        assert room.command("help")["outcome"]["acked"]
        assert bot.end(signal.SIGTERM) == 0
        assert bot.errors() == ""
        assert (tmp_path / "roundtable.db.key").stat().st_mode & 0o077 == 0
        bot.wait_for("key_file_made")

    def test_it_answers_over_http(self, http_room: Room, roundtable: Start) -> None:
        bot = roundtable({**http_room.running.environment(), "PORT": str(http_room.port)})
        bot.wait_for("connected")
        soon(lambda: get(f"http://127.0.0.1:{http_room.port}/health")[0] == 200)
        assert http_room.command("help")["outcome"]["acked"]
        assert bot.end(signal.SIGTERM) == 0

    def test_a_second_one_on_the_same_file_is_refused_in_one_line(
        self, room: Room, roundtable: Start
    ) -> None:
        roundtable(room.running.environment()).wait_for("connected")
        second = roundtable(room.running.environment())
        assert second.end() == 1
        assert one_line(second).startswith("Another Roundtable process already uses roundtable.db")

    def test_several_share_one_postgresql_and_each_may_be_killed(
        self, room: Room, roundtable: Start, postgresql_url: str
    ) -> None:
        """No leader: whichever is left answers, hears what is queued, and a fresh one may join."""
        variables = {**room.running.environment(), "DATABASE_URL": postgresql_url}
        variables["ROUNDTABLE_MASTER_KEY"] = new_master_key()
        sockets = room.running.workspace.sockets
        bots = [roundtable(variables) for _ in range(3)]
        for bot in bots:
            bot.wait_for("connected")
        assert sockets.connected == 3
        for left in (2, 1):
            bots.pop(0).end(signal.SIGKILL)
            soon(lambda left=left: sockets.connected == left)  # type: ignore[misc]
            assert room.command("help")["outcome"]["acked"]
        roundtable(variables).wait_for("connected")
        assert bots.pop().end(signal.SIGTERM) == 0
        assert room.command("help")["outcome"]["acked"]

    def test_another_key_than_the_record_s_is_one_line(
        self, room: Room, roundtable: Start, tmp_path: Path
    ) -> None:
        first = roundtable(room.running.environment())
        first.wait_for("connected")
        room.command("help")
        assert first.end(signal.SIGTERM) == 0
        (tmp_path / "roundtable.db.key").unlink()
        second = roundtable(room.running.environment())
        assert second.end() == 2
        assert one_line(second).startswith("ROUNDTABLE_MASTER_KEY is missing, and so is roundtable.db.key")
