"""A plan with many entries made as papers, by itself: `python -m tests.bench.many_entries TIMES`, as JSON.

It says how long sealing, Word and PDF took, and the most memory that it and its typesetter ever held.
"""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil

from bot.documents.docx_file import plan_docx
from bot.documents.pdf_file import plan_pdf
from bot.documents.seal import plan_json
from bot.documents.words import Words, words
from tests.documents.plans import Plan, TestKey, worked_example

LISTS = ("strengths", "needs", "goals", "objectives", "tasks", "visits", "services")
ROUNDS = 5
KEY = TestKey()


def with_entries(times: int) -> Plan:
    """The worked example, in which everything stands so many times."""
    said, told = worked_example()
    many = {part: [_renamed(each, nth) for nth in range(times) for each in said[part]] for part in LISTS}
    return {**said, **many}, told


def entries(plan: Plan) -> int:
    """How many things the plan says."""
    return sum(len(plan[0][part]) for part in LISTS)


def _renamed(entry: dict[str, Any], nth: int) -> dict[str, Any]:
    """Its own copy, which belongs to the copies of what it belonged to."""
    if nth == 0:
        return entry
    ids = {name: f"{entry[name]}-{nth}" for name in ("id", "goal", "objective") if entry.get(name)}
    needs = {"needs": [f"{one}-{nth}" for one in entry["needs"]]} if "needs" in entry else {}
    return {**entry, **ids, **needs}


def made(plan: Plan, spoken: Words, nth: int) -> float:
    """How long all three take; a word is another each time, so that nothing is remembered."""
    said, told = plan
    said = {**said, "case": {**said["case"], "ref": f"TEST-{nth:04}"}}
    began = perf_counter()
    plan_json(said, told, KEY, KEY.public)
    plan_docx(said, told, spoken)
    plan_pdf(said, told, spoken)
    return perf_counter() - began


def main(times: int) -> None:
    """Warm up with the first, then measure."""
    plan, spoken = with_entries(times), words("en", "en-US")
    seconds = [made(plan, spoken, nth) for nth in range(ROUNDS + 1)][1:]
    held = [_most_held(pid) for pid in ("self", *(child.pid for child in psutil.Process().children()))]
    print(json.dumps({"entries": entries(plan), "seconds": sorted(seconds), "kilobytes": held}))


def _most_held(pid: str | int) -> int:
    """What the process itself held at most; rusage would go on with that of whoever started it."""
    status = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]))
