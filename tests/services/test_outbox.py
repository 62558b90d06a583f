"""The outbox against a Slack that loses answers, asks to wait, refuses, and holds its own rules."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import DirectLine
from bot.domain.sending import Composed, Drop, FileToSend, Later
from bot.services.delivery.outbox import compose_with
from bot.services.delivery.taking_back import TAKE_BACK
from bot.services.ports import UnitOfWork
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import Pace
from tests.services.slack_desk import TEAM, Desk, says_its_id


@pytest.fixture(autouse=True)
def _keeps_slacks_rules(desk: Desk) -> Iterator[None]:
    """Whatever a test does, the app breaks none of Slack's serious rules."""
    yield
    # One test shows a token that is no good, and one a file of somebody else's, on purpose.
    on_purpose = {"invalid_auth", "cant_delete_file"}
    assert {breach.rule for breach in desk.workspace.breaches.serious()} <= on_purpose


def test_a_message_goes_out_once_and_is_stamped(desk: Desk) -> None:
    """The row knows where its message stands."""
    omar = desk.user("omar", tz="America/Chicago", locale="es-ES")
    desk.put("invitation:1", omar)

    assert desk.deliver() == {"sent": 1}
    assert desk.deliver() == {}
    row = desk.row("invitation:1")
    assert row.state is Sending.SENT
    assert row.sent_at is not None
    assert row.ts is not None
    assert row.channel_id is not None
    assert desk.said(row.channel_id) == ["invitation:1"]


def test_the_dm_its_zone_and_language_are_known_before_the_first_message_is_composed(desk: Desk) -> None:
    """A first message can be in the reader's language."""
    seen: list[DirectLine | None] = []

    def look(work: UnitOfWork, row: Outgoing) -> Composed:
        seen.append(work.first(DirectLine, slack_user=row.to))
        return Composed(text="Hi")

    desk.compose = look
    desk.put("invitation:1", desk.user("dana", tz="America/Denver", locale="es-ES"))
    desk.deliver()

    (line,) = seen
    assert line is not None
    assert (line.zone, line.language) == ("America/Denver", "es-ES")
    assert (line.channel_id or "").startswith("D")


def test_nothing_is_unfurled_and_only_the_id_rides_along(desk: Desk) -> None:
    """Message metadata holds the row's opaque id and nothing else."""
    row = desk.put("invitation:1", desk.user("omar"))
    desk.deliver()
    (message,) = desk._messages(None)
    assert message.metadata == {"event_type": "roundtable_message", "event_payload": {"id": row.id}}


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


def test_the_pace_of_a_channel_is_kept_and_its_order_too(desk: Desk) -> None:
    """Several messages to one person go a second apart, oldest first; another person does not wait."""
    desk.pace = Pace()
    omar, priya = desk.user("omar"), desk.user("priya")
    for number in range(4):
        desk.put(f"omar {number}", omar)
    desk.put("priya 0", priya)

    assert desk.deliver() == {"sent": 2, "pending": 3}
    assert sorted(desk.said()) == ["omar 0", "priya 0"]
    dues = [desk.row(f"omar {number}").due_at for number in (1, 2, 3)]
    assert dues == sorted(dues)
    assert dues[2] - dues[0] >= timedelta(seconds=2)


def test_whoever_waits_for_our_own_pace_is_looked_at_as_soon_as_it_allows(desk: Desk) -> None:
    user = desk.user("omar")
    waits: list[float] = []
    for key in ("one", "two", "three"):
        desk.put(key, user)
    assert desk.deliver(look_again_in=waits.append) == {"pending": 2, "sent": 1}
    assert waits == [1.0, 2.0]


def test_an_expired_message_is_dropped_with_its_reason(desk: Desk) -> None:
    """A reminder of a meeting that has begun helps nobody."""
    now = desk.clock.now()
    desk.put("late", desk.user("omar"), expires_at=now + timedelta(minutes=5))
    desk.clock.forward(600)
    assert desk.deliver() == {"dropped": 1}
    assert desk.row("late").why == "expired"
    assert desk.said() == []


def test_expired_messages_keep_nothing_else_waiting(desk: Desk) -> None:
    user = desk.user("omar")
    for key in ("old", "older", "oldest"):
        desk.put(key, user, expires_at=desk.clock.now())
    desk.put("new", user)
    assert desk.deliver() == {"dropped": 3, "sent": 1}


