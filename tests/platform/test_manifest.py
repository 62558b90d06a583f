"""The manifest keeps Slack's rules and asks for what the code uses: neither more nor less."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.slack.manifest import THREAD_EVENTS, THREAD_SCOPES, manifest
from tests.platform.slack_use import Use, used_in

ROOT = Path(__file__).parents[2]
ADDRESS = "https://roundtable.example.org"

EVENT_AS_SUBSCRIBED = {"message": "message.im"}
"""In the code all messages are one event; the bot hears those sent to it directly.

Where an agency has replies in threads read, also those of private channels (`message.groups`).
"""


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "tests" / "data" / name).read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def use() -> Use:
    return used_in(ROOT / "bot", leave_out=frozenset({"practice"}))


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    return read("slack_facts.json")


@pytest.fixture(scope="module")
def reasons() -> dict[str, set[str]]:
    """From docs/scopes.md: what each scope is needed for."""
    rows = re.findall(r"^\| `([a-z:.]+)` \| (.+?) \| .{20,} \|$", scopes_page(), re.MULTILINE)
    return {scope: set(re.findall(r"`([^`]+)`", needed)) for scope, needed in rows}


def scopes_page() -> str:
    return (ROOT / "docs" / "scopes.md").read_text("utf-8")


def bot_scopes() -> set[str]:
    return set(manifest(read_threads=True)["oauth_config"]["scopes"]["bot"])


def subscribed(read_threads: bool) -> list[str]:
    events: list[str] = manifest(read_threads=read_threads)["settings"]["event_subscriptions"]["bot_events"]
    return events


def events_of(use: Use) -> set[str]:
    return {EVENT_AS_SUBSCRIBED.get(event, event) for event in use.events} | {"message.groups"}


def addresses(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for value in part.values():
            yield from addresses(value)
    elif isinstance(part, list):
        for value in part:
            yield from addresses(value)
    elif isinstance(part, str) and part.startswith("http"):
        yield part


@pytest.mark.parametrize("read_threads", [False, True])
@pytest.mark.parametrize("http_url", [None, ADDRESS, f"{ADDRESS}/"])
def test_it_keeps_the_rules_of_slack_s_schema(http_url: str | None, read_threads: bool) -> None:
    schema = read("manifest.schema.json")
    Draft202012Validator.check_schema(schema)
    made = manifest(http_url, read_threads)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(made)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("display_information", "name"), "x" * 36),
        (("display_information", "long_description"), "x" * 174),
        (("features", "slash_commands", 0, "command"), "conference"),
        (("features", "shortcuts", 0, "name"), "x" * 25),
        (("features", "shortcuts", 0, "description"), "x" * 151),
        (("oauth_config", "scopes", "bot"), ["commands", "commands"]),
        (("settings", "interactivity", "request_url"), "http://roundtable.example.org"),
        (("settings", "something_else"), True),
    ],
)
def test_the_schema_refuses_one_past_each_limit(path: tuple[str | int, ...], value: object) -> None:
    broken: Any = manifest()
    place = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not Draft202012Validator(read("manifest.schema.json")).is_valid(broken)


def test_socket_mode_names_no_address_and_http_names_the_bot_s_everywhere() -> None:
    assert manifest()["settings"]["socket_mode_enabled"]
    assert list(addresses(manifest())) == []
    over_http = manifest(ADDRESS)
    assert not over_http["settings"]["socket_mode_enabled"]
    assert all("url" in command for command in over_http["features"]["slash_commands"])
    assert "request_url" in over_http["settings"]["event_subscriptions"]
    assert "request_url" in over_http["settings"]["interactivity"]
    assert set(addresses(over_http)) == {f"{ADDRESS}/slack/events"}


def test_people_may_write_to_the_bot_and_have_a_page_there() -> None:
    home = manifest()["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


def test_ids_in_a_command_arrive_as_ids() -> None:
    assert all(command["should_escape"] for command in manifest()["features"]["slash_commands"])


def test_everything_the_code_asks_of_slack_could_be_read(use: Use, facts: dict[str, Any]) -> None:
    assert use.unclear == [], "write the name plainly, or as a constant"
    assert sorted(use.methods - set(facts["methods"])) == [], "add the method's scopes to slack_facts.json"


def test_commands_and_shortcuts_are_those_that_the_code_listens_for(use: Use) -> None:
    features = manifest()["features"]
    assert {command["command"] for command in features["slash_commands"]} == use.commands
    assert {shortcut["callback_id"] for shortcut in features["shortcuts"]} == use.shortcuts


def test_events_are_those_that_the_code_listens_for(use: Use) -> None:
    assert set(subscribed(True)) == events_of(use)


def test_what_people_write_in_a_channel_is_asked_for_only_where_an_agency_wants_it() -> None:
    wanted, usual = manifest(read_threads=True), manifest()
    assert set(subscribed(True)) - set(subscribed(False)) == set(THREAD_EVENTS)
    scopes = [set(one["oauth_config"]["scopes"]["bot"]) for one in (wanted, usual)]
    assert scopes[0] - scopes[1] == set(THREAD_SCOPES)
    assert not {one for one in scopes[1] if one.endswith(":history")} - {"im:history"}
    for one in (wanted, usual):
        del one["oauth_config"], one["settings"]["event_subscriptions"]
    assert wanted == usual


def test_interactivity_is_on_when_the_code_has_buttons_and_forms(use: Use) -> None:
    over_http = manifest(ADDRESS)["settings"]["interactivity"]
    assert over_http["is_enabled"] == use.interactive
    assert ("message_menu_options_url" in over_http) == use.options


def test_every_method_and_event_in_use_has_a_scope_that_slack_accepts(
    use: Use, facts: dict[str, Any], reasons: dict[str, set[str]]
) -> None:
    events = events_of(use)
    asked = {
        **{name: facts["methods"][name] for name in use.methods},
        **{e: facts["events"][e] for e in events},
    }
    for name, accepted in asked.items():
        given = {scope for scope, needed in reasons.items() if name in needed}
        assert given <= set(accepted), f"{name}: Slack wants one of {accepted}"
        assert given or not accepted, f"{name} needs one of {accepted}, with its reason in docs/scopes.md"


def test_no_scope_is_asked_for_that_nothing_needs(use: Use, reasons: dict[str, set[str]]) -> None:
    events = events_of(use)
    in_use = use.methods | events | use.commands | use.shortcuts
    assert {scope for scope in bot_scopes() if not reasons.get(scope, set()) & in_use} == set()


def test_every_scope_has_its_reason_on_the_page_and_none_is_there_in_vain(
    reasons: dict[str, set[str]],
) -> None:
    assert bot_scopes() == set(reasons)


def test_every_event_has_its_reason_on_the_page() -> None:
    events = subscribed(True)
    section = scopes_page().split("## Events")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z_.]+)` \|", section, re.MULTILINE) == events
