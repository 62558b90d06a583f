"""Words files of our own, so that the layouts are tested apart from the bot's sentences."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.render import Words
from bot.render.words import MESSAGES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("layouts", "en/errors", "en/problems"):
        shutil.copytree(MESSAGES / name, tmp_path / name)
    shutil.copy(MESSAGES / "en/common.j2", tmp_path / "en")
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[..., None]:
    """write("hub/here", "hub", title="…", words="…") makes one words file."""

    def write(name: str, layout: str, language: str = "en", **blocks: str) -> None:
        file = folder / language / f"{name}.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        parts = [f"{{% block {block} %}}{words}{{% endblock %}}" for block, words in blocks.items()]
        file.write_text("\n".join([f'{{% extends "layouts/{layout}.j2" %}}', *parts]), encoding="utf-8")

    return write


@pytest.fixture
def words(folder: Path) -> Callable[[], Words]:
    """Makes Words of what was written by then."""
    return lambda: Words(folder)
