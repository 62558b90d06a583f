"""Reads profile files, lays each on the one that it includes, and refuses a wrong one by name."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.domain.profile import PracticeProfile
from bot.profiles.checks import problems_in
from bot.profiles.lines import line_of
from bot.profiles.shape import INHERITED, built, file_schema

FOLDER = Path(__file__).parent
Table = dict[str, Any]

# Lists that an included file adds to, by what tells their items apart; the including file's item wins.
_ADDED_TO = {
    "roles": "id",
    "clocks": "id",
    "trigger_events": "id",
    "legal_references": "id",
    "stage_lists": "id",
    "stand_ins": "event",
}


class ProfileError(Exception):
    """Profile files cannot be used; `problems` has one line for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@cache
def profile(profile_id: str) -> PracticeProfile:
    """One of the profiles that come with Roundtable. Raises KeyError."""
    return load_profiles()[profile_id]


def load_profiles(folder: Path | None = None, own: Path | None = None) -> dict[str, PracticeProfile]:
    """Every profile of a folder by its id; those of the agency's `own` folder take the place of ours.

    Raises ProfileError, which lists all that is wrong, with its line.
    """
    problems: list[str] = []
    files = {path.stem: path for place in (folder or FOLDER, own) if place for path in _in(place, problems)}
    try:
        return _loaded(files, problems)
    except ProfileError as refused:
        raise ProfileError([_with_line(problem, files) for problem in refused.problems]) from None


def _in(folder: Path, problems: list[str]) -> list[Path]:
    found = sorted(folder.glob("*.toml"))
    problems += [] if found else [f"{folder}: no profile (*.toml) in this folder"]
    return found


def _with_line(problem: str, files: dict[str, Path]) -> str:
    """The problem with the line of its file on which it stands, where that can be told."""
    name, where, *_ = [*problem.split(": ", 2), ""]
    path = files.get(name.removesuffix(".toml"))
    line = line_of(path.read_text("utf-8", "replace"), where) if path and where else None
    return f"{problem} (line {line})" if line else problem


def _loaded(files: dict[str, Path], problems: list[str]) -> dict[str, PracticeProfile]:
    tables = {name: _read(path, problems) for name, path in files.items()}
    _stop_at(problems)
    for name, table in tables.items():
        problems += [f"{name}.toml: {line}" for line in _include_problems(name, table, tables)]
    _stop_at(problems)
    loaded = {name: _profile(name, _laid_on_included(name, tables), problems) for name in tables}
    _stop_at(problems)
    return {name: made for name, made in loaded.items() if made is not None}


def _stop_at(problems: list[str]) -> None:
    if problems:
        raise ProfileError(problems)


def _read(path: Path, problems: list[str]) -> Table:
    """One file's table, its sources written out; what is wrong goes to the problems."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        problems.append(f"{path.name}: not TOML: {problem}")
        return {}
    found = [_line(error) for error in Draft202012Validator(file_schema()).iter_errors(table)]
    if not found:
        found = [line for key, value in table.items() for line in _write_out(value, table["sources"], key)]
        found += [] if table["id"] == path.stem else [f"id: {table['id']!r} is not the name of the file"]
    problems += [f"{path.name}: {line}" for line in found]
    return table


def _line(error: ValidationError) -> str:
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    return f"{where.lstrip('.') or 'top level'}: {error.message}"


def _write_out(value: Any, sources: dict[str, str], where: str) -> Iterator[str]:
    """Put the full citation in place of each source's short name, in this value and all it holds."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _write_out(item, sources, f"{where}[{place}]")
    elif isinstance(value, dict):
        name = value.get("source")
        if name is not None and name not in sources:
            yield f"{where}.source: {name!r} does not stand in [sources]"
        elif name is not None:
            value["source"] = sources[name]
        for key, item in value.items():
            yield from _write_out(item, sources, f"{where}.{key}")


def _include_problems(name: str, table: Table, tables: dict[str, Table]) -> Iterator[str]:
    for included in table.get("includes", ()):
        if included not in tables or included == name:
            yield f"includes: no other profile named {included!r}"
        elif "includes" in tables[included]:
            yield f"includes: {included!r} includes another profile itself; one step is the limit"


def _laid_on_included(name: str, tables: dict[str, Table]) -> Table:
    """The table with what it takes from included ones. An included event opens no case here."""
    table = _signed(name, tables[name])
    for included in table.get("includes", ()):
        below = _signed(included, tables[included])
        below["trigger_events"] = [{**event, "opens_case": False} for event in below["trigger_events"]]
        for key, told_apart_by in _ADDED_TO.items():
            own = table.get(key, [])
            known = {item[told_apart_by] for item in own}
            table[key] = own + [item for item in below.get(key, []) if item[told_apart_by] not in known]
        for key in INHERITED:
            if key in below:
                table.setdefault(key, below[key])
    return {key: value for key, value in table.items() if key != "sources"}


def _signed(name: str, table: Table) -> Table:
    """A copy in which each clock says which profile states it."""
    return {**table, "clocks": [{**clock, "profile": name} for clock in table["clocks"]]}


def _profile(name: str, table: Table, problems: list[str]) -> PracticeProfile | None:
    try:
        made = built(PracticeProfile, table)
    except ValueError as problem:
        problems.append(f"{name}.toml: {problem}")
        return None
    problems += [f"{name}.toml: {where}: {reason}" for where, reason in problems_in(made)]
    return made
