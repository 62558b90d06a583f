"""Opening, pushing, updating and publishing views through the Web API."""

from __future__ import annotations

import json
import time
from typing import Any

from bot.practice.settings import Limits
from tests.practice.blocks import entry, home, modal, section
from tests.practice.conftest import Bench, Make, manifest
from tests.practice.test_api_calls import error, error_of


def trigger(bench: Bench, view: str | None = None) -> str:
    """A trigger as an interaction of Omar's would bring it."""
    return bench.workspace.trigger(bench.omar, view)


def opened(bench: Bench, view: Any = None) -> Any:
    return bench.client.views_open(trigger_id=trigger(bench), view=view or modal(entry()))["view"]


def test_a_trigger_opens_one_modal(bench: Bench) -> None:
    once = trigger(bench)
    view = bench.client.views_open(trigger_id=once, view=modal(section()))["view"]
    assert [shown["id"] for shown in bench.people.get(f"{bench.omar}/state")["modals"]] == [view["id"]]
    assert bench.people.get(f"{bench.priya}/state")["modals"] == []
    assert error(bench.client.views_open, trigger_id=once, view=modal(section())) == "exchanged_trigger_id"
    assert error(bench.client.views_open, trigger_id="1.2", view=modal(section())) == "invalid_trigger_id"


def test_a_trigger_is_fresh_until_its_age_and_no_longer(make: Make) -> None:
    bench = make(limits=Limits(rate=False, trigger_seconds=0.6))
    in_time, too_late = trigger(bench), trigger(bench)
    time.sleep(0.3)
    assert bench.client.views_open(trigger_id=in_time, view=modal(section()))["ok"]
    time.sleep(0.4)
    assert error(bench.client.views_open, trigger_id=too_late, view=modal(section())) == "expired_trigger_id"
    assert bench.serious() == ["expired_trigger_id"]


def test_moving_the_practice_clock_does_not_age_a_trigger(bench: Bench) -> None:
    fresh = trigger(bench)
    bench.people.post("clock", forward=86400)
    assert bench.client.views_open(trigger_id=fresh, view=modal(section()))["ok"]


def test_a_refused_view_does_not_use_up_the_trigger(bench: Bench) -> None:
    once = trigger(bench)
    refused = error_of(bench.client.views_open, trigger_id=once, view=modal(section(), title="Title"))
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be an object [json-pointer:/view/title]"
    ]
    assert bench.client.views_open(trigger_id=once, view=modal(section()))["ok"]


def test_three_modals_lie_on_each_other_and_no_fourth(bench: Bench) -> None:
    view = opened(bench)
    for _ in range(2):
        view = bench.client.views_push(trigger_id=trigger(bench, view["id"]), view=modal(section()))["view"]
    last = trigger(bench, view["id"])
    assert error(bench.client.views_push, trigger_id=last, view=modal(section())) == "push_limit_reached"
    stack = bench.people.get(f"{bench.omar}/state")["modals"]
    assert [shown["previous_view_id"] for shown in stack] == [None, stack[0]["id"], stack[1]["id"]]
    assert {shown["root_view_id"] for shown in stack} == {stack[0]["id"]}


def test_a_push_needs_a_trigger_from_inside_a_modal(bench: Bench) -> None:
    opened(bench)
    assert error(bench.client.views_push, trigger_id=trigger(bench), view=modal(section())) == "not_found"


def test_an_update_with_a_stale_hash_is_refused(bench: Bench) -> None:
    view = opened(bench)
    updated = bench.client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section()))["view"]
    assert updated["hash"] != view["hash"]
    stale = {"view_id": view["id"], "hash": view["hash"], "view": modal(section())}
    assert error(bench.client.views_update, **stale) == "hash_conflict"
    assert bench.client.views_update(view_id=view["id"], view=modal(section()))["ok"]
    assert bench.serious() == []


def test_an_update_keeps_what_was_typed_under_the_same_ids(bench: Bench) -> None:
    view = opened(bench, modal(entry(), entry(block_id="other")))
    typed = {"field": {"answer": "kept"}, "other": {"answer": "gone"}}
    bench.people.post(f"{bench.omar}/fill", view_id=view["id"], values=typed)
    bench.client.views_update(view_id=view["id"], view=modal(entry(), entry(block_id="renamed")))
    values = bench.people.modal(bench.omar)["state"]["values"]
    assert (values["field"]["answer"]["value"], values["renamed"]["answer"]["value"]) == ("kept", None)


def test_a_closed_view_is_not_found(bench: Bench) -> None:
    view = opened(bench)
    bench.people.post(f"{bench.omar}/close")
    assert error(bench.client.views_update, view_id=view["id"], view=modal(section())) == "not_found"
    body = {"view": modal(section())}
    assert error(bench.client.api_call, api_method="views.update", json=body) == "invalid_arguments"


def test_an_external_id_is_one_view_only(bench: Bench) -> None:
    opened(bench, modal(section(), external_id="case-1"))
    again = {"trigger_id": trigger(bench), "view": modal(section(), external_id="case-1")}
    assert error(bench.client.views_open, **again) == "duplicate_external_id"
    renewed = modal(section("new"), external_id="case-1")
    assert bench.client.views_update(external_id="case-1", view=renewed)["ok"]


def test_a_view_holds_250_kilobytes(bench: Bench) -> None:
    def sized(size: int) -> Any:
        view = modal(*[section("t" * 2900, block_id=f"b{n}") for n in range(83)], private_metadata="")
        view["private_metadata"] = "t" * ((size - length(view)) // 2)
        view["blocks"].append(section("t", block_id="last"))
        view["blocks"][-1]["text"]["text"] += "t" * (size - length(view))
        return view

    def length(view: Any) -> int:
        return len(json.dumps(view, separators=(",", ":")))

    assert bench.client.views_open(trigger_id=trigger(bench), view=sized(250_000))["ok"]
    assert error(bench.client.views_open, trigger_id=trigger(bench), view=sized(250_001)) == "view_too_large"


def test_each_person_has_one_home_tab(bench: Bench) -> None:
    first = bench.client.views_publish(user_id=bench.omar, view=home(section("one")))["view"]
    second = bench.client.views_publish(user_id=bench.omar, hash=first["hash"], view=home(section("two")))[
        "view"
    ]
    assert second["id"] == first["id"]
    stale = {"user_id": bench.omar, "hash": first["hash"], "view": home()}
    assert error(bench.client.views_publish, **stale) == "hash_conflict"
    assert error(bench.client.views_publish, user_id="U0NOBODY", view=home()) == "user_not_found"
    assert error(bench.client.views_publish, user_id=bench.omar, view=modal(section())) == "invalid_arguments"
    assert error(bench.client.views_open, trigger_id=trigger(bench), view=home()) == "invalid_arguments"


def test_a_home_tab_must_be_on_in_the_manifest(make: Make) -> None:
    bench = make(manifest(app_home={"home_tab_enabled": False}))
    assert error(bench.client.views_publish, user_id=bench.omar, view=home()) == "not_enabled"
    assert bench.people.post(f"{bench.omar}/home")["error"] == "not_enabled"


def test_a_new_modal_takes_the_place_of_the_open_stack(bench: Bench) -> None:
    opened(bench)
    latest = opened(bench)
    assert [shown["id"] for shown in bench.people.get(f"{bench.omar}/state")["modals"]] == [latest["id"]]
