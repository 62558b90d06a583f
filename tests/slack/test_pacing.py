"""How fast we talk to Slack, at each limit and one past it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from bot.slack.pacing import A_TEAM, OTHERWISE_PER_MINUTE, OwnTimes, Pace


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
    pace = Pace(times=OwnTimes(watch))
    assert pace.take("chat.postMessage", "C1") == 0.0
    watch.seconds += 0.4
    assert pace.take("chat.postMessage", "C1") == pytest.approx(0.6)
    assert pace.take("chat.postMessage", "C1") == pytest.approx(0.6)
    watch.seconds += 0.6
    assert pace.take("chat.postMessage", "C1") == 0.0


def test_posts_edits_and_files_share_a_channels_second(watch: Watch) -> None:
    """Whatever shows up in a channel counts."""
    pace = Pace(times=OwnTimes(watch))
    assert pace.take("chat.postMessage", "C1") == 0.0
    assert pace.take("chat.update", "C1") > 0.0
    assert pace.take("files.completeUploadExternal", "C1") > 0.0


def test_another_channel_does_not_wait(watch: Watch) -> None:
    pace = Pace(times=OwnTimes(watch))
    assert pace.take("chat.postMessage", "C1") == 0.0
    assert pace.take("chat.postMessage", "C2") == 0.0


def test_a_method_has_a_budget_for_each_minute(watch: Watch) -> None:
    """So many at once after a quiet while, the others spread: in no minute are there more than allowed."""
    pace = Pace(times=OwnTimes(watch))
    went: list[float] = []
    while watch.seconds < 1180.0:
        if pace.take("users.info") == 0.0:
            went.append(watch.seconds)
        watch.seconds += 0.05
    assert went.count(1000.0) == 1
    assert sum(at < 1001.0 for at in went) >= A_TEAM
    assert max(sum(start <= at < start + 60 for at in went) for start in went) <= OTHERWISE_PER_MINUTE
    assert len(went) >= 0.85 * 3 * OTHERWISE_PER_MINUTE
    assert pace.take("conversations.open") == 0.0


def test_whoever_asks_how_much_room_there_is_uses_none_up(watch: Watch) -> None:
    """What can wait for its turn is not even fetched before there is room for it."""
    pace = Pace(times=OwnTimes(watch))
    assert [pace.room("users.info") for _ in range(3)] == [A_TEAM] * 3
    assert pace.wait("users.info") == 0.0
    for left in reversed(range(A_TEAM)):
        assert pace.take("users.info") == 0.0
        assert pace.room("users.info") == left
    assert pace.wait("users.info") > 0.0
    watch.seconds += 1.5
    assert pace.room("users.info") == 2
    watch.seconds += pace.pause("users.info")
    assert pace.room("users.info") == A_TEAM // 2
    assert pace.pause("users.info") == pytest.approx(0.0, abs=1e-6)


def test_slacks_own_wait_holds_for_the_method_alone(watch: Watch) -> None:
    pace = Pace(times=OwnTimes(watch))
    pace.hold("chat.postMessage", 30)
    pace.hold("chat.postMessage", 5)
    assert pace.take("chat.postMessage", "C1") == pytest.approx(30.0)
    assert pace.take("chat.update", "C1") == 0.0
    watch.seconds += 30
    assert pace.take("chat.postMessage", "C2") == 0.0


def test_a_refused_call_uses_up_nothing(watch: Watch) -> None:
    """Asking while held does not take the channel's second."""
    pace = Pace(times=OwnTimes(watch))
    pace.hold("chat.postMessage", 1)
    assert pace.take("chat.postMessage", "C1") > 0.0
    watch.seconds += 1
    assert pace.take("chat.postMessage", "C1") == 0.0


def test_threads_never_share_one_second(watch: Watch) -> None:
    """Of fifty that ask at once, one goes."""
    pace = Pace(times=OwnTimes(watch))
    with ThreadPoolExecutor(50) as threads:
        waits = list(threads.map(lambda _: pace.take("chat.postMessage", "C1"), range(50)))
    assert waits.count(0.0) == 1


def test_edits_are_spread_over_the_minute_and_never_more_than_slack_allows(watch: Watch) -> None:
    """Two channels that change all the time: after the first few, each is current every few seconds."""
    pace = Pace(times=OwnTimes(watch))
    went: list[tuple[float, str]] = []
    while watch.seconds < 1180.0:
        went += [(watch.seconds, one) for one in ("C1", "C2") if pace.take("chat.update", one) == 0.0]
        watch.seconds += 0.05
    times = [at for at, _ in went]
    assert max(sum(start <= at < start + 60 for at in times) for start in times) <= 48
    for channel in ("C1", "C2"):
        mine = [at for at, one in went if one == channel]
        assert max(later - earlier for earlier, later in pairwise(mine)) < 3.0


def test_of_a_hundred_channels_none_starves(watch: Watch) -> None:
    """Each comes once before any comes twice, though one of them asks all the time."""
    pace = Pace(times=OwnTimes(watch))
    channels = [f"C{nth}" for nth in range(100)]
    first: dict[str, float] = {}
    times = Counter[str]()
    while len(first) < len(channels):
        for channel in ("C0", *channels):
            if pace.take("chat.update", channel) == 0.0:
                first.setdefault(channel, watch.seconds)
                times[channel] += 1
        watch.seconds += 0.1
    assert watch.seconds - 1000.0 < 100 / 44 * 60
    assert max(times.values()) <= 2


def test_a_turn_that_nobody_takes_is_over(watch: Watch) -> None:
    """Whoever stays away too long waits in line again, and holds nobody up until then."""
    pace = Pace(times=OwnTimes(watch), per_minute={"chat.update": 12})
    assert pace.take("chat.update", "C1") == 0.0
    assert pace.take("chat.update", "C2") > 0.0
    watch.seconds += 20.0
    assert pace.take("chat.update", "C3") == 0.0
    assert pace.take("chat.update", "C2") > 0.0
