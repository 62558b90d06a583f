"""How the bot says how it is doing: to /health, /metrics and the doctor, also without its database."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from bot.domain.errors import DatabaseAway
from bot.domain.health import Backlog, LineHealth, SweepHealth, TicksHealth
from bot.pulse import Pulse, as_numbers
from bot.running_bot import running
from bot.storage import Storage
from bot.web.beside import serve_beside
from bot.web.site import make_site
from tests.platform.bot_process import free_port, get

NOW = datetime(2026, 3, 18, 15, 30, tzinfo=UTC)
WELL = SweepHealth(NOW, 2.0, stale=False)


class Stored:
    """A database that can go away."""

    def __init__(self) -> None:
        self.backlog, self.away = self, False

    def look(self, now: datetime) -> Backlog:
        if self.away:
            raise DatabaseAway()
        return Backlog(3, now - timedelta(seconds=20), 1)


class Watch:
    def now(self) -> datetime:
        return NOW


@contextmanager
def served(pulse: Pulse) -> Iterator[int]:
    """The pages of a bot with this pulse; on which port."""
    port = free_port()
    close = serve_beside(make_site(lambda: as_numbers(pulse.look())), "127.0.0.1", port)
    try:
        yield port
    finally:
        close()


def test_health_metrics_and_the_doctor_tell_the_same_and_what_to_do() -> None:
    stored, line = Stored(), LineHealth(True, 1.5, 7200.0)
    sweeps: dict[str, SweepHealth] = {"outbox": WELL, "inbox": WELL}
    pulse = Pulse(
        cast(Storage, stored), Watch(), ticks=lambda: TicksHealth(True, True, sweeps), line=lambda: line
    )
    with served(pulse) as port:

        def health() -> tuple[int, dict[str, Any]]:
            status, text = get(f"http://127.0.0.1:{port}/health")
            return status, json.loads(text)

        status, state = health()
        assert (status, state["ok"], state["due"], state["uncertain"]) == (200, True, 3, 1)
        assert (state["oldest_due_seconds"], state["socket_age_seconds"]) == (20.0, 7200.0)
        metrics = get(f"http://127.0.0.1:{port}/metrics")[1]
        for figure in ("due 3.0", "uncertain 1.0", "sweeps_outbox_seconds_ago 2.0", "socket_connected 1.0"):
            assert f"\nroundtable_{figure}\n" in metrics
        found = running("0.0.0.0", port)
        assert found.well
        assert found.note.startswith("last sweep 2 seconds ago; connected to Slack for 120 minutes")

        line = LineHealth(False, 40.0, 40.0)
        assert health()[0] == 503
        assert "lost Slack" in running("127.0.0.1", port).note
        line = LineHealth(True, 1.0, 1.0)
        sweeps["outbox"] = SweepHealth(None, None, stale=True, failing="LookupError")
        pulse.ticks = lambda: TicksHealth(False, True, sweeps)
        found = running("127.0.0.1", port)
        assert not found.well
        assert "did not finish lately: outbox. They end with LookupError" in found.note

        stored.away = True
        status, state = health()
        assert (status, state["database"], state["due"]) == (503, False, 0)
        assert "cannot reach its database" in running("127.0.0.1", port).note
    assert "nothing to see" in running("127.0.0.1", port).note
