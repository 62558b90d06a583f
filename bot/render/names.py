"""What people call the things that a practice profile or the record knows by an id.

The names of a group are the blocks of `messages/<language>/names/<group>.j2`, one for each id.
"""

from collections.abc import Callable, Sequence

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from bot.render.dates import locale_of
from bot.render.escape import as_plain
from bot.render.sentences import sentences_of


def name_of(languages: Sequence[Environment], group: str, thing: str, language: str) -> str:
    """The name of an id in the first language that has one; without any, it reads as it is, with spaces."""
    for env in languages:
        names = sentences_of(env, f"names/{group}.j2", {})
        if names.has(thing):
            return as_plain(names.get(thing))
    if group == "languages":
        return locale_of(thing).get_display_name(locale_of(language)) or thing
    return thing.replace("_", " ")


def named_filter(languages: Sequence[Environment]) -> Callable[[Context, str, str], str]:
    """The filter of words files: `{{ role | named("roles") }}`."""

    @pass_context
    def named(context: Context, thing: str, group: str) -> str:
        return name_of(languages, group, thing, context["language"])

    return named
