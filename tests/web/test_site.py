"""/health says in its status whether all is well, and /metrics says the same numbers to Prometheus."""

from collections.abc import Mapping

import pytest
from flask import Request, Response

from bot.web.site import MOST_BYTES, make_site

STATE = {
    "ok": True,
    "last_sweep_seconds": 2.5,
    "oldest due": 3,
    "who": "x",
    "not_yet": None,
    "sweeps": {"outbox": {"stale": False, "finished_at": None}},
}


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({}, 200),
        ({"ok": True}, 200),
        ({"ok": False}, 503),
    ],
)
def test_health_is_503_when_something_is_wrong(state: Mapping[str, object], status: int) -> None:
    answer = make_site(lambda: state).test_client().get("/health")
    assert answer.status_code == status
    assert answer.get_json()["ok"] is (status == 200)


def test_metrics_hold_each_number_of_health_and_the_process_s_own() -> None:
    answer = make_site(lambda: STATE).test_client().get("/metrics")
    text = answer.get_data(as_text=True)
    assert answer.content_type.startswith("text/plain")
    for line in (
        "roundtable_ok 1.0",
        "roundtable_last_sweep_seconds 2.5",
        "roundtable_oldest_due 3.0",
        "roundtable_sweeps_outbox_stale 0.0",
    ):
        assert f"\n{line}\n" in text
    assert "process_resident_memory_bytes" in text
    assert "who" not in text
    assert "not_yet" not in text


def test_slack_is_answered_on_its_address_by_post_alone() -> None:
    def answer(request: Request) -> Response:
        return Response(request.get_data())

    visitor = make_site(dict, answer).test_client()
    assert visitor.post("/slack/events", data=b"payload").data == b"payload"
    assert visitor.get("/slack/events").status_code == 405
    assert visitor.post("/slack/events", data=b"x" * (MOST_BYTES + 1)).status_code == 413


def test_with_socket_mode_there_is_no_address_for_slack() -> None:
    assert make_site(dict).test_client().post("/slack/events").status_code == 404
