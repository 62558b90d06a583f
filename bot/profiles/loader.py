"""Reads profile files, lays each on the one that it includes, and refuses a wrong one by name."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from bot.domain.profile import PracticeProfile
from bot.profiles.checks import problems_in
from bot.profiles.lines import line_of
from bot.profiles.misfits import misfits
from bot.profiles.problem import Problem, WrongValue, unknown
from bot.profiles.shape import ID, INHERITED, built, file_schema

FOLDER = Path(__file__).parent
Table = dict[str, Any]
# The place of what is wrong with a file as a whole.
WHOLE = "the file"

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

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class _Refused(Exception):
    """What is wrong, by file."""


Found = list[tuple[str, Problem]]


@cache
def profile(profile_id: str) -> PracticeProfile:
    """One of the profiles that come with Roundtable. Raises KeyError."""
    return load_profiles()[profile_id]


def load_profiles(folder: Path | None = None, own: Path | None = None) -> dict[str, PracticeProfile]:
    """Every profile of a folder by its id; those of the agency's `own` folder take the place of ours.

    Raises ProfileError, which lists all that is wrong: file, line, place, reason, and what to write.
    """
    found: Found = []
    places = [place for place in (folder or FOLDER, own) if place]
    empty = [f"{place}: no profile (*.toml) in this folder" for place in places if not _in(place)]
    if empty:
        raise ProfileError(empty)
    files = {path.stem: path for place in places for path in _in(place)}
    try:
        return _loaded(files, found)
    except _Refused:
        raise ProfileError(_told(files[name], problem) for name, problem in found) from None


def _in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _told(path: Path, problem: Problem) -> str:
    """In one line: `us-mo.toml:12: clocks.first_visit: no event named …`."""
    line = problem.line
    if line is None and problem.where != WHOLE:
        line = line_of(path.read_text("utf-8", "replace"), problem.where, problem.about)
    return f"{path.name}{f':{line}' if line else ''}: {problem.where}: {problem.reason}"


def _loaded(files: dict[str, Path], found: Found) -> dict[str, PracticeProfile]:
    tables = {name: _read(path, found) for name, path in files.items()}
    _stop_at(found)
    for name, table in tables.items():
        found += [(name, problem) for problem in _include_problems(name, table, tables)]
    _stop_at(found)
    loaded = {name: _profile(name, _laid_on_included(name, tables), found) for name in tables}
    _stop_at(found)
    return {name: made for name, made in loaded.items() if made is not None}


def _stop_at(found: Found) -> None:
    if found:
        raise _Refused


def _read(path: Path, found: Found) -> Table:
    """One file's table, its sources written out; what is wrong goes to `found`."""
    try:
        # Some editors put a mark of their own before the first letter.
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        found.append((path.stem, _not_toml(problem)))
        return {}
    if not table:
        found.append((path.stem, Problem(WHOLE, "there is nothing in it. Copy the profile nearest to yours")))
        return {}
    errors = Draft202012Validator(file_schema()).iter_errors(table)
    # Of two keys that are missing, each error tells of both.
    wrong = list(dict.fromkeys(one for error in errors for one in misfits(error, table)))
    if not wrong:
        wrong = [one for key, value in table.items() for one in _write_out(value, table["sources"], key)]
        wrong += [_misnamed(table["id"], path)] if table["id"] != path.stem else []
    found += [(path.stem, one) for one in wrong]
    return table


def _misnamed(said: str, path: Path) -> Problem:
    write = f'Write id = "{path.stem}", or name' if re.fullmatch(ID, path.stem) else "Name"
    return Problem("id", f'"{said}" is not the name of the file. {write} the file {said}.toml')


def _not_toml(problem: Exception) -> Problem:
    """The reader names the line itself: so the author finds it though nothing else could be read."""
    if isinstance(problem, OSError):
        return Problem(WHOLE, f"it cannot be read ({problem.strerror})")
    if isinstance(problem, UnicodeDecodeError):
        line = problem.object[: problem.start].count(b"\n") + 1
        return Problem(WHOLE, "a letter on this line is not UTF-8. Save the file as UTF-8", line=line)
    at = re.search(r"line (\d+)", str(problem))
    why = str(problem).partition(" (at")[0]
    look_for = "Look for a quote, comma or bracket that is missing, or a name that is there twice"
    reason = f"this line cannot be read ({why}). {look_for}"
    # What breaks off at the very end has no line of its own.
    return Problem(WHOLE, reason, line=int(at[1]) if at else None)


def _write_out(value: Any, sources: dict[str, str], where: str) -> Iterator[Problem]:
    """Put the full citation in place of each source's short name, in this value and all it holds."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            name = item.get("id") if isinstance(item, dict) else None
            yield from _write_out(item, sources, f"{where}.{name or place}")
    elif isinstance(value, dict):
        name = value.get("source")
        if name is not None and name not in sources:
            reason = f"{unknown('source', name, sources)} Or add it under [sources]"
            yield Problem(f"{where}.source", reason, name)
        elif name is not None:
            value["source"] = sources[name]
        for key, item in value.items():
            yield from _write_out(item, sources, f"{where}.{key}")


def _include_problems(name: str, table: Table, tables: dict[str, Table]) -> Iterator[Problem]:
    for included in table.get("includes", ()):
        if included not in tables or included == name:
            others = [one for one in tables if one != name and "includes" not in tables[one]]
            yield Problem("includes", unknown("other profile", included, others))
        elif "includes" in tables[included]:
            reason = f"{included!r} includes another profile itself. Name that one instead"
            yield Problem("includes", reason)


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


def _profile(name: str, table: Table, found: Found) -> PracticeProfile | None:
    try:
        made = built(PracticeProfile, table)
    except WrongValue as problem:
        found.append((name, problem.problem))
        return None
    found += [(name, problem) for problem in problems_in(made)]
    return made
