"""The usual way: an APScheduler job for each reminder in a SQLAlchemyJobStore; filled fast, scanned whole."""

import os
import pickle
import resource
from datetime import datetime
from pathlib import Path
from time import perf_counter, sleep

from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import insert

from tests.bench.filling import moment

# So many are removed one by one, as its scheduler does with each job that it handed on: about as long a
# while as ours takes for all, so that the same disturbances fall into both.
SAMPLE = 8000


SAID_IN, DIES_AT = "BENCH_SAID_IN", "BENCH_DIES_AT"
A_CALL = 0.002


def remind(number: int) -> None:
    """What a job calls."""
    say(Path(os.environ[SAID_IN]), f"reminder-{number}", int(os.environ[DIES_AT]))


def say(file: Path, marker: str, dies_at: int) -> None:
    """One message, which takes a moment; with so many of them (0: never) the process ends as if killed."""
    sleep(A_CALL)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(marker + "\n")
    if 0 < dies_at <= len(file.read_text("utf-8").split()):
        os._exit(9)


def held_mb() -> float:
    """The memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * resource.getpagesize() / 2**20


def store_at(url: str) -> SQLAlchemyJobStore:
    """Its store, with its table."""
    store = SQLAlchemyJobStore(url=url)
    store.start(BackgroundScheduler(timezone="UTC"), "default")
    return store


def a_job(store: SQLAlchemyJobStore, number: int, due: datetime) -> Job:
    """A job as its scheduler makes it."""
    job = Job(
        store._scheduler,
        id=f"reminder-{number}",
        func=remind,
        trigger=DateTrigger(due, timezone="UTC"),
        executor="default",
        args=(number,),
        kwargs={},
        name="remind",
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    job._modify(next_run_time=due)
    return job


def fill(url: str, count: int, due: datetime | None = None) -> None:
    """So many jobs and no others, all due at the same minute (NINE), as many rows at once as can be."""
    store, due = store_at(url), due or moment(0)
    store.remove_all_jobs()
    state = a_job(store, 0, due).__getstate__()
    rows = (
        {
            "id": f"reminder-{n}",
            "next_run_time": due.timestamp(),
            "job_state": pickle.dumps({**state, "id": f"reminder-{n}", "args": (n,)}, 5),
        }
        for n in range(count)
    )
    with store.engine.begin() as connection:
        connection.execute(insert(store.jobs_t), list(rows))
    store.shutdown()


def scan_and_claim(url: str) -> tuple[int, float, float]:
    """All that is due, taken out of the store; how many, seconds (removals reckoned from a sample), MB."""
    store = store_at(url)
    assert not store.get_due_jobs(moment(-1))  # warm
    before, began = held_mb(), perf_counter()
    due = store.get_due_jobs(moment(1))
    scanned = perf_counter() - began
    held = held_mb() - before
    began = perf_counter()
    for job in due[:SAMPLE]:
        store.remove_job(job.id)
    each = (perf_counter() - began) / SAMPLE
    store.shutdown()
    return len(due), scanned + each * len(due), held


def whole_life(url: str, count: int) -> float:
    """Seconds to add, find and remove so many, one after the other."""
    store = store_at(url)
    store.remove_all_jobs()
    began = perf_counter()
    for number in range(count):
        store.add_job(a_job(store, number, moment(0)))
    for job in store.get_due_jobs(moment(1)):
        store.remove_job(job.id)
    store.shutdown()
    return perf_counter() - began
