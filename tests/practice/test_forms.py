"""Modals in a person's hands: what the client checks, and what the bot's ack may ask."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.answering import answering
from tests.practice.blocks import actions, button, entry, modal, option, plain, section, select
from tests.practice.conftest import Bench


def opened(bench: Bench, *blocks: Any, **more: Any) -> str:
    """A modal open before Omar."""
    view = modal(*blocks, **more)
    made: str = bench.client.views_open(trigger_id=bench.workspace.trigger(bench.omar), view=view)["view"][
        "id"
    ]
    return made


def field(kind: str, **more: Any) -> Any:
    return entry({"type": kind, "action_id": "answer", **more})


def fill(bench: Bench, view: str, value: Any) -> Any:
    return bench.people.post(f"{bench.omar}/fill", view_id=view, values={"field": {"answer": value}})


def submit(bench: Bench, view: str) -> Any:
    return bench.people.post(f"{bench.omar}/submit", view_id=view)


CHECKED: list[tuple[str, Any, Any, Any]] = [
    ("required", field("plain_text_input"), "x", ""),
    ("shortest", field("plain_text_input", min_length=3), "abc", "ab"),
    ("longest", field("plain_text_input", max_length=3), "abc", "abcd"),
    ("longest of all", field("plain_text_input"), "x" * 3000, "x" * 3001),
    ("least", field("number_input", is_decimal_allowed=False, min_value="3"), "3", "2"),
    ("most", field("number_input", is_decimal_allowed=True, max_value="3"), "3", "3.1"),
    ("whole number", field("number_input", is_decimal_allowed=False), "3", "3.5"),
    ("number", field("number_input", is_decimal_allowed=True), "-3.5", "three"),
    ("address", field("email_text_input"), "omar@example.org", "omar"),
    ("link", field("url_text_input"), "https://example.org", "example"),
    ("choice", field("static_select", options=[option("a")]), "a", None),
    ("choices", field("checkboxes", options=[option("a")]), ["a"], []),
    ("day", field("datepicker"), "2026-03-18", None),
]


@pytest.mark.parametrize(("block", "good", "bad"), [c[1:] for c in CHECKED], ids=[c[0] for c in CHECKED])
def test_the_client_checks_before_anything_is_sent(bench: Bench, block: Any, good: Any, bad: Any) -> None:
    with answering(bench) as bot:
        view = opened(bench, block)
        assert fill(bench, view, bad)["ok"]
        refused = submit(bench, view)
        assert (refused["error"], list(refused["errors"])) == ("invalid_input", ["field"])
        assert bot.heard == []
        assert fill(bench, view, good)["ok"]
        assert submit(bench, view)["ok"]
        assert len(bot.of_type("view_submission")) == 1
    assert bench.rules() == []


def test_an_optional_field_may_stay_empty(bench: Bench) -> None:
    with answering(bench) as bot:
        view = opened(bench, {**field("plain_text_input"), "optional": True})
        assert submit(bench, view)["ok"]
        assert bot.heard[0]["view"]["state"]["values"]["field"]["answer"] == {
            "type": "plain_text_input",
            "value": None,
        }


VALUES: list[tuple[str, Any, Any, Any]] = [
    ("static_select", {"options": [option("a"), option("b")]}, "b", {"selected_option": option("b")}),
    ("radio_buttons", {"options": [option("a")]}, "a", {"selected_option": option("a")}),
    (
        "checkboxes",
        {"options": [option("a"), option("b")]},
        ["a", "b"],
        {"selected_options": [option("a"), option("b")]},
    ),
    ("multi_static_select", {"options": [option("a")]}, ["a"], {"selected_options": [option("a")]}),
    ("users_select", {}, "OMAR", {"selected_user": "OMAR"}),
    ("multi_users_select", {}, ["OMAR"], {"selected_users": ["OMAR"]}),
    ("conversations_select", {}, "TEAM", {"selected_conversation": "TEAM"}),
    (
        "timepicker",
        {"timezone": "America/Chicago"},
        "15:30",
        {"selected_time": "15:30", "timezone": "America/Chicago"},
    ),
    ("datetimepicker", {}, 1773865800, {"selected_date_time": 1773865800}),
    ("email_text_input", {}, "omar@example.org", {"value": "omar@example.org"}),
]


@pytest.mark.parametrize(("kind", "more", "given", "kept"), VALUES, ids=[v[0] for v in VALUES])
def test_each_element_has_slacks_shape_of_state(
    bench: Bench, kind: str, more: Any, given: Any, kept: Any
) -> None:
    names = {"OMAR": bench.omar, "TEAM": bench.team}

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(one) for one in value]
        if isinstance(value, dict):
            return {key: named(one) for key, one in value.items()}
        return names.get(value, value) if isinstance(value, str) else value

    view = opened(bench, field(kind, **more))
    assert fill(bench, view, named(given))["ok"]
    state = bench.people.modal(bench.omar)["state"]["values"]["field"]["answer"]
    assert state == {"type": kind, **named(kept)}


IMPOSSIBLE: list[tuple[str, Any, Any, str]] = [
    ("no such option", field("static_select", options=[option("a")]), "b", "no_such_option"),
    ("no such person", field("users_select"), "U0NOBODY", "no_such_option"),
    ("no such channel", field("conversations_select"), "C0NOWHERE", "no_such_option"),
    ("a day in words", field("datepicker"), "tomorrow", "invalid_value"),
    ("an hour that is none", field("timepicker"), "25:00", "invalid_value"),
    ("a number for text", field("plain_text_input"), 7, "invalid_value"),
    (
        "too many",
        field("multi_static_select", options=[option("a"), option("b")], max_selected_items=1),
        ["a", "b"],
        "invalid_value",
    ),
    ("twice the same", field("checkboxes", options=[option("a")]), ["a", "a"], "invalid_value"),
    ("somebody else's file", field("file_input"), ["F0NONE"], "no_such_option"),
]


@pytest.mark.parametrize(
    ("block", "value", "error"), [c[1:] for c in IMPOSSIBLE], ids=[c[0] for c in IMPOSSIBLE]
)
def test_a_person_cannot_choose_what_is_not_offered(bench: Bench, block: Any, value: Any, error: str) -> None:
    view = opened(bench, block)
    assert fill(bench, view, value)["error"] == error


def test_initial_values_are_there_from_the_start(bench: Bench) -> None:
    opened(bench, field("static_select", options=[option("a")], initial_option=option("a")))
    state = bench.people.modal(bench.omar)["state"]["values"]["field"]["answer"]
    assert state["selected_option"] == option("a")


def test_an_input_tells_the_bot_only_with_dispatch_action(bench: Bench) -> None:
    with answering(bench) as bot:
        quiet = entry(block_id="quiet")
        loud = entry(block_id="loud", dispatch_action=True)
        view = opened(bench, quiet, loud)
        values = {"quiet": {"answer": "a"}, "loud": {"answer": "b"}}
        outcomes = bench.people.post(f"{bench.omar}/fill", view_id=view, values=values)["outcomes"]
        assert [outcome["outcome"] is None for outcome in outcomes] == [True, False]
        (told,) = bot.of_type("block_actions")
        assert (told["actions"][0]["block_id"], told["actions"][0]["value"]) == ("loud", "b")
        assert told["view"]["state"]["values"]["quiet"]["answer"]["value"] == "a"
        assert told["container"] == {"type": "view", "view_id": view}
        assert "response_url" not in told


def test_only_the_top_modal_can_be_used(bench: Bench) -> None:
    below = opened(bench, actions(button(), block_id="b"))
    trigger = bench.workspace.trigger(bench.omar, below)
    bench.client.views_push(trigger_id=trigger, view=modal(section()))
    where = {"view_id": below}
    pressed = bench.people.post(f"{bench.omar}/act", where=where, block_id="b", action_id="press")
    assert pressed["error"] == "not_the_top_view"
    assert (
        bench.people.post(f"{bench.priya}/act", where=where, block_id="b", action_id="press")["status"] == 404
    )


def answered(bench: Bench, reply: Any) -> Any:
    """Submit a modal of one filled field and answer it."""
    with answering(bench, lambda payload: reply):
        view = opened(bench, entry(), actions(button(), block_id="other"))
        fill(bench, view, "x")
        return submit(bench, view)


def test_an_empty_ack_closes_the_modal(bench: Bench) -> None:
    done = answered(bench, None)
    assert (done["ok"], done["modals"], done["errors"]) == (True, [], {})


def test_errors_stand_under_their_fields_and_the_text_stays(bench: Bench) -> None:
    done = answered(bench, {"response_action": "errors", "errors": {"field": "Not this one"}})
    assert (done["ok"], done["errors"]) == (True, {"field": "Not this one"})
    assert done["modals"][0]["state"]["values"]["field"]["answer"]["value"] == "x"


def test_an_update_replaces_the_modal_in_place(bench: Bench) -> None:
    done = answered(bench, {"response_action": "update", "view": modal(section("done"))})
    assert [view["blocks"][0]["text"]["text"] for view in done["modals"]] == ["done"]


def test_a_push_lays_one_on_top_and_clear_takes_all_away(bench: Bench) -> None:
    assert len(answered(bench, {"response_action": "push", "view": modal(section())})["modals"]) == 2
    assert answered(bench, {"response_action": "clear"})["modals"] == []


WRONG_ACKS: dict[str, tuple[str, Any]] = {
    "errors for a block without input": (
        "errors_for_unknown_block",
        {"response_action": "errors", "errors": {"other": "no"}},
    ),
    "errors for nothing": ("invalid_errors", {"response_action": "errors", "errors": {}}),
    "an error without words": ("invalid_errors", {"response_action": "errors", "errors": {"field": ""}}),
    "an unknown action": ("invalid_response_action", {"response_action": "shout"}),
    "text": ("invalid_response_action", {"text": "thanks"}),
    "a view that is not sound": (
        "invalid_arguments",
        {"response_action": "update", "view": modal(section(), title=plain("t" * 25))},
    ),
    "no view": ("invalid_arguments", {"response_action": "push"}),
}


@pytest.mark.parametrize(("rule", "reply"), WRONG_ACKS.values(), ids=WRONG_ACKS.keys())
def test_an_ack_that_slack_would_not_take_is_trouble_for_the_person(
    bench: Bench, rule: str, reply: Any
) -> None:
    done = answered(bench, reply)
    assert (done["ok"], done["error"], done["message"]) == (
        False,
        rule,
        "We had some trouble connecting. Try again?",
    )
    assert (len(done["modals"]), bench.serious()) == (1, [rule])


def test_a_push_in_an_ack_stops_at_three(bench: Bench) -> None:
    with answering(bench, lambda payload: {"response_action": "push", "view": modal(entry())}):
        opened(bench, entry())
        for _ in range(2):
            top = bench.people.modal(bench.omar)["id"]
            fill(bench, top, "x")
            assert submit(bench, top)["ok"]
        top = bench.people.modal(bench.omar)["id"]
        fill(bench, top, "x")
        assert submit(bench, top)["error"] == "push_limit_reached"


def test_closing_tells_the_bot_when_it_asked_and_brings_no_text(bench: Bench) -> None:
    with answering(bench) as bot:
        view = opened(bench, entry(), notify_on_close=True)
        fill(bench, view, "typed")
        assert bench.people.post(f"{bench.omar}/close")["modals"] == []
        opened(bench, section())
        bench.people.post(f"{bench.omar}/close")
        (told,) = bot.of_type("view_closed")
        assert (told["view"]["id"], told["is_cleared"]) == (view, False)
        assert told["view"]["state"]["values"] == {}


def test_the_x_closes_all_of_them(bench: Bench) -> None:
    with answering(bench) as bot:
        below = opened(bench, section(), notify_on_close=True)
        trigger = bench.workspace.trigger(bench.omar, below)
        bench.client.views_push(trigger_id=trigger, view=modal(section(), notify_on_close=True))
        assert bench.people.post(f"{bench.omar}/close", all=True)["modals"] == []
        assert [told["is_cleared"] for told in bot.of_type("view_closed")] == [True, True]
    assert bench.people.post(f"{bench.omar}/close")["error"] == "no_such_view"


def test_a_modal_without_submit_cannot_be_sent(bench: Bench) -> None:
    view = modal(section())
    del view["submit"]
    made = bench.client.views_open(trigger_id=bench.workspace.trigger(bench.omar), view=view)["view"]["id"]
    assert submit(bench, made)["error"] == "no_submit"


def test_choices_from_outside_are_asked_for_and_then_known(bench: Bench) -> None:
    found = {"options": [option("7", "Seven")]}
    with answering(bench, lambda payload: found if payload["type"] == "block_suggestion" else None) as bot:
        view = opened(bench, field("external_select", min_query_length=2))
        asked = {"where": {"view_id": view}, "block_id": "field", "action_id": "answer"}
        assert fill(bench, view, "7")["error"] == "no_such_option"
        assert bench.people.post(f"{bench.omar}/options", query="s", **asked)["options"] == []
        assert bot.heard == []
        assert bench.people.post(f"{bench.omar}/options", query="se", **asked)["options"] == found["options"]
        assert (bot.heard[0]["value"], bot.heard[0]["view"]["id"]) == ("se", view)
        assert fill(bench, view, "7")["ok"]


@pytest.mark.parametrize("count", [100, 101])
def test_a_hundred_choices_can_be_brought(bench: Bench, count: int) -> None:
    many = {"options": [option(str(number)) for number in range(count)]}
    with answering(bench, lambda payload: many):
        view = opened(bench, field("external_select", min_query_length=0))
        asked = {"where": {"view_id": view}, "block_id": "field", "action_id": "answer"}
        brought = bench.people.post(f"{bench.omar}/options", query="", **asked)
    assert brought["ok"] is (count == 100)
    assert bench.rules() == ([] if count == 100 else ["invalid_options"])


def test_a_select_beside_the_inputs_counts_as_state_and_tells_at_once(bench: Bench) -> None:
    with answering(bench) as bot:
        view = opened(bench, entry(), actions(select(options=[option("a"), option("b")]), block_id="beside"))
        where = {"view_id": view}
        bench.people.post(f"{bench.omar}/act", where=where, block_id="beside", action_id="pick", value="b")
        (told,) = bot.of_type("block_actions")
        assert told["actions"][0]["selected_option"] == option("b")
        assert told["view"]["state"]["values"]["beside"]["pick"]["selected_option"] == option("b")
