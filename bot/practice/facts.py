"""Slack's own facts about its methods and events, read from facts.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True)
class Method:
    """What one Web API method takes, needs and allows."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    scopes: tuple[str, ...]
    scopes_by_kind: Mapping[str, tuple[str, ...]]
    json: bool
    per_minute: int

    @property
    def arguments(self) -> frozenset[str]:
        return frozenset(self.required) | frozenset(self.optional)


@dataclass(frozen=True)
class Facts:
    """All that is known of methods, argument types and events."""

    methods: Mapping[str, Method]
    types: Mapping[str, str]
    events: Mapping[str, tuple[str, ...]]


@cache
def facts() -> Facts:
    raw = json.loads(files("bot.practice").joinpath("facts.json").read_text(encoding="utf-8"))
    methods = {
        name: Method(
            name=name,
            required=tuple(fact["required"]),
            optional=tuple(fact["optional"]),
            scopes=tuple(fact["scopes"]),
            scopes_by_kind={kind: tuple(scopes) for kind, scopes in fact.get("scopes_by_kind", {}).items()},
            json=fact["json"],
            per_minute=fact["per_minute"],
        )
        for name, fact in raw["methods"].items()
    }
    types = {name: kind for kind, names in raw["argument_types"].items() for name in names}
    events = {name: tuple(scopes) for name, scopes in raw["events"].items()}
    return Facts(MappingProxyType(methods), MappingProxyType(types), MappingProxyType(events))
