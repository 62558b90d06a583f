"""Reads a conference file: a good one becomes a Script, a bad one a list of everything that is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from bot.practice.player.check_dates import date_problems
from bot.practice.player.check_names import name_problems
from bot.practice.player.check_talks import talk_problems
from bot.practice.player.check_texts import text_problems
from bot.practice.player.part import Part
from bot.practice.player.problem import Problem
from bot.practice.player.script import Script
from bot.practice.player.spelled import spelled_out
from bot.practice.player.version_moves import move_problems
from bot.profiles import load_profiles


class NotPlayable(Exception):
    """A file that cannot be played; `problems` has each thing that is wrong, with its path."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of conference files."""
    text = files(__package__).joinpath("conference.schema.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def read_file(path: Path) -> Script:
    """The script of a file. Raises NotPlayable."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_no_doubles)
    except OSError as problem:
        raise NotPlayable([Problem("$", f"the file cannot be read ({problem.strerror})")]) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise NotPlayable([Problem("$", f"this is not JSON: {problem}")]) from None
    except RecursionError:
        raise NotPlayable([Problem("$", "this is no conference file: it is nested too deeply")]) from None
    except _Doubled as problem:
        raise NotPlayable([Problem("$", f"the key {problem} stands twice in one object")]) from None
    return read(value)


def read(value: Any) -> Script:
    """The script of what a file holds. Raises NotPlayable with every problem that can be told."""
    problems = [
        wrong for error in Draft202012Validator(schema()).iter_errors(value) for wrong in _told(error)
    ]
    if problems:
        raise NotPlayable(sorted(set(problems)))
    root = Part("$", value)
    profiles = load_profiles()
    wanted = root.at("case", "profile")
    if wanted.value not in profiles:
        known = ", ".join(profiles)
        raise NotPlayable(
            [
                Problem(wanted.path, f"there is no profile {wanted.value!r}; there are {known}"),
                *date_problems(root),
            ]
        )
    profile = profiles[wanted.value]
    checked = [text_problems(root), date_problems(root), name_problems(root, profile)]
    checked += [talk_problems(root, profile), move_problems(root)]
    problems = [one for found in checked for one in found]
    if problems:
        raise NotPlayable(sorted(set(problems)))
    return Script(spelled_out(root), profile)


class _Doubled(ValueError):
    """A key that stands twice: the first value would be lost without a word."""


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Doubled(repr(key))
        found[key] = value
    return found


def _told(error: ValidationError) -> Iterator[Problem]:
    """A schema's error in words; of several shapes, what is wrong with the one that was meant."""
    if error.validator in ("anyOf", "oneOf") and error.context:
        meant = [inner for inner in error.context if _same_type(inner, error.instance)]
        for inner in meant or error.context:
            yield from _told(inner)
    else:
        yield Problem(error.json_path, _words(error))


def _same_type(inner: ValidationError, instance: Any) -> bool:
    wrong_type = inner.validator == "type" and inner.instance is instance
    return not wrong_type


def _words(error: ValidationError) -> str:
    """Shorter than the library's own, which repeat the value; a value may be a family's words."""
    wanted: Any = error.validator_value
    match error.validator:
        case "required":
            return error.message
        case "additionalProperties":
            return error.message.replace("Additional properties are not allowed", "unknown key")
        case "enum":
            return f"must be one of: {', '.join(str(one) for one in wanted if one is not None)}"
        case "type":
            return f"must be of the type {wanted}"
        case "pattern":
            return "must be a date like 2026-03-18" if "d{4}" in wanted else "is not written as it must be"
        case "minLength":
            return "must not be empty"
        case "maxLength":
            return f"must not be longer than {wanted} characters"
        case _:
            return f"does not fit ({error.validator})"
