"""How much of what is recorded came from the family itself (V-07): a count, and no order among people."""

from collections.abc import Mapping

from bot.domain.kept import Entry
from bot.domain.plan import Decision
from bot.domain.record import standing
from bot.domain.role_rules import RoleGroup
from bot.services.acting import Acting, OnCase
from bot.services.record import case_record

OF_THE_FAMILY = (RoleGroup.FAMILY, RoleGroup.KIN)
COUNTED = {"strength": "strengths", "need": "needs", "idea": "ideas", "decision": "decisions"}


def from_family(acting: Acting, case_id: str) -> Mapping[str, int]:
    """For those who lead: of each kind, how many were said by child, parents or kin. Nothing for others.

    A decision came from the family where one of them said it or took part in it. What nobody noted a
    speaker for counts for nobody.
    """
    with acting.looking("case.look", case_id) as on:
        if not on.leads():
            return {}
        record = case_record(on.work, case_id, private=True)
        return {
            kind: sum(_is_of_family(on, one) for one in standing(getattr(record, part)))
            for kind, part in COUNTED.items()
        }


def _is_of_family(on: OnCase, entry: Entry) -> bool:
    said_by = {entry.said_by} if entry.said_by else set()
    decided_by = set(entry.decided_by) if isinstance(entry, Decision) else set()
    roles = (on.profile.role(on.person(one).role) for one in said_by | decided_by)
    return any(role.group in OF_THE_FAMILY for role in roles)
