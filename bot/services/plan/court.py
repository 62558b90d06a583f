"""The packet for the court: decisions and participation as they were sealed; giving it out is logged first.

It holds what the plan's papers hold for those who lead: nothing that was told in private, no safety
screen, no talk beforehand, no hidden address. It goes to whoever leads, into their own direct messages,
and never to a parent: where two people are kept apart, neither hears of it.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.disclosure import Disclosure
from bot.services.acting import Acting
from bot.services.delivery.outgoing import to_user
from bot.services.plan.look_once_more import must_be_clear
from bot.services.plan.material import latest
from bot.services.plan.papers import COURT


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
