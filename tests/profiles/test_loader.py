"""A profile folder is loaded whole or refused with every problem named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.profiles import ProfileError, load_profiles
from bot.profiles.loader import FOLDER
from bot.profiles.shape import file_schema


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new, 1), "utf-8")


def problems_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ProfileError) as refused:
        load_profiles(folder)
    return refused.value.problems


def test_a_copied_folder_loads_like_our_own(folder: Path) -> None:
    assert load_profiles(folder) == load_profiles()


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "reason"),
    [
        ("us-ks", 'label = "Kansas', 'lable = "Kansas', "top level", "'lable' was unexpected"),
        ("us-ks", 'label = "Kansas: child in custody"\n', "", "top level", "'label' is a required property"),
        ("us-ks", "within_days = 20", "within_days = -1", "clocks[0].within_days", "minimum of 0"),
        ("us-ks", "within_days = 20", 'within_days = "20"', "clocks[0].within_days", "not of type 'integer'"),
        ("us-ks", "within_days = 20\n", "", "initial_conference", "within_days or within_months"),
        ("us-ks", 'mark = "seed"', 'mark = "sure"', "further_reading[0].mark", "'sure' is not one of"),
        ("us-ks", ', mark = "seed" }', " }", "further_reading[0]", "'mark' is a required property"),
        ("us-ks", 'source = "ks-guide"', 'source = "ks-gide"', "further_reading[0].source", "[sources]"),
        ("us-ks", 'id = "us-ks"', 'id = "us-kansas"', "id", "not the name of the file"),
        (
            "us-ks",
            '["us-federal-floor"]',
            '["us-federal"]',
            "includes",
            "no other profile named 'us-federal'",
        ),
        ("us-ks", '["us-federal-floor"]', '["us-ga"]', "includes", "includes another profile itself"),
        (
            "us-ks",
            'from_event = "placed_in_custody"',
            'from_event = "in_custody"',
            "clocks.initial_conference",
            "no event named 'in_custody'",
        ),
        ("us-ks", '"casa", "resource', '"casas", "resource', "must_invite.custody.roles", "no role named"),
        ("us-ks", 'fact = "in_custody"', 'fact = "custody"', "must_invite.custody.when", "no fact named"),
        ("us-ks", 'id = "adoption"', 'id = "reintegration"', "permanency_goals.reintegration", "twice"),
        ("us-ks", 'goals = ["adoption", "rein', 'goals = ["adopt", "rein', "goal_rules", "no goal named"),
        ("us-ks", 'start = "20:00"', 'start = "8 pm"', "quiet_hours.start", "no time of day"),
        ("us-ks", 'how = ["hand", "mail"]', 'how = ["pigeon"]', "copies.parents.how", "'pigeon'"),
        (
            "us-ks",
            'stages = "conference"',
            'stages = "talk"',
            "meeting_kinds.case_planning",
            "no list of stages",
        ),
        ("us-ks", '"dcf_social_worker"', '"social_worker"', "roles.aliases", "names more than one role"),
        ("us-ct", 'clock = "contested', 'clock = "uncontested', "challenge.clock", "no clock named"),
        ("au-vic", 'locale = "en-AU"', "locale = en-AU", "not TOML", ""),
    ],
)
def test_a_wrong_file_is_refused_with_file_place_and_reason(
    folder: Path, file: str, old: str, new: str, where: str, reason: str
) -> None:
    change(folder / f"{file}.toml", old, new)
    assert any(
        line.startswith(f"{file}.toml: ") and where in line and reason in line for line in problems_of(folder)
    )


def test_every_problem_of_every_file_is_listed(folder: Path) -> None:
    change(folder / "us-ks.toml", "within_days = 20", "within_dayz = 20")
    change(folder / "us-ks.toml", 'locale = "en-US"', "locale = 5")
    change(folder / "au-vic.toml", "within_days = 21", "within_days = 2.5")
    found = "\n".join(problems_of(folder))
    assert "us-ks.toml: clocks[0]" in found
    assert "us-ks.toml: locale" in found
    assert "au-vic.toml: copies[0].within_days" in found


def test_a_profile_that_includes_nothing_states_its_own_roles_and_stages(folder: Path) -> None:
    change(folder / "us-ct.toml", 'includes = ["us-federal-floor"]\n', "")
    found = "\n".join(problems_of(folder))
    assert "'roles' is a required property" in found
    assert "'stage_lists' is a required property" in found


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "no profile" in problems_of(tmp_path)[0]


def every_table(schema: object, seen: Callable[[dict[str, object]], None]) -> None:
    if isinstance(schema, dict):
        seen(schema)
        for part in schema.values():
            every_table(part, seen)


def test_the_schema_lets_no_unknown_key_through() -> None:
    open_tables: list[object] = []

    def note(part: dict[str, object]) -> None:
        if part.get("type") == "object" and part.get("additionalProperties", True) is True:
            open_tables.append(part)

    every_table(file_schema(), note)
    assert open_tables == []


def test_the_written_schema_is_the_one_in_force() -> None:
    written = json.loads((FOLDER / "schema.json").read_text("utf-8"))
    assert written == file_schema(), "write it anew: python -m bot.profiles > bot/profiles/schema.json"
