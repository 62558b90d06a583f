"""The numbers of /health, and the process's own, in the form that Prometheus reads."""

import re
from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector


class _Numbers(Collector):
    """Each number or flag of /health as `roundtable_<its name>`; what is not known yet is left out."""

    def __init__(self, health: Mapping[str, object]) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        for name, value in _flat(self._health):
            yield GaugeMetricFamily(f"roundtable_{name}", f"{name} of /health", value=value)


def _flat(health: Mapping[str, object], before: str = "") -> Iterator[tuple[str, float]]:
    """`{"sweeps": {"outbox": {"stale": False}}}` is `sweeps_outbox_stale 0`."""
    for name, value in health.items():
        plain = before + re.sub(r"[^a-z0-9_]", "_", name.lower())
        if isinstance(value, Mapping):
            yield from _flat(value, f"{plain}_")
        elif isinstance(value, bool | int | float):
            yield plain, float(value)


def exposition(health: Mapping[str, object]) -> tuple[bytes, str]:
    """The text and its content type."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Numbers(health))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST
