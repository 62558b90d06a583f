"""What people call the things that a practice profile or the record knows by an id.

The names of a group are the blocks of `messages/<language>/names/<group>.j2`, one for each id.
"""

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from bot.render.dates import locale_of
from bot.render.escape import as_plain
from bot.render.sentences import shared


def name_of(env: Environment, group: str, thing: str, language: str) -> str:
    """The name of an id; one that nobody named reads as it is, with spaces. Babel knows the languages."""
    names = shared(env, f"names/{group}.j2", thing, {})
    if names.has(thing):
        return as_plain(names.get(thing))
    if group == "languages":
        return str(locale_of(language).languages.get(thing, thing))
    return thing.replace("_", " ")


@pass_context
def named(context: Context, thing: str, group: str) -> str:
    """The filter of words files: `{{ role | named("roles") }}`."""
    return name_of(context.environment, group, thing, context["language"])
