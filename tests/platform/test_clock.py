"""The practice clock follows its file and is never thrown back by a file that says nothing."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import OffsetClock, SystemClock, clock_for


def ahead(clock: OffsetClock) -> int:
    """How many whole seconds the clock is ahead."""
    return round((clock.now() - datetime.now(UTC)).total_seconds())


def write(file: Path, text: str, stamp: int) -> None:
    """A write with its own time stamp, so that two in one tick of the file system differ."""
    file.write_text(text)
    os.utime(file, (stamp, stamp))


def test_the_machine_s_time_is_aware_and_in_utc() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_missing_file_means_no_offset(tmp_path: Path) -> None:
    assert ahead(OffsetClock(tmp_path / "clock")) == 0


def test_the_clock_follows_its_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = OffsetClock(file)
    write(file, "3600", 1)
    assert ahead(clock) == 3600
    write(file, "-86400.5\n", 2)
    assert ahead(clock) in (-86400, -86401)
    file.unlink()
    assert ahead(clock) == 0
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize("garbage", ["", "soon", "nan", "inf", "1e300", "\u0663"])
def test_garbage_keeps_the_last_good_offset_and_is_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], garbage: str
) -> None:
    file = tmp_path / "clock"
    clock = OffsetClock(file)
    write(file, "7200", 1)
    assert ahead(clock) == 7200
    write(file, garbage, 2)
    assert ahead(clock) == 7200
    assert "clock_file_not_a_number" in capsys.readouterr().out
    assert ahead(clock) == 7200
    assert capsys.readouterr().out == "", "logged once, not at every look"


def test_a_folder_in_the_file_s_place_keeps_the_last_good_offset(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = OffsetClock(file)
    write(file, "60", 1)
    assert ahead(clock) == 60
    file.unlink()
    file.mkdir()
    assert ahead(clock) == 60


def test_only_practice_has_a_clock_that_moves(tmp_path: Path) -> None:
    assert isinstance(clock_for(None), SystemClock)
    assert isinstance(clock_for(tmp_path / "clock"), OffsetClock)
