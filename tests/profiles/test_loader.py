"""A profile folder is loaded whole or refused with every problem named."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.profile_check import check
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
        ("us-ks", 'label = "Kansas', 'lable = "Kansas', "top level", "Did you mean 'label'"),
        ("us-ks", 'label = "Kansas: child in custody"\n', "", "top level", "the key 'label' is missing"),
        (
            "us-ks",
            "within_days = 20",
            "within_days = -1",
            "clocks.initial_conference.within_days",
            "0 or more",
        ),
        ("us-ks", "within_days = 20", 'within_days = "20"', "clocks.initial_conference", "a whole number"),
        ("us-ks", "within_days = 20\n", "", "initial_conference", "within_days or within_months"),
        (
            "us-ks",
            'mark = "seed"',
            'mark = "sure"',
            "further_reading.family_handbook.mark",
            "no value named 'sure'",
        ),
        ("us-ks", ', mark = "seed" }', " }", "further_reading.family_handbook", "the key 'mark' is missing"),
        (
            "us-ks",
            'source = "ks-guide"',
            'source = "ks-gide"',
            "further_reading.family_handbook.source",
            "[sources]",
        ),
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
        ("us-ga", '"https://pamms', '"pamms', "further_reading.meeting_policy.link", "no address such as"),
        ("au-vic", 'locale = "en-AU"', "locale = en-AU", "cannot be read", "a quote"),
        ("au-vic", 'locale = "en-AU"', 'locale = "english"', "locale", "no language and place"),
        ("us-ks", "within_days = 20", "within_days = 0", "initial_conference", "no time at all"),
        ("us-ks", "within_days = 20", "within_days = 99999", "within_days", "36500 or less"),
        ("us-ks", "[30, 14, 3]", "[]", "reminders.clock_lead_days", "the list is empty"),
        ("us-ks", 'groups = ["agency"]', 'groups = ["agencies"]', "escalation.groups", "Did you mean"),
        ("us-ks", 'end = "08:00"', 'end = "20:00"', "quiet_hours.end", "the hour at which they start"),
        ("us-ks", 'id = "initial_conference"', 'id = "first:one"', "clocks.first:one.id", "no id"),
        ("us-ks", "[narrative]", "[weather]\n[narrative]", "top level", "no key named 'weather'"),
    ],
)
def test_a_wrong_file_is_refused_with_file_place_and_reason(
    folder: Path, file: str, old: str, new: str, where: str, reason: str
) -> None:
    change(folder / f"{file}.toml", old, new)
    assert any(
        line.startswith(f"{file}.toml") and where in line and reason in line for line in problems_of(folder)
    )


def test_every_problem_of_every_file_is_listed(folder: Path) -> None:
    change(folder / "us-ks.toml", "within_days = 20", "within_dayz = 20")
    change(folder / "us-ks.toml", 'locale = "en-US"', "locale = 5")
    change(folder / "au-vic.toml", "within_days = 21", "within_days = 2.5")
    found = "\n".join(problems_of(folder))
    lines = (folder / "us-ks.toml").read_text("utf-8").splitlines()
    line = 1 + next(number for number, text in enumerate(lines) if "within_dayz" in text)
    assert f"us-ks.toml:{line}: clocks.initial_conference" in found
    assert "us-ks.toml:6: locale" in found
    assert "copies.parents.within_days" in found


def test_a_profile_that_includes_nothing_states_its_own_roles_and_stages(folder: Path) -> None:
    change(folder / "us-ct.toml", 'includes = ["us-federal-floor"]\n', "")
    found = "\n".join(problems_of(folder))
    assert "the key 'roles' is missing" in found
    assert "the key 'stage_lists' is missing" in found


SPOILT = [
    (
        "us-ks",
        'label = "Kansas: child in custody"',
        'label = "Kansas',
        "label = ",
        "a quote, comma or bracket",
    ),
    ("us-ks", "within_days = 20", "within_dayz = 20", "within_dayz", "Did you mean 'within_days'"),
    ("us-ks", "within_days = 170", 'within_days = "170"', 'within_days = "170"', "without quotes: 30"),
    ("us-ks", "within_days = 20\n", "", "[[clocks]]", "takes within_days or within_months"),
    (
        "us-ct",
        '["supervisor", "ag',
        '["superviser", "ag',
        'roles = ["superviser"',
        "Did you mean 'supervisor'",
    ),
    (
        "us-ga",
        'met_by = ["plan_completed"]',
        'met_by = ["plan"]',
        'met_by = ["plan"]',
        "no event named 'plan'",
    ),
    ("us-ga", 'at_event = "petition"', 'at_event = "petitoin"', "petitoin", "Did you mean 'petition'"),
    ("us-ga", 'link = "https://p', 'link = "p', "pamms", "no address such as https://"),
    ("us-ct", '"adoption", source', '"guardianship", source', '"guardianship", source', "another id"),
    ("us-ct", "agreement_is_separate = true", 'agreement_is_separate = "yes"', '"yes"', "true or false"),
    ("au-vic", 'to = ["child"], how', 'to = ["kid"], how', '["kid"]', "There are 29, such as mother"),
    ("us-ct", "[narrative]\n", "[narrative]\n[narrative]\n", "[narrative]", "a name that is there twice"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "write"), SPOILT)
def test_each_problem_says_its_line_and_what_to_write(
    folder: Path, file: str, old: str, new: str, line: str, write: str
) -> None:
    change(folder / f"{file}.toml", old, new)
    rows = (folder / f"{file}.toml").read_text("utf-8").splitlines()
    told = [one for one in problems_of(folder) if one.startswith(f"{file}.toml:")]
    found = [one for one in told if line in rows[int(one.split(":")[1]) - 1] and write in one]
    assert found, told


def test_an_agencys_own_folder_stands_beside_ours_and_takes_the_place_of_ours(tmp_path: Path) -> None:
    ours = (FOLDER / "us-ks.toml").read_text("utf-8")
    (tmp_path / "us-ks.toml").write_text(ours.replace("within_days = 20", "within_days = 15", 1), "utf-8")
    (tmp_path / "us-mo.toml").write_text(ours.replace('id = "us-ks"', 'id = "us-mo"', 1), "utf-8")
    found = load_profiles(own=tmp_path)
    assert found.keys() == load_profiles().keys() | {"us-mo"}
    days = {name: found[name].clocks[0].within_days for name in ("us-ks", "us-mo")}
    assert days == {"us-ks": 15, "us-mo": 20}
    with pytest.raises(ProfileError, match="no profile"):
        load_profiles(own=tmp_path / "nowhere")


def test_a_rule_may_change_from_a_day_on_in_the_file(folder: Path) -> None:
    new = (
        '[[clocks.changes]]\nfrom_day = "2026-12-01"\nwithin_days = 15\nsource = "ks-guide"\nmark = "code"\n'
    )
    path = folder / "us-ks.toml"
    words = path.read_text("utf-8")
    place = words.index("[[clocks]]", words.index("[[clocks]]") + 1)
    path.write_text(words[:place] + new + words[place:], "utf-8")
    (change_made,) = load_profiles(folder)["us-ks"].clocks[0].changes
    assert (change_made.from_day, change_made.within_days) == ("2026-12-01", 15)
    change(path, "2026-12-01", "next year")
    assert "is no day" in "".join(problems_of(folder))


CHANGE = '[[clocks.changes]]\nfrom_day = "{}"\n{} = {}\nsource = "ks-guide"\nmark = "code"\n'


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([("20261201", "within_days", 15)], "is no day"),
        ([("0206-12-01", "within_days", 15)], "too long ago"),
        ([("2026-12-01", "within_days", 15), ("2026-12-01", "within_days", 10)], "two changes"),
        ([("2027-12-01", "within_days", 15), ("2026-12-01", "within_days", 15)], "the same before this day"),
        ([("2026-12-01", "within_days", 20)], "the same before this day"),
        ([("2026-12-01", "repeat_days", 20)], "with the change from this day, a repeating clock"),
    ],
)
def test_changes_of_a_rule_that_cannot_be_are_named_with_their_line(
    folder: Path, changes: list[tuple[str, str, int]], reason: str
) -> None:
    path = folder / "us-ks.toml"
    words = path.read_text("utf-8")
    place = words.index("[[clocks]]", words.index("[[clocks]]") + 1)
    path.write_text(words[:place] + "".join(CHANGE.format(*one) for one in changes) + words[place:], "utf-8")
    (told,) = problems_of(folder)
    assert reason in told
    line = path.read_text("utf-8").splitlines()[int(told.split(":")[1]) - 1]
    assert line.startswith("from_day"), told


def test_a_file_that_is_no_profile_at_all_is_named_once_with_what_to_do(tmp_path: Path) -> None:
    ours = (FOLDER / "us-ks.toml").read_bytes().replace(b'id = "us-ks"', b'id = "us-mo"', 1)
    file = tmp_path / "us-mo.toml"
    for body, reason in (
        (b"", "there is nothing in it"),
        (b"# to be written\n", "there is nothing in it"),
        (
            ours.replace(b"Kansas: child", "Qu\xe9bec".encode("latin-1")),
            ":5: the file: a letter on this line",
        ),
        (ours.decode().encode("utf-16"), "Save the file as UTF-8"),
        (ours + b"x = [1,", "cannot be read"),
    ):
        file.write_bytes(body)
        (told,) = check(file)
        assert told.startswith("us-mo.toml")
        assert reason in told
    file.write_bytes(b"\xef\xbb\xbf" + ours.replace(b"\n", b"\r\n"))
    assert check(file) == check(tmp_path) == (), "as some editors of Windows write it"
    (told,) = check(Path(shutil.copy(file, tmp_path / "us-mo.txt")))
    assert "ends in .toml" in told
    file.unlink()
    file.mkdir()
    assert check(tmp_path) == ("us-mo.toml: the file: it cannot be read (Is a directory)",)


def test_two_keys_that_are_missing_are_two_problems(folder: Path) -> None:
    change(folder / "us-ks.toml", 'label = "Kansas: child in custody"\n', "")
    change(folder / "us-ks.toml", 'jurisdiction = "Kansas"\n', "")
    assert len(problems_of(folder)) == 2


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
