"""The fault run in figures, for people: docs/fault-run.md is the report of one such run."""

from collections.abc import Sequence

from tests.faults.model import History, Verdict, counted
from tests.faults.plan import Fate, Wanted
from tests.faults.run import PROCESSES, Told

OTHERS = ("early", "to_another", "wrong_steps", "unfinished")


def report(told: Told, plan: Sequence[Wanted], history: History, verdict: Verdict) -> str:
    """As Markdown."""
    rows = {**_done(told, plan, history), **_found(history, verdict)}
    table = "\n".join(f"| {what} | {count} |" for what, count in rows.items())
    clock = "; ".join(told.clock_set)
    return f"""# The fault run

One run of the test in `tests/faults` (seed {told.seed}, {told.seconds:.0f} seconds). Slack's own history,
and the life of each row, which the database writes down by a trigger, are held against a small model that
reckons anew what should have gone out, when, and to whom; `tests/faults/test_model.py` shows that it finds
planted faults. What is done, closed or over must not go any more; what was moved goes at its new moment.

| what | count |
|---|---|
{table}

Of Slack's answers 3 % say that nothing was done, 5 % are lost after it was done; a storm says 429 to 60 %.
The clock was set {clock}.
Wall times lay in the hour that clocks skip, and in the one that comes twice.
"""


def _done(told: Told, plan: Sequence[Wanted], history: History) -> dict[str, object]:
    return {
        "reminders": len(plan),
        "of these done, closed or moved meanwhile": len(history.changes),
        "of these over while no bot ran": sum(one.fate is Fate.SHORT for one in plan),
        "processes at once": PROCESSES,
        "processes killed with -9": told.kills,
        "crashes of PostgreSQL": told.crashes,
        "storms of 429": told.storms,
    }


def _found(history: History, verdict: Verdict) -> dict[str, object]:
    wrong, ends = verdict.wrong, counted(history)
    return {
        "sent": ends["sent"],
        "dropped, with the reason": ends["dropped"],
        "failed": ends["failed"],
        "uncertain for a while, each listed": len(verdict.uncertain),
        "twice in channels, which the app cannot read; each among the uncertain": verdict.twice_unread,
        "**lost**": len(wrong.get("lost", ())),
        "**doubled where history can be read**": len(wrong.get("doubled", ())),
        "**sent though pointless**": len(wrong.get("pointless", ())),
        "**uncertain and not listed**": len(wrong.get("unlisted", ())),
        "too early, to another, in a state that may not be, or without an end": sum(
            len(wrong.get(name, ())) for name in OTHERS
        ),
    }
