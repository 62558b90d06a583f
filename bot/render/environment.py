"""Jinja as the words files need it: one environment for each language."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import Markup

from bot.render import dates, elements, texts
from bot.render.escape import safe
from bot.render.limits import split
from bot.render.links import called, linked, written_to
from bot.render.names import named
from bot.render.sentences import FALLBACK, Sentences

FILTERS = (
    dates.day,
    dates.weekday,
    dates.clock,
    dates.moment,
    dates.for_reader,
    dates.listed,
    dates.person,
    dates.channel,
    linked,
    called,
    written_to,
)
FUNCTIONS = (
    texts.mrkdwn,
    texts.plain,
    texts.rich_text,
    texts.points,
    elements.buttons,
    elements.overflow_menu,
    elements.page_buttons,
    elements.options_of,
    elements.element,
    split,
)


def environments(folder: Path) -> Mapping[str, Environment]:
    """One environment for each language folder; a file that it lacks is read in English."""
    languages = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "layouts")
    return {language: _environment(folder, language) for language in languages}


class _Environment(Environment):
    """Reads `row.copy` from a mapping's keys before its methods: rows name their values as they like."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _environment(folder: Path, language: str) -> Environment:
    env = _Environment(
        loader=FileSystemLoader([folder / language, folder / FALLBACK, folder]),
        autoescape=True,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters.update({each.__name__: each for each in FILTERS})
    env.filters["block"] = _block
    env.filters["named"] = named
    env.filters["mrkdwn"] = texts.mrkdwn
    env.globals.update({each.__name__: each for each in FUNCTIONS})
    env.globals["sentences"] = pass_context(Sentences)
    return env


def _block(parts: Mapping[str, object]) -> Markup:
    """One JSON object on a line of its own, without the parts that are empty."""
    return Markup("\n" + json.dumps(texts.filled(parts)) + "\n")
