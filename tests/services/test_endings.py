"""How a message ends when Slack loses answers, asks to wait or refuses, and when we are at fault."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import Outgoing, Sending
from bot.domain.sending import Composed
from bot.services.ports import UnitOfWork
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from tests.services.slack_desk import Desk, says_its_id

pytestmark = pytest.mark.usefixtures("keeps_slacks_rules")


def test_a_lost_answer_is_made_good_without_a_twin(desk: Desk) -> None:
    """Slack took the message, we never heard: we look for it and send no second one."""
    omar = desk.user("omar")
    desk.put("invitation:1", omar)
    desk.faults(lost_response=1.0, methods=["chat.postMessage"])
    assert desk.deliver() == {"unknown": 1}
    assert desk.said() == ["invitation:1"]
    assert desk.row("invitation:1").ts is None

    desk.faults(lost_response=0.0)
    assert desk.deliver() == {}, "Slack may still be at it: not looked for at once"
    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}
    assert desk.said() == ["invitation:1"]
    assert desk.row("invitation:1").ts is not None


def test_a_lost_request_is_sent_again(desk: Desk) -> None:
    """Slack's fault of its own: nothing arrived, so it goes once more."""
    desk.put("invitation:1", desk.user("omar"))
    desk.faults(rate_500=1.0, methods=["chat.postMessage"])
    assert desk.deliver() == {"unknown": 1}
    assert desk.said() == []

    desk.faults(rate_500=0.0)
    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}
    assert desk.said() == ["invitation:1"]


def test_a_message_found_late_is_found_among_many(desk: Desk) -> None:
    """Others wrote in the DM meanwhile: the look goes back over more than one page."""
    omar = desk.user("omar")
    desk.put("first", omar)
    desk.faults(lost_response=1.0, methods=["chat.postMessage"])
    desk.deliver()
    desk.faults(lost_response=0.0)
    dm = desk.messenger().open_dm(omar)
    for number in range(40):
        desk.messenger().post(dm, f"other {number}", [], f"other-{number}")

    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}
    assert desk.said(dm).count("first") == 1


def test_while_it_cannot_be_looked_up_it_stays_unknown(desk: Desk) -> None:
    """A look that fails decides nothing: no second message goes out on a guess."""
    desk.put("invitation:1", desk.user("omar"))
    desk.faults(lost_response=1.0, methods=["chat.postMessage"])
    desk.deliver()
    desk.faults(lost_response=0.0, rate_500=1.0, methods=["conversations.history"])
    desk.clock.forward(16)
    assert desk.deliver() == {"unknown": 1}
    desk.faults(rate_500=0.0, rate_429=1.0, retry_after=30)
    desk.clock.forward(61)
    assert desk.deliver() == {"unknown": 1}
    assert desk.said() == ["invitation:1"]


def test_retry_after_is_obeyed_for_the_whole_method(desk: Desk) -> None:
    """Slack asks to wait: nothing of that method is tried before, whoever it is for."""
    desk.put("one", desk.user("omar"))
    desk.faults(rate_429=1.0, methods=["chat.postMessage"], retry_after=20)
    assert desk.deliver() == {"pending": 1}
    desk.faults(rate_429=0.0)
    desk.put("two", desk.user("priya"))
    assert desk.deliver() == {"pending": 1}
    assert desk.said() == []
    assert timedelta(seconds=15) < desk.row("one").due_at - desk.clock.now() <= timedelta(seconds=20)


@pytest.mark.parametrize("trouble", ["deactivated", "not_there"])
def test_a_final_no_is_told_to_staff(desk: Desk, trouble: str) -> None:
    """Who cannot be reached by Slack must be reached by a person."""
    to = desk.user("omar", deleted=True) if trouble == "deactivated" else "U0NOBODY"
    desk.put("invitation:1", to)
    desk.put("invitation:2", desk.user("priya"))
    assert desk.deliver() == {"failed": 1, "sent": 1}
    ((key, why),) = desk.told
    assert key == "invitation:1"
    assert why in ("user_disabled", "user_not_found")
    assert desk.row("invitation:1").state is Sending.FAILED


def test_direct_messages_with_another_id_are_found_again(desk: Desk) -> None:
    """An app that was removed and set up anew writes from another user, so every DM is another one."""
    omar = desk.user("omar")
    desk.put("before", omar)
    desk.deliver()
    with desk.workspace.lock:
        del desk.workspace.channels[str(desk.row("before").channel_id)]
    desk.put("after", omar)
    assert desk.deliver() == {"pending": 1}
    assert desk.deliver() == {"sent": 1}
    assert desk.said() == ["after"]
    assert desk.told == []


def test_an_archived_channel_is_a_final_no(desk: Desk) -> None:
    """The same for a card."""
    omar = desk.user("omar")
    channel = desk.channel(omar)
    desk.workspace.channels[channel].archived = True
    desk.put("card:1", channel)
    assert desk.deliver() == {"failed": 1}
    assert desk.told == [("card:1", "is_archived")]


def test_a_revoked_token_fails_no_message(desk: Desk) -> None:
    """The app is at fault, not the message: it waits until an operator has put it right."""
    desk.put("one", desk.user("omar"))
    stranger = Messenger(web_client("xoxb-revoked", f"{desk.running.url}/api"), desk.pace)
    courier = desk.courier()
    shut_out = replace(courier, handover=replace(courier.handover, messenger=stranger))
    assert dict(shut_out.deliver()) == {Sending.PENDING: 1}
    assert desk.told == []
    assert desk.storage.backlog.look(desk.clock.now()).turned_away == "invalid_auth"
    desk.clock.forward(301)
    assert desk.deliver() == {"sent": 1}
    assert desk.storage.backlog.look(desk.clock.now()).turned_away == ""


def test_one_row_that_cannot_be_composed_stops_no_other(desk: Desk) -> None:
    """It is tried again for a while, then a person is told; its neighbours have gone long before."""

    def compose(work: UnitOfWork, row: Outgoing) -> Composed:
        if row.key == "broken":
            raise LookupError("words of a family that no log may hold")
        return Composed(text=row.key)

    desk.compose = compose
    desk.put("broken", desk.user("omar"))
    desk.put("fine", desk.user("priya"))
    assert desk.deliver() == {"pending": 1, "sent": 1}
    assert desk.row("broken").why == "fault:LookupError"
    for _ in range(3):
        desk.clock.forward(500)
        desk.deliver()
    assert desk.row("broken").state is Sending.FAILED
    assert desk.told == [("broken", "fault:LookupError")]


def test_a_fault_of_ours_never_writes_words_to_the_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Only the kind of the fault and where it arose."""

    def compose(work: UnitOfWork, row: Outgoing) -> Composed:
        raise LookupError("Juniper")

    desk.compose = compose
    desk.put("broken", desk.user("omar"))
    desk.deliver()
    assert "LookupError at compose" in caplog.text
    assert "Juniper" not in caplog.text


def test_a_lease_that_runs_out_before_the_send_leaves_the_row_alone(desk: Desk) -> None:
    """Too little of the lease is left to be sure that nobody else takes the row meanwhile."""

    def slow(work: UnitOfWork, row: Outgoing) -> Composed:
        desk.clock.forward(45)
        return Composed(text="late")

    desk.compose = slow
    desk.put("one", desk.user("omar"))
    assert desk.deliver() == {"pending": 1}
    assert desk.said() == []
    desk.compose = says_its_id
    assert desk.deliver() == {"sent": 1}
