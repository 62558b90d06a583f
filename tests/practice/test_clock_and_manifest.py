"""The practice clock and its file; manifests that Slack would refuse; waiting for quiet."""

from __future__ import annotations

import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.practice.clock import PracticeClock
from bot.practice.delivery.flight import Flight
from bot.practice.manifest import Manifest, ManifestError
from tests.practice.conftest import EVENTS, Bench, Make, manifest


def test_the_offset_is_kept_in_the_file_that_the_bot_reads(tmp_path: Path, make: Make) -> None:
    file = tmp_path / "offset"
    bench = make(clock_file=file)
    bench.people.post("clock", forward=3600)
    assert float(file.read_text()) == 3600
    assert bench.running.environment()["ROUNDTABLE_CLOCK_FILE"] == str(file)
    again = PracticeClock(file)
    assert again.offset == 3600
    assert abs(again.now() - time.time() - 3600) < 1


def test_the_clock_goes_to_a_moment(bench: Bench) -> None:
    bench.people.post("clock", to="2026-03-18T15:30:00-05:00")
    ts = float(bench.client.chat_postMessage(channel=bench.team, text="x")["ts"])
    assert 0 <= ts - datetime.fromisoformat("2026-03-18T15:30:00-05:00").timestamp() < 5


def test_a_message_ts_has_six_digits() -> None:
    whole, fraction = PracticeClock().timestamp().split(".")
    assert (len(whole), len(fraction)) == (10, 6)


def changed(**paths: Any) -> Any:
    raw = manifest()
    for path, value in paths.items():
        place, *rest = path.split("__")
        inner = raw[place]
        for name in rest[:-1]:
            inner = inner[int(name) if name.isdigit() else name]
        inner[rest[-1]] = value
    return raw


LIMITS: list[tuple[str, int, str]] = [
    ("display_information__name", 35, "longer than 35"),
    ("display_information__description", 140, "longer than 140"),
    ("features__bot_user__display_name", 80, "longer than 80"),
    ("features__shortcuts__0__name", 24, "longer than 24"),
    ("features__shortcuts__0__description", 150, "longer than 150"),
    ("features__shortcuts__0__callback_id", 255, "longer than 255"),
    ("features__slash_commands__0__description", 2000, "longer than 2000"),
    ("features__slash_commands__0__usage_hint", 1000, "longer than 1000"),
]


@pytest.mark.parametrize(("path", "most", "sentence"), LIMITS, ids=[case[0] for case in LIMITS])
def test_a_manifest_keeps_to_slacks_lengths(path: str, most: int, sentence: str) -> None:
    Manifest.read(changed(**{path: "x" * most}))
    with pytest.raises(ManifestError, match=sentence):
        Manifest.read(changed(**{path: "x" * (most + 1)}))


def test_a_command_has_thirty_two_characters() -> None:
    Manifest.read(changed(features__slash_commands__0__command="/" + "x" * 31))
    with pytest.raises(ManifestError):
        Manifest.read(changed(features__slash_commands__0__command="/" + "x" * 32))
    with pytest.raises(ManifestError, match="begin with"):
        Manifest.read(changed(features__slash_commands__0__command="conference"))


def test_ten_shortcuts_are_the_most() -> None:
    one = {"name": "n", "type": "global", "callback_id": "c", "description": "d"}
    Manifest.read(changed(features__shortcuts=[one] * 10))
    with pytest.raises(ManifestError, match="more than 10"):
        Manifest.read(changed(features__shortcuts=[one] * 11))


def test_an_event_needs_its_scope_and_must_exist() -> None:
    with pytest.raises(ManifestError, match=r"message\.im needs the scope im:history"):
        Manifest.read(manifest(without_scopes=("im:history",)))
    with pytest.raises(ManifestError, match="not known"):
        Manifest.read(changed(settings__event_subscriptions={"bot_events": [*EVENTS, "it_rains"]}))


def test_commands_need_their_scope() -> None:
    with pytest.raises(ManifestError, match="need the scope commands"):
        Manifest.read(manifest(without_scopes=("commands",)))


def test_every_problem_of_a_manifest_is_named_at_once() -> None:
    raw = changed(display_information__name="x" * 36, features__shortcuts__0__name="x" * 25)
    with pytest.raises(ManifestError, match=r"display_information\.name.*shortcut name"):
        Manifest.read(raw)


def test_quiet_means_that_nothing_is_under_way_and_the_bot_is_silent() -> None:
    flight = Flight()
    flight.depart("U1")
    assert not flight.quiet(None, settle=0.0, timeout=0.1)
    assert flight.quiet("U2", settle=0.0, timeout=0.1)
    threading.Timer(0.1, flight.land, args=("U1",)).start()
    begun = time.monotonic()
    assert flight.quiet("U1", settle=0.2, timeout=2.0)
    assert time.monotonic() - begun >= 0.25


def test_a_call_of_the_bot_breaks_the_quiet() -> None:
    flight = Flight()
    with flight.call():
        assert not flight.quiet("U1", settle=0.0, timeout=0.05)
    assert flight.quiet("U1", settle=0.0, timeout=0.5)
