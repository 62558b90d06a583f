"""Where a file does not fit the schema, in the words of whoever writes it."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from jsonschema.exceptions import ValidationError

from bot.profiles.problem import Problem, unknown
from bot.profiles.shape import ID, LOCALE

_KINDS = {
    "integer": "must be a whole number, without quotes: 30",
    "string": 'must be words in quotes: "like this"',
    "boolean": "must be true or false, without quotes",
    "array": 'must be a list: ["one", "two"]',
    "object": 'must be a table: { id = "one", … }',
}
_SPELLED = {
    ID: "is no id. Use small letters, digits, - and _ alone: first_visit",
    LOCALE: "is no language and place: en-US",
}
_WRITE = {
    "source": 'name one of your [sources]: source = "…"',
    "mark": 'say how sure you are: mark = "confirmed", or "unconfirmed"',
    "id": 'give it a name of its own: id = "…"',
}


def misfits(error: ValidationError, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Each thing that is wrong at one place."""
    where, asked, given = _place(error, table), cast(Any, error.validator_value), cast(Any, error.instance)
    if error.validator == "additionalProperties":
        known = cast(Any, error.schema)["properties"]
        for name in sorted(set(given) - set(known)):
            yield Problem(where, unknown("key", name, known), name)
    elif error.validator == "required":
        for name in (one for one in asked if one not in given):
            yield Problem(where, f"the key {name!r} is missing. {_how_to_write(name, where)}")
    elif error.validator == "type":
        yield Problem(where, f"{given!r} {_KINDS[str(asked)]}")
    elif error.validator == "enum":
        yield Problem(where, unknown("value", str(given), asked))
    elif error.validator == "minimum":
        yield Problem(where, f"{given} must be {asked} or more")
    elif error.validator == "maximum":
        yield Problem(where, f"{given} must be {asked} or less")
    elif error.validator == "minItems":
        yield Problem(where, "the list is empty. Write at least one thing there")
    elif error.validator == "pattern":
        yield Problem(where, f"{given!r} {_SPELLED[str(asked)]}")
    else:
        yield Problem(where, f"{error.message}: write something there, or leave the key out")


def _how_to_write(name: str, where: str) -> str:
    usual = f"Add a table [{name}], or a line {name} = …" if where == "top level" else f"Add {name} = …"
    said = _WRITE.get(name)
    return f"{said[0].upper()}{said[1:]}" if said else f"{usual}; the profile that you copied shows how"


def _place(error: ValidationError, table: Mapping[str, Any]) -> str:
    """As people say it: an item of a list by its id."""
    found: list[str] = []
    value: Any = table
    for part in error.absolute_path:
        value = value[part]
        named = isinstance(part, int) and isinstance(value, Mapping) and isinstance(value.get("id"), str)
        if named:
            found.append(f".{value['id']}")
        else:
            found.append(f"[{part}]" if isinstance(part, int) else f".{part}")
    return "".join(found).lstrip(".") or "top level"
