"""Who runs a conference and hears what concerns nobody else: the facilitator, else whoever leads the case."""

from bot.domain.access import Standing
from bot.domain.people import Person, StaffMember
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import direct, to_user


def who_runs(on: OnCase) -> list[Person]:
    """The facilitators with Slack; where there is none, everybody with Slack who leads."""
    leading = [one for one in on.leaders() if one.slack_user]
    facilitating = on.holding(Standing.FACILITATOR)
    return [one for one in leading if one.id in facilitating] or leading


def is_run_by_me(on: OnCase) -> bool:
    """Whether the one who acts runs it: a case manager beside a facilitator does not."""
    return is_run_by(on, on.work.actor)


def is_run_by(on: OnCase, slack_user: str) -> bool:
    """Whether this Slack user does."""
    return slack_user in {one.slack_user for one in who_runs(on)}


def tell_who_runs(on: OnCase, message: str, subject_id: str, slot: str) -> None:
    """A message to each of them but the one who acts; `slot` keeps it from going out twice."""
    for person in who_runs(on):
        if person.slack_user != on.work.actor:
            on.work.send(direct(on, person, message, subject_id, f"{message}:{slot}:{person.id}"))


def tell_who_leads(on: OnCase, message: str, subject_id: str, slot: str) -> None:
    """As `tell_who_runs`, to facilitators and case managers, the one who acts as well."""
    for person in on.leaders():
        if person.slack_user:
            on.work.send(direct(on, person, message, subject_id, f"{message}:{slot}:{person.id}"))


def supervisors(on: OnCase) -> list[str]:
    """The Slack users who supervise those who manage the case."""
    managers = {one.slack_user for one in on.managers()}
    return [
        member.slack_user
        for member in on.work.find(StaffMember)
        if "supervisor" in member.duties and managers & set(member.supervises)
    ]


def tell_supervisors(on: OnCase, message: str, subject_id: str, slot: str) -> bool:
    """A message to each supervisor of those who manage the case; whether there is any."""
    told = supervisors(on)
    for user in told:
        on.work.send(to_user(on, user, message, subject_id, f"{message}:{slot}:{user}"))
    return bool(told)
