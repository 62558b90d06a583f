"""What was committed is there after the process was killed at any moment; nothing is there by half."""

import json
import subprocess
import sys

from bot.domain.delivery import Outgoing, Received
from bot.domain.plan import Strength
from bot.storage import Storage
from tests.storage.things import TEAM, a_case, keep, unit

KEEPS_WRITING = """
import sys
from bot.storage import open_storage
from tests.storage.conftest import Watch
from tests.storage.things import MASTER_KEY, a_message, a_strength, unit

storage = open_storage(sys.argv[1], MASTER_KEY, Watch(), alone=False)
for number in range(100_000):
    name = f"{sys.argv[2]}-{number}"
    with unit(storage) as work:
        work.once(name)
        work.add(a_strength(id=name))
        work.send(a_message(id=name, key=name))
        work.commit()
    print(name, flush=True)
"""


def _killed_after(url: str, run: int, lines: int) -> list[str]:
    """Let a process write and kill it while it does; what it said it had kept."""
    command = [sys.executable, "-c", KEEPS_WRITING, url, str(run)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(lines)]
        writer.kill()
        said += writer.stdout.read().split()
    return said


def test_what_was_said_to_be_kept_is_there_after_kill_9(storage: Storage, database_url: str) -> None:
    keep(storage, a_case())
    said = [name for run in range(4) for name in _killed_after(database_url, run, 5 + 7 * run)]
    assert len(said) > 50
    with unit(storage) as work:
        kept = {strength.id for strength in work.find(Strength)}
        messages = {message.key for message in work.find(Outgoing)}
        deliveries = {received.key for received in work.find(Received)}
    assert set(said) <= kept
    assert messages == deliveries == kept
    # The last unit of each run may have been kept without being said; never more, and never by half.
    assert len(kept) <= len(said) + 4
    chain = [json.loads(line)["entry"]["id"] for line in storage.audit_lines(TEAM, "case-1")]
    assert sorted(chain) == sorted([*kept, "case-1"])
    assert storage.verify_chain(TEAM, "case-1").whole
