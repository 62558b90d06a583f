"""When a team was last in touch, and from which day on its case manager is reminded (T-09)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.between import QuietDays, TeamContact, Update
from bot.domain.case import CaseState
from bot.domain.conference import Conference
from bot.domain.people import Preparation
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.domain.silence import last_contact
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork


def set_by_case(work: UnitOfWork, case_id: str) -> QuietDays | None:
    """What was set for this case last; None where its practice profile says it."""
    return next(reversed(work.find(QuietDays, case_id=case_id)), None)


def quiet_days(work: UnitOfWork, case_id: str, profile: PracticeProfile) -> int:
    """How many days may pass without contact."""
    own = set_by_case(work, case_id)
    return own.days if own else profile.team_contact.quiet_days


def with_contacts(work: UnitOfWork, record: CaseRecord) -> CaseRecord:
    """The record with the private parts that say when somebody was in touch."""
    case = {"case_id": record.case.id}
    return replace(
        record, team_contacts=work.find(TeamContact, **case), preparations=work.find(Preparation, **case)
    )


def silent_since(on: OnCase) -> date | None:
    """The day of the last contact, once more days have passed than may; a closed case may be silent."""
    if on.case.state is CaseState.CLOSED:
        return None
    case: dict[str, Any] = {"case_id": on.case.id}
    bare = CaseRecord(
        case=on.case, conferences=on.work.find(Conference, **case), updates=on.work.find(Update, **case)
    )
    last = last_contact(with_contacts(on.work, bare))
    allowed = timedelta(days=quiet_days(on.work, on.case.id, on.profile))
    return last if on.today >= last + allowed else None
