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
        for name, value in self._health.items():
            if isinstance(value, bool | int | float):
                plain = re.sub(r"[^a-z0-9_]", "_", name.lower())
                yield GaugeMetricFamily(f"roundtable_{plain}", f"{name} of /health", value=float(value))


def exposition(health: Mapping[str, object]) -> tuple[bytes, str]:
    """The text and its content type."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Numbers(health))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    GCCollector(registry=registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST
