"""What holds for every method: tokens, scopes, arguments, encodings."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice.api.methods import METHODS
from bot.practice.facts import facts
from bot.practice.settings import Limits
from tests.practice.conftest import SCOPES, Bench, Make, manifest


def error_of(call: Any, **arguments: Any) -> Any:
    """The answer to a call that Slack refuses."""
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return refused.value.response


def error(call: Any, **arguments: Any) -> str:
    name: str = error_of(call, **arguments)["error"]
    return name


def raw(bench: Bench, method: str, body: bytes, kind: str, token: str | None = None) -> Any:
    headers = {"Content-Type": kind, "Authorization": f"Bearer {token or bench.workspace.tokens.bot}"}
    with urlopen(Request(f"{bench.running.url}/api/{method}", body, headers)) as answer:
        return json.loads(answer.read())


def test_every_method_with_facts_is_answered_and_no_other() -> None:
    assert set(METHODS) == set(facts().methods)


def test_a_method_that_does_not_exist(bench: Bench) -> None:
    assert error(bench.client.api_call, api_method="chat.shout") == "unknown_method"


@pytest.mark.parametrize(("token", "expected"), [("xoxb-wrong", "invalid_auth"), ("", "not_authed")])
def test_a_token_that_is_not_ours(bench: Bench, token: str, expected: str) -> None:
    client = WebClient(token, base_url=f"{bench.running.url}/api/")
    assert error(client.auth_test) == expected


def test_each_kind_of_token_has_its_methods(bench: Bench) -> None:
    app_token = bench.workspace.tokens.app
    assert bench.client.apps_connections_open(app_token=app_token)["url"].startswith("ws://127.0.0.1:")
    assert (
        error(bench.client.apps_connections_open, app_token=bench.workspace.tokens.bot)
        == "not_allowed_token_type"
    )
    assert (
        error(bench.client.chat_postMessage, token=app_token, channel=bench.team, text="x")
        == "not_allowed_token_type"
    )


def test_auth_test_names_the_bot_and_the_scopes_it_has(bench: Bench) -> None:
    answer = bench.client.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (bench.workspace.bot.id, bench.workspace.team.bot_id)
    assert answer.headers["x-oauth-scopes"] == ",".join(SCOPES)


def test_a_missing_scope_is_named(make: Make) -> None:
    bench = make(manifest(without_scopes=("chat:write",)))
    refused = error_of(bench.client.chat_postMessage, channel=bench.team, text="x")
    assert (refused["error"], refused["needed"]) == ("missing_scope", "chat:write")
    assert "commands" in refused["provided"].split(",")
    assert bench.serious() == ["missing_scope"]


def test_each_kind_of_channel_has_its_own_scope(make: Make) -> None:
    bench = make(
        manifest(
            without_scopes=("groups:read", "groups:history"),
            without_events=("message.groups", "group_archive", "group_left"),
        )
    )
    assert error_of(bench.client.conversations_info, channel=bench.team)["needed"] == "groups:read"
    assert error_of(bench.client.conversations_history, channel=bench.team)["needed"] == "groups:history"
    assert bench.client.conversations_list(types="public_channel")["ok"]


def test_an_unknown_and_a_missing_argument(bench: Bench) -> None:
    refused = error_of(
        bench.client.api_call, api_method="views.publish", json={"user_id": bench.omar, "colour": "red"}
    )
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] missing required field: view",
        "[ERROR] unsupported argument: colour",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"text": 7}, "invalid_arguments"),
        ({"text": "x", "unfurl_links": "no"}, "invalid_arguments"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"text": "x", "metadata": "m"}, "invalid_metadata_format"),
        ({"text": "x", "thread_ts": 1.5}, "invalid_arguments"),
    ],
)
def test_an_argument_of_the_wrong_type(bench: Bench, arguments: Any, expected: str) -> None:
    body = {"channel": bench.team, **arguments}
    assert error(bench.client.api_call, api_method="chat.postMessage", json=body) == expected


def test_forms_and_json_say_the_same(bench: Bench) -> None:
    blocks = '[{"type": "divider"}]'
    form = f"channel={bench.team}&text=hello&blocks={blocks}&unfurl_links=false"
    assert raw(bench, "chat.postMessage", form.encode(), "application/x-www-form-urlencoded")["ok"]
    body = {"channel": bench.team, "text": "hello", "blocks": json.loads(blocks), "unfurl_links": False}
    assert raw(bench, "chat.postMessage", json.dumps(body).encode(), "application/json")["ok"]


def test_a_method_of_forms_does_not_see_json(bench: Bench) -> None:
    body = json.dumps({"user": bench.omar}).encode()
    assert raw(bench, "users.info", body, "application/json")["error"] == "invalid_arguments"
    assert raw(bench, "users.info", f"user={bench.omar}".encode(), "application/x-www-form-urlencoded")["ok"]


def test_a_body_that_is_no_json(bench: Bench) -> None:
    assert raw(bench, "chat.postMessage", b"{", "application/json")["error"] == "invalid_json"


def test_api_test_needs_no_token_and_returns_what_it_got(bench: Bench) -> None:
    client = WebClient("", base_url=f"{bench.running.url}/api/")
    assert client.api_call("api.test", json={"error": ""})["ok"]
    assert error(client.api_call, api_method="api.test", json={"error": "my_error"}) == "my_error"
    assert bench.rules() == []


def test_blocks_can_be_validated_without_a_token_and_without_a_breach(bench: Bench) -> None:
    client = WebClient("", base_url=f"{bench.running.url}/api/")
    assert client.api_call("blocks.validate", json={"blocks": [{"type": "divider"}]})["ok"]
    assert (
        error(client.api_call, api_method="blocks.validate", json={"blocks": [{"type": "x"}]})
        == "invalid_blocks"
    )
    assert (
        error(client.api_call, api_method="blocks.validate", json={"view": {"type": "home"}})
        == "invalid_view"
    )
    assert bench.rules() == []
    assert error(client.api_call, api_method="blocks.validate", json={}) == "invalid_arguments"


def test_a_breach_says_where_but_never_what_was_written(bench: Bench) -> None:
    secret = "what the child wants private" * 200
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": secret}}]
    error(bench.client.chat_postMessage, channel=bench.team, text=secret, blocks=blocks)
    breach = bench.people.get("breaches")["breaches"][0]
    assert (breach["rule"], breach["where"], breach["serious"]) == (
        "invalid_blocks",
        "chat.postMessage",
        True,
    )
    assert "/blocks/0/text/text" in breach["detail"]
    assert "private" not in json.dumps(breach)


def test_an_uninstalled_app_has_a_dead_token(bench: Bench) -> None:
    assert bench.people.post("app/uninstall")["ok"]
    assert error(bench.client.auth_test) == "account_inactive"


def test_socket_mode_must_be_on_to_open_a_connection(make: Make) -> None:
    bench = make(manifest(socket_mode=False), limits=Limits(rate=False))
    assert error(bench.client.apps_connections_open, app_token=bench.workspace.tokens.app) == "forbidden_team"
