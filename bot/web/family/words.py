"""The words of the private page, from messages/<language>/web/family.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MESSAGES = Path(__file__).resolve().parents[3] / "messages"
FALLBACK, FILE = "en", "web/family.toml"


@dataclass(frozen=True)
class PageWords:
    """One language's words."""

    language: str
    phrases: Mapping[str, Mapping[str, str]]

    def __call__(self, key: str, **facts: object) -> str:
        """The phrase `section.name`, filled in; what goes onto a page is escaped there."""
        section, name = key.split(".")
        return self.phrases[section][name].format(**facts)


@cache
def languages() -> tuple[str, ...]:
    """Those that the page speaks, English first."""
    spoken = (path.parents[1].name for path in MESSAGES.glob(f"*/{FILE}"))
    return tuple(sorted(spoken, key=lambda one: (one != FALLBACK, one)))


@cache
def page_words(language: str | None) -> PageWords:
    """The words of a language, or English where the page does not speak it."""
    spoken = language if language in languages() else FALLBACK
    return PageWords(spoken, tomllib.loads((MESSAGES / spoken / FILE).read_text("utf-8")))
