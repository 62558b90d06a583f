"""Faults that can be switched on: what goes wrong between a bot and Slack on a bad day."""

import threading
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.practice.lots import seeded
from bot.practice.model import Json


@dataclass(frozen=True)
class Faults:
    """How often each thing goes wrong (0 to 1), and how slow Slack is."""

    latency_ms: float = 0.0
    rate_429: float = 0.0
    rate_500: float = 0.0
    lost_response: float = 0.0
    cut_response: float = 0.0
    dropped_socket: float = 0.0
    duplicate_events: float = 0.0
    duplicate_interactions: float = 0.0
    methods: tuple[str, ...] | None = None
    seed: int = 0
    retry_after: int = 1


class FaultSwitch:
    """Holds the faults that are on now, and draws lots for them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults = Faults()
        self._random = seeded(0)

    @property
    def now(self) -> Faults:
        with self._lock:
            return self._faults

    def set(self, changed: dict[str, Any]) -> Faults:
        """Change the named faults; an unknown name or a wrong kind of value raises ValueError."""
        if isinstance(changed.get("methods"), list):
            changed = {**changed, "methods": tuple(changed["methods"])}
        for name, value in changed.items():
            _check(name, value)
        with self._lock:
            self._faults = replace(self._faults, **changed)
            if "seed" in changed:
                self._random = seeded(self._faults.seed)
            return self._faults

    def strikes(self, fault: str, method: str | None = None) -> bool:
        with self._lock:
            chance = getattr(self._faults, fault)
            if method and self._faults.methods is not None and method not in self._faults.methods:
                return False
            return bool(chance) and self._random.random() < chance

    def public(self) -> Json:
        return asdict(self.now)


def _check(name: str, value: Any) -> None:
    if name not in Faults.__dataclass_fields__:
        raise ValueError(f"there is no fault {name}")
    if name == "methods":
        if value is not None and not all(isinstance(method, str) for method in value):
            raise ValueError("methods must be names, or null for all")
    elif not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} must be a number of at least 0")
    elif name not in ("latency_ms", "seed", "retry_after") and value > 1:
        raise ValueError(f"{name} must be between 0 and 1")
