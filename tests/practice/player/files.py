"""Conference files for tests: the committed ones, and copies that are changed at one place."""

import copy
import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "bot" / "practice" / "sample" / "sample_conference.json"
TWO_CHILDREN = ROOT / "tests" / "data" / "two_children_nobody_agrees.json"
THREE_VISITS = ROOT / "tests" / "data" / "three_home_visits.json"
KEPT_APART = ROOT / "tests" / "data" / "two_parents_kept_apart.json"
FAMILY_MEETING = ROOT / "tests" / "data" / "family_meeting.json"
TWO_PLANS = ROOT / "tests" / "data" / "two_plans.json"
ALL = (SAMPLE, TWO_CHILDREN, THREE_VISITS, KEPT_APART, FAMILY_MEETING)


def value_of(path: Path) -> Any:
    """What a file holds."""
    return json.loads(path.read_text("utf-8"))


def steps_of(path: str) -> list[str | int]:
    """`$.team[3].notice` as keys and places."""
    return [int(place) if place else key for key, place in re.findall(r"\.(\w+)|\[(\d+)\]", path)]


def with_change(value: Any, path: str, new: Any) -> Any:
    """A copy in which one place holds something else."""
    changed = copy.deepcopy(value)
    *above, last = steps_of(path)
    place = changed
    for step in above:
        place = place[step]
    place[last] = new
    return changed


def without(value: Any, path: str) -> Any:
    """A copy in which one place is gone."""
    changed = copy.deepcopy(value)
    *above, last = steps_of(path)
    place = changed
    for step in above:
        place = place[step]
    del place[last]
    return changed