def test_what_nobody_needs_any_more_is_dropped_at_the_last_moment(desk: Desk) -> None:
    """The record is asked when the message goes, not when it was queued."""
    desk.compose = lambda work, row: Drop("task_done")
    desk.put("task", desk.user("omar"))
    assert desk.deliver() == {"dropped": 1}
    assert desk.row("task").why == "task_done"


def test_a_composer_can_ask_for_a_later_time(desk: Desk) -> None:
    """It is looked at again then."""
    later = desk.clock.now() + timedelta(hours=3)
    desk.compose = lambda work, row: Later(later)
    desk.put("task", desk.user("omar"))
    assert desk.deliver() == {"pending": 1}
    assert abs(desk.row("task").due_at - later) < timedelta(seconds=1)


@pytest.mark.parametrize(("key", "quiet"), [("reminder:case:task", False), ("invitation:1", True)])
def test_quiet_hours_are_those_of_the_reader(desk: Desk, key: str, quiet: bool) -> None:
    """At 9 p.m. in Denver it waits for 8 a.m. there; a reminder always does, others when they say so."""
    desk.workspace.clock.move_to(datetime(2027, 3, 4, 4, 0, tzinfo=UTC))  # 9 p.m. the day before in Denver
    desk.compose = lambda work, row: Composed(text="Hi", quiet=quiet)
    desk.put(key, desk.user("dana", tz="America/Denver"))
    assert desk.deliver() == {"pending": 1}
    assert abs(desk.row(key).due_at - datetime(2027, 3, 4, 15, 0, tzinfo=UTC)) < timedelta(seconds=2)
    assert desk.said() == []

    desk.workspace.clock.move_to(datetime(2027, 3, 4, 15, 0, 3, tzinfo=UTC))
    assert desk.deliver() == {"sent": 1}


def test_what_cannot_wait_goes_out_at_night(desk: Desk) -> None:
    """An evening conference's questions do not wait for the morning."""
    desk.workspace.clock.move_to(datetime(2027, 3, 4, 4, 0, tzinfo=UTC))
    desk.put("acknowledge:1", desk.user("dana", tz="America/Denver"))
    assert desk.deliver() == {"sent": 1}


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
    desk.clock.forward(301)
    assert desk.deliver() == {"sent": 1}


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


def test_a_card_is_posted_once_then_edited_in_place(desk: Desk) -> None:
    """However often it is asked for."""
    channel = desk.channel(desk.user("omar"))
    desk.put("card:1", channel, subject_id="stage 1")
    desk.deliver()
    for stage in ("stage 2", "stage 3"):
        desk.put("card:1", channel, subject_id=stage)
        assert desk.deliver() == {"sent": 1}
    assert desk.said(channel) == ["stage 3"]


def test_a_card_that_someone_deleted_is_posted_anew(desk: Desk) -> None:
    """A card must be there to be seen."""
    channel = desk.channel(desk.user("omar"))
    desk.put("card:1", channel, subject_id="stage 1")
    desk.deliver()
    first = desk.row("card:1").ts
    desk.workspace.channels[channel].messages.pop(str(first))
    desk.put("card:1", channel, subject_id="stage 2")
    assert desk.deliver() == {"sent": 1}
    assert desk.said(channel) == ["stage 2"]
    assert desk.row("card:1").ts != first


def test_a_card_whose_edit_got_no_answer_is_edited_again(desk: Desk) -> None:
    """Editing twice does no harm, so nothing needs to be looked up."""
    channel = desk.channel(desk.user("omar"))
    desk.put("card:1", channel, subject_id="stage 1")
    desk.deliver()
    desk.put("card:1", channel, subject_id="stage 2")
    desk.faults(lost_response=1.0, methods=["chat.update"])
    assert desk.deliver() == {"unknown": 1}
    desk.faults(lost_response=0.0)
    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}
    assert desk.said(channel) == ["stage 2"]


def test_a_cards_first_post_without_an_answer_is_posted_again(desk: Desk) -> None:
    """The app may not read the channel: an older twin is the price, and the newer one is kept up to date."""
    channel = desk.channel(desk.user("omar"))
    desk.put("card:1", channel, subject_id="stage 1")
    desk.faults(lost_response=1.0, methods=["chat.postMessage"])
    desk.deliver()
    desk.faults(lost_response=0.0)
    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}
    desk.put("card:1", channel, subject_id="stage 2")
    desk.deliver()
    assert desk.said(channel) == ["stage 1", "stage 2"]


