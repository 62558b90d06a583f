"""What an owner of the database can do to a chain without a trace, its anchors show."""

from pathlib import Path

import pytest

from bot.storage import Storage, anchors
from tests.storage.things import TEAM, WHEN, a_case, a_person, a_strength, break_in, keep

CASE = "case-1"
# Each leaves chains and heads that fit each other.
CUT = (
    "DELETE FROM audit_entries WHERE chain = 'case-1' AND seq > 2",
    "UPDATE audit_heads SET seq = 2, hash = (SELECT e.hash FROM audit_entries AS e"
    " WHERE e.chain = 'case-1' AND e.seq = 2) WHERE chain = 'case-1'",
    "DELETE FROM strengths",
)
GONE = ("DELETE FROM audit_entries", "DELETE FROM audit_heads", "DELETE FROM strengths", "DELETE FROM people")


@pytest.fixture
def file(storage: Storage, tmp_path: Path) -> Path:
    """Anchors of a case with three lines."""
    keep(storage, a_case(), a_person(), a_strength())
    write(storage, tmp_path / "anchors")
    return tmp_path / "anchors"


def write(storage: Storage, path: Path) -> int:
    with storage.units.transactions.begin(read_only=True) as connection:
        return anchors.add(path, anchors.ends(connection), storage.signer, WHEN)


def found(storage: Storage, path: Path) -> list[tuple[str, str]]:
    return [(one.what, one.where) for one in storage.inspect(path.read_bytes(), (CASE, "anchors")).findings]


def test_a_record_that_only_grew_fits_its_anchors(storage: Storage, file: Path) -> None:
    keep(storage, a_strength(id="s2"))
    assert storage.inspect(file.read_bytes()).findings == ()
    assert write(storage, file) == 1
    assert write(storage, file) == 0
    assert len(file.read_text().splitlines()) == 2
    assert file.stat().st_mode & 0o077 == 0


def test_a_cut_end_is_found_that_the_chain_itself_hides(storage: Storage, file: Path) -> None:
    break_in(storage, *CUT)
    assert storage.inspect(only=(CASE,)).findings == ()
    assert found(storage, file) == [("cut", f"line 3, which was there at {WHEN.isoformat()}, is missing")]


def test_a_chain_written_anew_after_a_cut_is_found(storage: Storage, file: Path) -> None:
    break_in(storage, *CUT)
    keep(storage, a_strength(id="s9"), a_strength(id="s8"))
    assert found(storage, file) == [("cut", f"line 3, which was there at {WHEN.isoformat()}, is another one")]


def test_a_chain_that_is_gone_whole_is_found(storage: Storage, file: Path) -> None:
    break_in(storage, *GONE, "DELETE FROM cases", "DELETE FROM data_keys")
    assert [what for what, _ in found(storage, file)] == ["cut"]


def test_lines_that_were_changed_moved_or_made_up_are_named(storage: Storage, file: Path) -> None:
    keep(storage, a_strength(id="s2"))
    write(storage, file)
    keep(storage, a_strength(id="s3"))
    write(storage, file)
    first, second, third = file.read_bytes().splitlines(keepends=True)
    key = storage.signer.public_key()
    assert anchors.read(first + second + third, key).bad_lines == []
    assert anchors.read(first + third, key).bad_lines == [2]
    assert anchors.read(second + third, key).bad_lines == [1]
    assert anchors.read(first.replace(CASE.encode(), b"case-2") + second, key).bad_lines == [1, 2]
    assert anchors.read(b'{"entry": 1}\n[]\nnothing\n', key).bad_lines == [1, 2, 3]


def test_a_line_that_a_crash_left_half_written_is_written_anew(storage: Storage, file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole + b'{"entry": {"at"')
    keep(storage, a_strength(id="s2"))
    assert write(storage, file) == 1
    assert file.read_bytes().startswith(whole)
    assert anchors.read(file.read_bytes(), storage.signer.public_key()).bad_lines == []


def test_they_hold_no_words(storage: Storage, file: Path) -> None:
    said = anchors.read(file.read_bytes(), storage.signer.public_key())
    assert (TEAM, CASE) in {(one.workspace_id, one.chain) for one in said.anchors}
    assert "Brightwater" not in file.read_text()
