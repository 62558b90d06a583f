"""Agency set-up: administrators name staff, supervisors and endorsers."""

from bot.domain.errors import AnswersNotUnderstood
from bot.domain.people import StaffMember
from bot.services.acting import Acting
from bot.services.delivery.taking_back import take_back_tables
from bot.services.seeing.due_table import MESSAGE

DUTIES = ("staff", "supervisor", "endorser")


def name_staff(
    acting: Acting,
    slack_user: str,
    duties: tuple[str, ...],
    supervises: tuple[str, ...],
    name: str | None = None,
) -> str:
    """Give somebody these duties (none: takes all away); returns the id of what is kept.

    `name` is printed where they endorse a plan.
    """
    if "supervisor" in duties and not supervises:
        raise AnswersNotUnderstood({"supervises": "supervisor_of_whom"})
    if slack_user in supervises:
        raise AnswersNotUnderstood({"supervises": "supervises_self"})
    with acting.in_workspace("staff.name") as work:
        known = work.first(StaffMember, slack_user=slack_user)
        named = StaffMember(
            workspace_id=work.workspace_id,
            id=known.id if known else work.new_id(),
            version=known.version if known else 1,
            slack_user=slack_user,
            duties=duties,
            supervises=supervises if "supervisor" in duties else (),
            named_by=acting.user,
            name=name,
        )
        if not duties:
            take_back_tables(work, slack_user, MESSAGE)
        if known:
            work.replace(named)
        else:
            work.add(named)
        return named.id


def staff_members(acting: Acting) -> tuple[StaffMember, ...]:
    """Everyone with a duty, for the administrator's view. Raises NotAllowed."""
    acting.must("staff.list")
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        named = work.find(StaffMember)
    return tuple(member for member in named if member.duties)


def staff_member(acting: Acting, slack_user: str) -> StaffMember | None:
    """Somebody's duties, for the form that changes them. Raises NotAllowed."""
    return next((one for one in staff_members(acting) if one.slack_user == slack_user), None)


def has_duty(acting: Acting) -> bool:
    """Whether an administrator named this user for any duty."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        member = work.first(StaffMember, slack_user=acting.user)
    return member is not None and bool(member.duties)


def is_admin(acting: Acting) -> bool:
    """Whether this user is one of the administrators from the settings."""
    return acting.user in acting.agency.admins
