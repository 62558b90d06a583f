"""Which ways to reach a person may be used: those that the person called safe, and no other."""

from collections.abc import Mapping

from bot.domain.network import ContactWay
from bot.domain.people import Person
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork


def safe_ways(on: OnCase) -> Mapping[str, tuple[ContactWay, ...]]:
    """For each person of the case the ways that they called safe."""
    ways = [one for one in on.work.find(ContactWay, case_id=on.case.id, safe=True) if one.usable]
    return {person: tuple(one for one in ways if one.person_id == person) for person in on.people}


def unasked_ways(on: OnCase) -> Mapping[str, int]:
    """For each person how many ways are known that nobody has asked them about."""
    ways = on.work.find(ContactWay, case_id=on.case.id, safe=None, ended_on=None)
    return {person: sum(one.person_id == person for one in ways) for person in on.people}


def kept_from_slack(work: UnitOfWork, case_id: str) -> frozenset[str]:
    """Those who said that messages in Slack are not safe for them."""
    said = work.find(ContactWay, case_id=case_id, kind="slack", safe=False, ended_on=None)
    return frozenset(one.person_id for one in said)


def safe_slack(work: UnitOfWork, person: Person) -> str | None:
    """The person's Slack account, if they have one that may be used."""
    return None if person.id in kept_from_slack(work, person.case_id) else person.slack_user


def safe_email(work: UnitOfWork, case_id: str, person_id: str) -> str | None:
    """The e-mail address that this person called safe, the newest one; None when there is none."""
    said = work.find(ContactWay, case_id=case_id, person_id=person_id, kind="email", safe=True)
    usable = [way.value.strip() for way in said if way.usable]
    return usable[-1] if usable else None
