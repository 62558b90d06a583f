"""Which plan version there is now, where it stands, and what that allows."""

from bot.domain.closing import PlanVersion
from bot.domain.errors import NotNow
from bot.domain.people import StaffMember
from bot.domain.plan_states import Move, Standing, standing_of
from bot.domain.version_moves import VersionMove
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork
from bot.services.record import with_only

# What the state of a version follows from.
FOOTING = ("versions", "version_moves", "acknowledgements", "views", "copies")


def newest_sealed(work: UnitOfWork, case_id: str) -> PlanVersion | None:
    """The version that was sealed last, also where it was withdrawn."""
    return max(work.find(PlanVersion, case_id=case_id), key=lambda one: one.number, default=None)


def newest_version(work: UnitOfWork, case_id: str) -> PlanVersion | None:
    """The plan that there is: as it was sealed last, unless that was withdrawn."""
    newest = newest_sealed(work, case_id)
    return None if newest is None or is_withdrawn(work, newest) else newest


def is_withdrawn(work: UnitOfWork, version: PlanVersion) -> bool:
    """Whether somebody withdrew it, and it stayed so."""
    return _holds(work, version, Move.WITHDRAW)


def is_reopened(work: UnitOfWork, version: PlanVersion) -> bool:
    """Whether somebody opened it to correct it, and it stayed so."""
    return _holds(work, version, Move.REOPEN)


def _holds(work: UnitOfWork, version: PlanVersion, move: Move) -> bool:
    asked = {"version_id": version.id, "move": move.value, "taken_back_at": None}
    return work.first(VersionMove, **asked) is not None


def standing_on(on: OnCase, version: PlanVersion | None) -> Standing:
    """Where a version of this case is now."""
    return standing_of(with_only(on.work, on.case.id, *FOOTING), version, on.profile, on.today)


def must_allow(on: OnCase, version: PlanVersion | None, move: Move) -> Standing:
    """Raise NotNow, with who, when and until when, where the table does not allow the move."""
    standing = standing_on(on, version)
    if refused := standing.refuses(move):
        moved = standing.move
        who = {"name": name_of_user(on, moved.moved_by), "at": moved.moved_at} if moved else {}
        raise NotNow(refused.problem, until=standing.correct_until, zone=on.case.zone, **who)
    return standing


def name_of_user(on: OnCase, user: str) -> str:
    """Somebody's name, of this case or of the staff; empty where nobody is known by it."""
    person = next((one for one in on.people.values() if user in one.accounts), None)
    member = None if person else on.work.first(StaffMember, slack_user=user)
    return (person.name if person else member.name if member else "") or ""