def _paper(work: UnitOfWork, row: Outgoing) -> FileToSend:
    return FileToSend(filename="plan.pdf", content=b"%PDF-1.7 paper", title="Plan")


def test_a_file_goes_into_the_dm_and_its_id_is_kept(desk: Desk) -> None:
    """So that withdrawn access and retention can take it back."""
    omar = desk.user("omar")
    desk.compose = compose_with({"note": says_its_id, "file": _paper})
    desk.put("copy:1", omar, message="file:plan")
    assert desk.deliver() == {"sent": 1}
    row = desk.row("copy:1")
    file = desk.workspace.files[str(row.ts)]
    assert file.content == b"%PDF-1.7 paper"
    assert desk.messenger().file_is_shared(file.id, str(row.channel_id))

    desk.messenger().delete_file(file.id)
    assert not desk.messenger().file_is_shared(file.id, str(row.channel_id))
    desk.messenger().delete_file(file.id)


@pytest.mark.requirement("K-26")
def test_a_file_is_deleted_in_slack_however_often_it_takes_and_staff_hear_where_it_cannot_be(
    desk: Desk,
) -> None:
    omar = desk.user("omar")
    desk.compose = compose_with({"note": says_its_id, "file": _paper})
    for key in ("copy:1", "copy:2"):
        desk.put(key, omar, message="file:plan")
        desk.deliver()
        desk.clock.forward(2)
    files = [desk.workspace.files[str(desk.row(key).ts)] for key in ("copy:1", "copy:2")]
    desk.put("back:1", omar, message=TAKE_BACK, subject_id=desk.row("copy:1").id)
    desk.faults(lost_response=1.0, methods=["files.delete"])
    assert desk.deliver() == {"unknown": 1}
    desk.faults(lost_response=0.0)
    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}, "what Slack deleted already is done"
    assert not desk.messenger().file_is_shared(files[0].id, str(desk.row("copy:1").channel_id))
    files[1].owner = omar
    desk.put("back:2", omar, message=TAKE_BACK, subject_id=desk.row("copy:2").id)
    assert desk.deliver() == {"failed": 1}
    assert desk.told == [("back:2", "cant_delete_file")]
    assert desk.messenger().file_is_shared(files[1].id, str(desk.row("copy:2").channel_id))


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("fault", ["lost_response", "rate_500"])
def test_a_file_is_seen_once_whatever_step_gets_no_answer(desk: Desk, method: str, fault: str) -> None:
    """Its id was kept before anyone could see it, so it is looked up by that."""
    omar = desk.user("omar")
    desk.compose = compose_with({"file": _paper})
    desk.put("copy:1", omar, message="file:plan")
    desk.faults(**{fault: 1.0, "methods": [method]})
    assert desk.deliver() == {"unknown": 1}
    desk.faults(**{fault: 0.0})
    desk.clock.forward(16)
    assert desk.deliver() == {"sent": 1}
    row = desk.row("copy:1")
    dm = desk.workspace.channels[str(row.channel_id)]
    shared = [file for message in dm.messages.values() for file in message.body.get("files", [])]
    assert [file["id"] for file in shared] == [row.ts]


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


def test_an_errand_changes_the_record_and_nothing_goes_to_slack(desk: Desk) -> None:
    """Work that a change asked for is done once, in a unit of its own."""

    def errand(work: UnitOfWork, row: Outgoing) -> None:
        work.add(DirectLine(workspace_id=TEAM, id=work.new_id(), slack_user=row.subject_id))

    desk.put("card:reckon:1", "case-1", message="reckon", subject_id="U1")
    assert desk.deliver(errands={"reckon": errand}) == {"dropped": 1}
    with desk.storage.units(TEAM, "system", read_only=True) as work:
        assert work.first(DirectLine, slack_user="U1") is not None
    assert desk.said() == []


def test_two_couriers_at_once_send_each_message_once(either_desk: Desk) -> None:
    """Claims never overlap, on either database."""
    desk = either_desk
    people = [desk.user(f"person{number}") for number in range(20)]
    rows = [desk.put(f"note {number}", people[number % 20]) for number in range(100)]

    def drain(_: Any) -> None:
        while desk.states()[Sending.SENT] < len(rows):
            desk.courier().deliver(10)

    with ThreadPoolExecutor(2) as couriers:
        list(couriers.map(drain, range(2)))
    assert set(desk.markers().values()) == {1}
    assert len(desk.markers()) == 100
