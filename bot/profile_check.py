"""Checks practice profiles: ours, an agency's whole folder beside them, or one file."""

import shutil
import tempfile
from pathlib import Path

from bot.profiles import ProfileError, load_profiles


def check(what: Path | None = None) -> tuple[str, ...]:
    """One line for each problem; none when the profiles can be used. `what`: a file, or a folder of them."""
    try:
        if what is None or what.is_dir():
            load_profiles(own=what)
        elif what.is_file() and what.suffix != ".toml":
            return (f"{what.name}: the file: the bot reads profiles whose name ends in .toml. Rename it",)
        else:
            _load_beside_ours(what)
    except ProfileError as refused:
        return refused.problems
    except OSError as problem:
        return (f"{what}: {problem.strerror}",)
    return ()


def _load_beside_ours(file: Path) -> None:
    """Alone in a folder, as an agency's own: it may include one of ours."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(file, folder)
        load_profiles(own=Path(folder))
