"""When the bot is killed in a play, what people then do, and what is noticed when something is doubled."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.practice.player.again import Once, Persistent
from bot.practice.player.calls import CannotDo, Desk
from bot.practice.player.doubled import lines, rows
from bot.practice.player.kills import Killer
from bot.practice.player.part import Part
from bot.practice.player.scene import Sheet
from tests.practice.player.files import SAMPLE

Json = dict[str, Any]


class Workspace(Desk):
    """A workspace whose bot is there."""

    def get(self, path: str) -> Json:
        return {"connected": True}


def refusing(*errors: str) -> Callable[[], str]:
    """A deed that is refused so, one time after the other, and then done."""
    left = list(errors)

    def deed() -> str:
        if left:
            raise CannotDo("it", {"error": left.pop(0)})
        return "done"

    return deed


def persistent() -> Persistent:
    return Persistent(Workspace("nowhere"), lambda: 0)


def test_what_had_no_answer_or_no_effect_is_done_again() -> None:
    patience = persistent()
    assert patience.do("click", refusing("dispatch_failed", "operation_timeout", "no_modal")) == "done"
    assert patience.repeated == {"click": 3}


def test_what_was_refused_is_not_tried_again() -> None:
    with pytest.raises(CannotDo, match="no_such_button"):
        persistent().do("click", refusing("no_such_button"))
    with pytest.raises(CannotDo, match="dispatch_failed"):
        Once().do("click", refusing("dispatch_failed"))


def test_a_dead_bot_is_not_waited_for() -> None:
    deaths = [0]
    patience = Persistent(Workspace("nowhere"), lambda: deaths[0])
    patience.do("click", refusing())
    assert not patience.in_vain()
    deaths[0] = 1
    assert patience.in_vain()
    patience.do("click", refusing())
    assert not patience.in_vain(), "this was done after its death"


def test_the_kills_are_shared_out_to_the_last() -> None:
    """Whatever the seed: the last deed takes what is left, and a phase that must gets one."""
    for seed in range(50):
        killer = Killer(5, seed)
        assert killer.share(1.0, 1.0, must=False) == 5
        assert killer.share(1.0, 1000.0, must=True) >= 1
        assert 0 <= killer.share(1.0, 10.0, must=False) <= 1
    drawn = [[Killer(20, seed).share(1.0, 9.0, must=False) for seed in range(30)] for _ in range(2)]
    assert drawn[0] == drawn[1], "the same seed draws the same"
    assert set(drawn[0]) == {2, 3}


def sheet(**values: str) -> Sheet:
    return Sheet(Part("$.strengths[0]", {}), values)


ROW = {"id": "1", "version": 1, "entered_at": "2026-03-18T20:30:04Z", "text": "Calls back"}


def test_a_row_that_stands_twice_is_noticed() -> None:
    twin = {**ROW, "id": "2", "entered_at": "2026-03-18T20:30:09Z"}
    told = [("strength", sheet(text="Calls back"))]
    assert list(rows(told, {"strengths": [ROW], "case": {}})) == []
    assert list(rows(told, {"strengths": [ROW, twin]})) == ["strengths: 2 rows that read alike"]
    assert list(rows(told, {"strengths": [ROW, {**twin, "text": "Sings"}]})) == []
    assert list(rows(told * 2, {"strengths": [ROW, twin]})) == [], "it was said twice"
    assert list(rows(told, {"invitations": [{"id": "1"}, {"id": "2"}]})) != []


def test_a_line_too_many_of_the_audit_trail_is_noticed() -> None:
    def line(action: str, *fields: str) -> str:
        return json.dumps({"entry": {"action": action, "fields": dict.fromkeys(fields)}})

    asked = line("disclosure.asked", "plan.pdf")
    copied = line("disclosure.copy", "how", "sent_on")
    assert list(lines({"plan.pdf": 1}, 1, [asked, copied, line("added", "text")])) == []
    assert len(list(lines({"plan.pdf": 1}, 1, [asked, asked, copied, copied]))) == 2
    assert len(list(lines({}, 0, [line("disclosure.file", "plan.pdf")]))) == 1


def test_kills_belong_to_a_play(tmp_path: Path) -> None:
    said = CliRunner().invoke(cli, ["practice", "--kills", "3"])
    assert said.exit_code == 2
    assert "--play" in said.output
    few = ["practice", "--play", str(SAMPLE), "--out", str(tmp_path), "--kills", "-1"]
    assert CliRunner().invoke(cli, few).exit_code == 2
