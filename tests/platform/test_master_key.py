"""The key that opens the record: made once, readable by its owner alone, never replaced."""

import base64
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.master_key import key_file, master_key
from bot.settings import StorageSettings, WrongSetting


def file_of(settings: StorageSettings) -> Path:
    assert settings.sqlite_file is not None
    return key_file(settings.sqlite_file)


@pytest.fixture
def settings(tmp_path: Path) -> StorageSettings:
    return StorageSettings(database_url=SecretStr(f"sqlite:///{tmp_path}/record.db"), master_key=None)


def test_the_first_start_makes_a_key_that_its_owner_alone_can_read(settings: StorageSettings) -> None:
    key = master_key(settings)
    file = file_of(settings)
    assert file.name == "record.db.key"
    assert len(key) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert base64.b64decode(file.read_text()) == key
    assert [one.name for one in file.parent.iterdir()] == ["record.db.key"], "nothing half-written stays"


def test_later_starts_read_the_same_key(settings: StorageSettings) -> None:
    assert master_key(settings) == master_key(settings)


def test_the_operator_is_told_once_to_keep_the_key(
    settings: StorageSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    first = master_key(settings)
    said = capsys.readouterr().out
    master_key(settings)
    assert "key_file_made" in said
    assert "safe place" in said
    assert base64.b64encode(first).decode() not in said
    assert capsys.readouterr().out == ""


def test_the_environment_s_key_comes_before_a_file(tmp_path: Path) -> None:
    given = StorageSettings(
        database_url=SecretStr(f"sqlite:///{tmp_path}/record.db"),
        master_key=SecretStr(base64.b64encode(b"k" * 32).decode()),
    )
    assert master_key(given) == b"k" * 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_that_others_can_reach_is_refused(settings: StorageSettings, mode: int) -> None:
    master_key(settings)
    file = file_of(settings)
    file.chmod(mode)
    with pytest.raises(WrongSetting, match=r"Others can read .*chmod 600"):
        master_key(settings)


@pytest.mark.parametrize("content", ["", "short", base64.b64encode(b"k" * 31).decode(), "\u00e9" * 44])
def test_a_key_of_the_wrong_length_is_refused(settings: StorageSettings, content: str) -> None:
    file = file_of(settings)
    file.write_text(content, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(WrongSetting, match="32 bytes"):
        master_key(settings)


def test_a_record_without_its_key_is_never_given_a_new_one(settings: StorageSettings, tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"SQLite format 3\0")
    with pytest.raises(WrongSetting, match="cannot be read"):
        master_key(settings)
    assert not (tmp_path / "record.db.key").exists()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = StorageSettings(database_url=SecretStr(f"sqlite:///{tmp_path}/file/record.db"), master_key=None)
    with pytest.raises(WrongSetting, match="cannot be kept") as refused:
        master_key(nowhere)
    assert "\n" not in str(refused.value)
