"""The transcript shows what was shown and nothing that was typed; seconds add up phase by phase."""

from typing import Any

from bot.practice.player.sight import Glimpse
from bot.practice.player.timing import Phase, Stopwatch, forced, phases
from bot.practice.player.transcript import transcript

Json = dict[str, Any]


def glimpse(what: str, place: str, content: Json, *by: str, at: str = "1773865800.0") -> Glimpse:
    return Glimpse({"what": what, "channel": place, "content": content, "at": at}, by)


def test_a_message_is_told_with_its_place_its_time_and_who_saw_it() -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "Come to the talk"}},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Yes"}}]},
    ]
    seen = {4: glimpse("message", "C1", {"blocks": blocks}, "Ann", "Bo")}
    told = transcript(seen, "America/Chicago", "C1")
    assert "## Wednesday, 2026-03-18" in told
    assert "**15:30:00** Ann, Bo: message in the team's channel\n> Come to the talk\n> [Yes]" in told


def test_what_was_typed_is_not_told() -> None:
    element = {"type": "plain_text_input", "initial_value": "a secret"}
    label = {"type": "plain_text", "text": "What is the address?"}
    view = {"title": {"text": "A note"}, "blocks": [{"type": "input", "label": label, "element": element}]}
    view["state"] = {"values": {"words": {"answer": {"value": "a secret"}}}}
    told = transcript({1: glimpse("modal_updated", "", view, "Ann")}, "UTC", "C1")
    assert "(What is the address?)" in told
    assert "a secret" not in told


def test_a_receipt_of_what_is_private_is_told_without_it() -> None:
    words = "What should be noted?  She fears  the Landlord & asks for time. On which day?  Monday"
    view = {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": words}}]}
    private = ["she fears the landlord & asks for time.", "another text"]
    told = transcript({1: glimpse("modal_updated", "", view, "Ann")}, "UTC", "C1", private)
    assert "> What should be noted?  (private) On which day?  Monday" in told


def watch(*stretches: tuple[str, int, float]) -> Stopwatch:
    made = Stopwatch()
    made.stretches = [Phase(name, first, seconds) for name, first, seconds in stretches]
    return made


def test_a_phase_that_comes_back_is_counted_once() -> None:
    found = phases(watch(("closing", 0, 1.0), ("reminders", 4, 2.0), ("closing", 9, 3.0)))
    assert [(one.name, one.seconds) for one in found] == [("closing", 4.0), ("reminders", 2.0)]


def test_the_limits_force_a_second_for_each_further_message_in_one_place() -> None:
    messages = {seq: glimpse("message", f"D{seq % 2}", {}, "Ann") for seq in range(1, 13)}
    assert forced(watch(("people", 0, 1.0), ("meeting", 12, 1.0)), messages) == 5.0
    assert forced(watch(("people", 0, 1.0), ("meeting", 6, 1.0)), messages) == 4.0


def test_the_limits_force_waits_for_more_edits_than_a_minute_holds() -> None:
    edits = {seq: glimpse("message_changed", "C1", {}, "Ann") for seq in range(1, 101)}
    assert forced(watch(("meeting", 0, 1.0)), edits) == 60.0
