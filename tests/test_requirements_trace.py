"""The requirement trace finds every marker and refuses one that names no requirement."""

from pathlib import Path

import pytest

from tests import requirements_trace

PROVEN = """
import pytest

@pytest.mark.requirement("K-06")
@pytest.mark.parametrize("with_spaces", ["a b", "c d"])
def test_deadline(with_spaces):
    raise AssertionError("a trace runs nothing")
"""
UNKNOWN = PROVEN.replace("K-06", "K-99")


def trace_of(folder: Path, code: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], str]:
    file = folder / f"test_{folder.name}.py"  # one name each: pytest keeps modules by their name
    file.write_text(code, "utf-8")
    status = requirements_trace.main([str(file)])
    printed = capsys.readouterr()
    return status, printed.out.splitlines(), printed.err


def test_there_are_111_requirements_in_order() -> None:
    known = requirements_trace.known_requirements()
    counts = {letter: sum(name.startswith(letter) for name in known) for letter in "KCVGT"}
    assert counts == {"K": 32, "C": 21, "V": 19, "G": 20, "T": 19}
    assert known == sorted(known, key=lambda name: ("KCVGT".index(name[0]), name))


def test_each_requirement_has_one_line_with_its_tests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines, _ = trace_of(tmp_path, PROVEN, capsys)
    assert status == 0
    assert len(lines) == 111
    line = next(line for line in lines if line.startswith("K-06 "))
    assert len(line.split(" ")) == 2
    assert line.endswith(".py::test_deadline")
    assert "K-07 -" in lines


def test_a_marker_that_names_no_requirement_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines, errors = trace_of(tmp_path, UNKNOWN, capsys)
    assert status == 1
    assert "no requirement K-99" in errors
    assert "K-06 -" in lines


def test_a_file_that_does_not_load_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = trace_of(tmp_path, "import a_module_that_is_not_there\n", capsys)
    assert status == 1
    assert "a_module_that_is_not_there" in errors
