"""One message on its way: composed at the last moment, as new, as a change in place, a file or an errand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.delivery import Outgoing
from bot.domain.people import DirectLine
from bot.domain.sending import Composed, Drop, FileToSend, Later
from bot.services.delivery.composing import compose_with
from bot.services.delivery.taking_back import TAKE_BACK
from bot.services.ports import UnitOfWork
from tests.services.slack_desk import TEAM, Desk, says_its_id

pytestmark = pytest.mark.usefixtures("keeps_slacks_rules")


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


def test_a_file_is_taken_out_of_slack_when_its_time_there_is_over(desk: Desk) -> None:
    """Where it went before that, nothing is asked of Slack; what Slack refuses is told."""
    omar, over = desk.user("omar"), desk.clock.now() + timedelta(days=30)
    desk.compose = lambda work, row: replace(_paper(work, row), until=over)
    for key in ("copy:1", "copy:2", "copy:3"):
        desk.put(key, omar, message="file:plan.pdf")
        assert desk.deliver() == {"sent": 1}
        desk.clock.forward(2)
    one, before, refused = (desk.row(key) for key in ("copy:1", "copy:2", "copy:3"))
    desk.put(f"{TAKE_BACK}:{before.id}", omar, message=TAKE_BACK, subject_id=before.id)
    assert desk.deliver() == {"sent": 1}
    desk.workspace.files[str(refused.ts)].owner = omar
    desk.clock.forward(29 * 24 * 3600)
    assert desk.deliver() == {}, "its time is not over"
    desk.clock.forward(24 * 3600)
    desk.compose = says_its_id
    desk.put("note", omar)
    ends = desk.deliver()
    assert ends == {"sent": 2, "dropped": 1, "failed": 1}, "what is said there waits for none of it"
    assert desk.row(f"{TAKE_BACK}:time_over:{before.id}").why == "gone"
    there = [desk.messenger().file_is_shared(str(file.ts), str(file.channel_id)) for file in (one, refused)]
    assert there == [False, True]
    assert [why for _, why in desk.told] == ["cant_delete_file"]


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


def test_an_errand_changes_the_record_and_nothing_goes_to_slack(desk: Desk) -> None:
    """Work that a change asked for is done once, in a unit of its own."""

    def errand(work: UnitOfWork, row: Outgoing) -> None:
        work.add(DirectLine(workspace_id=TEAM, id=work.new_id(), slack_user=row.subject_id))

    desk.put("card:reckon:1", "case-1", message="reckon", subject_id="U1")
    assert desk.deliver(errands={"reckon": errand}) == {"dropped": 1}
    with desk.storage.units(TEAM, "system", read_only=True) as work:
        assert work.first(DirectLine, slack_user="U1") is not None
    assert desk.said() == []
