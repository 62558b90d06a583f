"""What to do when a message can never be delivered: those who lead the case are told, once a day."""

from bot.domain.delivery import Outgoing
from bot.domain.people import Person
from bot.services.delivery.mailing import BY_MAIL
from bot.services.delivery.outbox import TROUBLE
from bot.services.ports import UnitOfWork

LEADING_ROLES = ("facilitator", "case_manager", "provider_case_manager", "dcf_worker")


def tell_staff(work: UnitOfWork, outgoing: Outgoing, why: str) -> None:
    """Queue a notice that names nobody: which kind of message, and where it can be seen."""
    if outgoing.case_id is None:
        return
    for person in work.find(Person, case_id=outgoing.case_id, role=LEADING_ROLES):
        if person.slack_user and person.slack_user != outgoing.to:
            work.send(
                Outgoing(
                    workspace_id=work.workspace_id,
                    id=work.new_id(),
                    key=f"{TROUBLE}{outgoing.case_id}:{outgoing.to}:{work.now.date()}:{person.slack_user}",
                    to=person.slack_user,
                    message="not_mailed" if outgoing.to.startswith(BY_MAIL) else "not_delivered",
                    subject_id=outgoing.id,
                    due_at=work.now,
                    case_id=outgoing.case_id,
                    person_id=outgoing.person_id,
                )
            )
