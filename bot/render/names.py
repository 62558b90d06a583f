"""What people call the things that a practice profile or the record knows by an id."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import pass_context
from jinja2.runtime import Context

from bot.render.dates import locale_of

# The documents' names are everybody's names; `names.toml` holds those that no document prints.
FILES = ("documents/terms.toml", "names.toml")
Names = Mapping[str, Mapping[str, str]]


def read_names(folder: Path) -> Names:
    """The names of one language: group -> id -> name."""
    found: dict[str, dict[str, str]] = {}
    for file in FILES:
        path = folder / file
        groups: Names = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        for group, names in groups.items():
            found.setdefault(group, {}).update(names)
    return found


def name_of(languages: Sequence[Names], group: str, thing: str, language: str) -> str:
    """The name of an id; one without a name reads as it is, with spaces. Babel knows the languages."""
    if group == "languages":
        return locale_of(thing).get_display_name(locale_of(language)) or thing
    known = (names[group][thing] for names in languages if thing in names.get(group, {}))
    return next(known, thing.replace("_", " "))


def named_filter(languages: Sequence[Names]) -> Callable[[Context, str, str], str]:
    """The filter of words files: `{{ role | named("roles") }}`."""

    @pass_context
    def named(context: Context, thing: str, group: str) -> str:
        return name_of(languages, group, thing, context["language"])

    return named
