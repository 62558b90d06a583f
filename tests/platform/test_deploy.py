"""The container files agree with the settings and with the lock."""

import re
from pathlib import Path

from bot.setting_names import VARIABLES

ROOT = Path(__file__).parents[2]


def test_compose_passes_on_every_variable_but_the_practice_clock() -> None:
    compose = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
    passed = set(re.findall(r"^      ([A-Z_]+): ", compose, re.MULTILINE))
    assert set(VARIABLES) - passed == {"ROUNDTABLE_CLOCK_FILE"}


def test_the_image_is_built_from_hashed_packages_and_runs_without_rights() -> None:
    image = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    assert [
        line for line in image.splitlines() if "pip install" in line and "--require-hashes" not in line
    ] == []
    assert re.search(r"^USER (?!root)\w+$", image, re.MULTILINE)
    assert "HEALTHCHECK" in image
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
