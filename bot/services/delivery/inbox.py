"""Events from Slack: kept before Slack hears that they came, then worked from the record, each to its end.

How Bolt runs (1.30, read in `App.dispatch`, `ThreadListenerRunner.run` and both adapters): global
middleware runs in the thread that took the delivery, before any listener is looked for. Only then an
event is acknowledged, by itself, before its listener has run. So whatever middleware does is done
when Slack hears 200, over HTTP as in Socket Mode. Middleware that raises gives 500, and then Slack
gets no acknowledgement (over HTTP the 500, on a socket nothing) and delivers again. Middleware that
returns a BoltResponse without calling next() ends the dispatch: no listener for events is needed.
The hook is therefore: `if keep_event(...): wake(); return BoltResponse(status=200)`, else `next()`.
"""

import json
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.delivery import Received
from bot.domain.errors import AlreadyDone
from bot.services.ports import Clock, InboxQueue

log = logging.getLogger(__name__)

Handle = Callable[[Mapping[str, Any]], None]

LEASE_SECONDS = 60
MOST_ATTEMPTS = 5
# What the bot adds to an event that was tried before: an answer to it may stand in Slack already.
AGAIN = "roundtable_again"


@dataclass(frozen=True)
class Worked:
    """What became of a batch: `stuck` ones failed too often, keep their body, and wait for a person."""

    done: int = 0
    failed: int = 0
    stuck: int = 0


def keep_event(inbox: InboxQueue, body: Mapping[str, Any], now: datetime) -> bool:
    """Keep an event that Slack delivered. True: it is safe, now or since an earlier delivery.

    False: this is no event but a command, a click or a form, which its listener commits and answers.
    """
    if body.get("type") != "event_callback":
        return False
    inbox.keep(workspace_of(body), event_key(body), json.dumps(body), now)
    return True


def event_key(body: Mapping[str, Any]) -> str:
    """The event's own key; noted with its effect (`UnitOfWork.once`), a second delivery changes nothing."""
    return f"event:{body['event_id']}"


def workspace_of(body: Mapping[str, Any]) -> str:
    """The workspace that installed the app; `team_id` may name the other side of a shared channel."""
    for authorization in body.get("authorizations") or ():
        if authorization.get("team_id"):
            return str(authorization["team_id"])
    return str(body["team_id"])


def work_events(inbox: InboxQueue, handle: Handle, clock: Clock, limit: int = 40) -> Worked:
    """Work a batch in its order. An event is handled at least once: `handle` must bear a repetition.

    One that fails is tried again when its lease has run out; after five tries it is left as it is.
    """
    done = failed = stuck = 0
    with ThreadPoolExecutor(1, thread_name_prefix="inbox") as one_by_one:
        for event in inbox.claim_events(clock.now(), limit, LEASE_SECONDS):
            if event.attempts > MOST_ATTEMPTS:
                stuck += 1
                continue
            # The future keeps a failure apart, whatever it is, from the events behind it.
            fault = one_by_one.submit(_handle, handle, event).exception()
            if fault is None or isinstance(fault, AlreadyDone):
                inbox.finish_event(event, clock.now())
                done += 1
            else:
                failed += 1
                log.error("event %s, attempt %s: %s", event.id, event.attempts, type(fault).__name__)
    return Worked(done, failed, stuck)


def _handle(handle: Handle, event: Received) -> None:
    if event.body is not None:
        body = json.loads(event.body)
        handle(body | {AGAIN: True} if event.attempts > 1 else body)
