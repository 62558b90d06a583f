"""Checks practice profiles: those that come with Roundtable, or one file beside them."""

import shutil
import tempfile
from pathlib import Path

from bot.profiles import ProfileError, load_profiles
from bot.profiles.loader import FOLDER


def check(file: Path | None = None) -> tuple[str, ...]:
    """One line for each problem; none when the profiles can be used."""
    try:
        if file is None:
            load_profiles()
        else:
            _load_among_ours(file)
    except ProfileError as refused:
        return refused.problems
    except OSError as problem:
        return (f"{file}: {problem.strerror}",)
    return ()


def _load_among_ours(file: Path) -> None:
    """A profile may include another one, so it is read in a folder where ours stand too."""
    with tempfile.TemporaryDirectory() as folder:
        for ours in FOLDER.glob("*.toml"):
            shutil.copy(ours, folder)
        shutil.copy(file, Path(folder) / (file.name if file.suffix == ".toml" else f"{file.name}.toml"))
        load_profiles(Path(folder))
