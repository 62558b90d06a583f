"""What the parts do together that none of them does alone."""

import json
import logging
from pathlib import Path

import pytest

from tests.in_process import meeting


def test_a_bot_that_stops_has_written_down_where_its_chains_end(tmp_path: Path) -> None:
    with meeting(tmp_path, f"sqlite:///{tmp_path}/record.db") as there:
        case = there.made.ids["case"]
    *_, last = (tmp_path / "record.db.anchors").read_text().splitlines()
    assert case in {chain for _, chain, _, _ in json.loads(last)["entry"]["ends"]}


def test_a_place_that_cannot_be_written_to_stops_no_bot(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "record.db.anchors").mkdir()
    with caplog.at_level(logging.ERROR), meeting(tmp_path, f"sqlite:///{tmp_path}/record.db") as there:
        assert there.made.ids["case"]
    assert "the anchors were not written" in caplog.text
