"""The messenger against the practice Slack, whose rules are Slack's own."""

from contextlib import suppress
from datetime import timedelta

import pytest

from bot.domain.sending import Limited, Refused, Sent
from bot.practice import populate
from bot.practice.server import Running, serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import Pace
from tests.practice.conftest import manifest
from tests.services.slack_desk import PracticeTime, unhurried

BLOCKS = [{"type": "section", "text": {"type": "plain_text", "text": "Hello"}}]


@pytest.fixture
def messenger(slack: Running) -> Messenger:
    return Messenger(web_client(slack.workspace.tokens.bot, f"{slack.url}/api/"), unhurried())


def test_a_message_is_posted_changed_and_taken_away(slack: Running, messenger: Messenger) -> None:
    dm = messenger.open_dm(populate.add_user(slack.workspace, "omar").id)
    sent = messenger.post(dm, "Hello", BLOCKS, "id-1")
    assert messenger.update(sent, "Hello again", BLOCKS, "id-1") == sent
    messages = slack.workspace.channels[dm].messages
    assert messages[sent.ts].body["text"] == "Hello again"
    messenger.delete(sent)
    assert sent.ts not in messages
    with pytest.raises(Refused, match="message_not_found"):
        messenger.update(sent, "Hello", BLOCKS, "id-1")


def test_a_dm_has_one_id(slack: Running, messenger: Messenger) -> None:
    user = populate.add_user(slack.workspace, "omar").id
    assert messenger.open_dm(user) == messenger.open_dm(user)
    assert messenger.open_dm(user).startswith("D")


def test_our_mark_is_found_and_no_other(
    slack: Running, slack_time: PracticeTime, messenger: Messenger
) -> None:
    dm = messenger.open_dm(populate.add_user(slack.workspace, "omar").id)
    before = slack_time.now() - timedelta(seconds=1)
    sent = messenger.post(dm, "Hello", BLOCKS, "id-1")
    messenger.post(dm, "Hello", BLOCKS, "id-2")
    assert messenger.find_marker(dm, "id-1", before) == sent.ts
    assert messenger.find_marker(dm, "id-3", before) is None
    assert messenger.find_marker(dm, "id-1", slack_time.now() + timedelta(seconds=1)) is None


def test_an_edit_keeps_the_mark(slack: Running, slack_time: PracticeTime, messenger: Messenger) -> None:
    dm = messenger.open_dm(populate.add_user(slack.workspace, "omar").id)
    before = slack_time.now() - timedelta(seconds=1)
    sent = messenger.post(dm, "Hello", BLOCKS, "id-1")
    messenger.update(sent, "Hello again", BLOCKS, "id-1")
    assert messenger.find_marker(dm, "id-1", before) == sent.ts


def test_what_is_known_of_a_user(slack: Running, messenger: Messenger) -> None:
    workspace = slack.workspace
    omar = populate.add_user(workspace, "omar", tz="America/Chicago", locale="es-ES").id
    guest = populate.add_user(workspace, "guest", guest="single").id
    gone = populate.add_user(workspace, "gone", deleted=True).id

    known = messenger.user(omar)
    assert (known.zone, known.locale) == ("America/Chicago", "es-ES")
    assert [known.guest, known.deactivated, known.is_bot, known.stranger] == [False] * 4
    assert messenger.user(guest).guest
    assert messenger.user(gone).deactivated
    with pytest.raises(Refused, match="user_not_found"):
        messenger.user("U0NOBODY")


def test_a_channel_without_the_app_is_a_final_no(slack: Running, messenger: Messenger) -> None:
    omar = populate.add_user(slack.workspace, "omar").id
    channel = populate.add_channel(slack.workspace, "elsewhere", omar, private=False).id
    with pytest.raises(Refused, match="not_in_channel"):
        messenger.post(channel, "Hello", BLOCKS, "id-1")
    with pytest.raises(Refused):
        messenger.update(Sent(channel, "1.2"), "Hello", BLOCKS, "id-1")


def test_a_file_goes_through_its_three_steps_into_a_dm(slack: Running, messenger: Messenger) -> None:
    dm = messenger.open_dm(populate.add_user(slack.workspace, "omar").id)
    file_id = messenger.upload(dm, "plan.pdf", b"%PDF-1.7", "Plan")
    assert slack.workspace.files[file_id].content == b"%PDF-1.7"
    assert messenger.file_is_shared(file_id, dm)
    messenger.delete_file(file_id)
    messenger.delete_file(file_id)
    assert not messenger.file_is_shared(file_id, dm)


def test_a_reserved_file_is_seen_by_nobody(slack: Running, messenger: Messenger) -> None:
    dm = messenger.open_dm(populate.add_user(slack.workspace, "omar").id)
    reserved = messenger.reserve_file("plan.pdf", 8)
    assert not messenger.file_is_shared(reserved.file_id, dm)
    messenger.fill_file(reserved, b"%PDF-1.7")
    assert not messenger.file_is_shared(reserved.file_id, dm)
    assert not any(message.body.get("files") for message in slack.workspace.channels[dm].messages.values())


def test_at_our_own_pace_slack_never_has_to_ask_for_a_wait() -> None:
    """Slack's rates on, in real time: ten tries at once, and not one 429."""
    with serve(Workspace(manifest(), limits=Limits())) as running:
        messenger = Messenger(web_client(running.workspace.tokens.bot, f"{running.url}/api/"), Pace())
        dm = messenger.open_dm(populate.add_user(running.workspace, "omar").id)
        waits = 0
        for number in range(10):
            with suppress(Limited):
                messenger.post(dm, "Hello", BLOCKS, f"id-{number}")
                continue
            waits += 1
        went = len(running.workspace.channels[dm].messages)
        assert (went + waits, running.workspace.breaches.since()) == (10, [])
        assert 1 <= went <= 3
