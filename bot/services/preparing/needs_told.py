"""Somebody hears what came of what they need: by DM, to themselves alone, or from those who lead."""

from bot.domain import access
from bot.domain.people import Person
from bot.domain.preparing import AccessNeed
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack

MESSAGE = "need_answered"


def tell(on: OnCase, need: AccessNeed) -> str:
    """How they hear of an answer that was given just now: "dm", "staff" must tell them, or "" who left.

    `need` is as it was before the answer: another answer is told again.
    """
    person = on.people.get(need.person_id)
    if person is None or person.slack_user == on.work.actor:
        return ""
    if not _may_read(on, person):
        return "staff"
    key = f"{MESSAGE}:{need.id}:{need.version}"
    on.work.send(direct(on, person, MESSAGE, need.id, key))
    return "dm"


def own(acting: Acting, case_id: str) -> tuple[AccessNeed, ...]:
    """What somebody needs in a case, with what came of each. Raises NotAllowed."""
    with acting.looking("preparation.own", case_id) as on:
        if on.me is None:
            return ()
        mine = on.work.find(AccessNeed, case_id=case_id, person_id=on.me.id)
        return tuple(one for one in mine if one.stands)


def _may_read(on: OnCase, person: Person) -> bool:
    reaches = person.slack_user is not None and person.id not in kept_from_slack(on.work, on.case.id)
    return reaches and access.may(on.as_seen_by(person).standings, "preparation.own")
