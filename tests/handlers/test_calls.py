"""A click is used once, who was told to wait does not call, and an acknowledgement stays given."""

from concurrent.futures import ThreadPoolExecutor

from bot.handlers.acks import LastingAck
from bot.handlers.calls import REMEMBERED, USUAL_WAIT, Calls


def test_of_many_deliveries_of_one_click_one_opens_the_view() -> None:
    calls = Calls()
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: calls.use("trigger-1"), range(200))) == 1
    assert calls.use("trigger-2")


def test_only_so_many_clicks_are_remembered() -> None:
    calls = Calls()
    for nth in range(REMEMBERED + 1):
        assert calls.use(f"trigger-{nth}")
    assert calls.use("trigger-0"), "the oldest was forgotten: Slack itself refuses it by now"
    assert not calls.use(f"trigger-{REMEMBERED}")


def test_patience_is_kept_for_one_method_as_long_as_slack_asked() -> None:
    now = [100.0]
    calls = Calls(lambda: now[0])
    calls.wait("views.open", "3")
    assert calls.must_wait("views.open")
    assert not calls.must_wait("views.push")
    now[0] += 3
    assert not calls.must_wait("views.open")
    calls.wait("views.open", None)
    now[0] += USUAL_WAIT - 1
    assert calls.must_wait("views.open")


def test_an_acknowledgement_is_not_taken_back() -> None:
    ack = LastingAck()
    assert ack.response is None
    given = ack(text="Recorded")
    ack.response = None
    assert ack.response is given
    better = LastingAck()(text="Not now")
    ack.response = better
    assert ack.response is better
