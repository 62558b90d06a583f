"""The packet for the court: decisions and participation as they were sealed; giving it out is logged first.

It holds what the plan's papers hold for those who lead: nothing that was told in private, no safety
screen, no talk beforehand, no hidden address. It goes to whoever leads, into their own direct messages,
and never to a parent: where two people are kept apart, neither hears of it. A court decides about the
whole plan, so the packet is whole; but a court may pass it on to every party. Whoever gives it is told
so first where two people are kept apart, or where it is about several families.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.disclosure import Disclosure
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import to_user
from bot.services.people.parting import rules_of
from bot.services.plan.look_once_more import must_be_clear
from bot.services.plan.material import latest
from bot.services.plan.papers import COURT


def tells_of_others(on: OnCase) -> bool:
    """Whether one party would read in it of another who is kept apart from them, or of another family."""
    parents = [one for key, one in on.people.items() if key in on.holding(Standing.PARENT) and one.parent_of]
    apart = any(not access.shares_a_child(one, other) for one, other in combinations(parents, 2))
    return apart or bool(rules_of(on.work, on.case.id))


def give_to_court(acting: Acting, case_id: str, values: Mapping[str, Any]) -> Disclosure:
    """Log to whom, when and why, and queue the packet for the asker. Raises NotAllowed, NotFound, NotNow."""
    with acting.on_case("paper.court", case_id) as on:
        version = latest(on)
        must_be_clear(on, version)
        given = on.keep(
            Disclosure,
            version_id=version.id,
            to_whom=values["to_whom"],
            why=values["why"],
            on=on.today,
            entered_by=acting.user,
            purpose="court",
            paper=COURT,
        )
        key = f"file:{case_id}:{COURT}:{acting.user}:{given.id}"
        on.work.send(to_user(on, acting.user, f"file:{COURT}", case_id, key))
        on.work.audit("disclosure.court", given.id, ["to_whom", "why", "on"], case_id)
        return given
