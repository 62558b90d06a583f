"""How fast we talk to Slack, at each limit and one past it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.slack.pacing import Pace


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_one_message_a_second_in_a_channel(watch: Watch) -> None:
    """The second one waits for the rest of the second; a third asks again and waits no longer."""
    pace = Pace(now=watch)
    assert pace.take("chat.postMessage", "C1") == 0.0
    watch.seconds += 0.4
    assert pace.take("chat.postMessage", "C1") == pytest.approx(0.6)
    assert pace.take("chat.postMessage", "C1") == pytest.approx(0.6)
    watch.seconds += 0.6
    assert pace.take("chat.postMessage", "C1") == 0.0


def test_posts_edits_and_files_share_a_channels_second(watch: Watch) -> None:
    """Whatever shows up in a channel counts."""
    pace = Pace(now=watch)
    assert pace.take("chat.postMessage", "C1") == 0.0
    assert pace.take("chat.update", "C1") > 0.0
    assert pace.take("files.completeUploadExternal", "C1") > 0.0


def test_another_channel_does_not_wait(watch: Watch) -> None:
    pace = Pace(now=watch)
    assert pace.take("chat.postMessage", "C1") == 0.0
    assert pace.take("chat.postMessage", "C2") == 0.0


def test_a_method_has_a_budget_for_each_minute(watch: Watch) -> None:
    """The last call within the budget goes, the next one waits until the first is a minute old."""
    pace = Pace(now=watch, per_minute={"users.info": 3})
    for _ in range(3):
        assert pace.take("users.info") == 0.0
        watch.seconds += 10
    assert pace.take("users.info") == pytest.approx(30.0)
    assert pace.take("conversations.open") == 0.0
    watch.seconds += 30
    assert pace.take("users.info") == 0.0


def test_slacks_own_wait_holds_for_the_method_alone(watch: Watch) -> None:
    pace = Pace(now=watch)
    pace.hold("chat.postMessage", 30)
    pace.hold("chat.postMessage", 5)
    assert pace.take("chat.postMessage", "C1") == pytest.approx(30.0)
    assert pace.take("chat.update", "C1") == 0.0
    watch.seconds += 30
    assert pace.take("chat.postMessage", "C2") == 0.0


def test_a_refused_call_uses_up_nothing(watch: Watch) -> None:
    """Asking while held does not take the channel's second."""
    pace = Pace(now=watch)
    pace.hold("chat.postMessage", 1)
    assert pace.take("chat.postMessage", "C1") > 0.0
    watch.seconds += 1
    assert pace.take("chat.postMessage", "C1") == 0.0


def test_threads_never_share_one_second(watch: Watch) -> None:
    """Of fifty that ask at once, one goes."""
    pace = Pace(now=watch)
    with ThreadPoolExecutor(50) as threads:
        waits = list(threads.map(lambda _: pace.take("chat.postMessage", "C1"), range(50)))
    assert waits.count(0.0) == 1
