"""Reads the whole record of one case: one query for each kind of thing."""

from typing import TypeVar

from bot.domain.calendar import CalendarWish
from bot.domain.case import Case, CaseEvent, CaseFact, Child, Placement, TribeInquiry
from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion, View
from bot.domain.conference import AgendaSeen, Attendance, Conference, Invitation, SetAside, Topic
from bot.domain.kept import OfCase
from bot.domain.network import (
    ContactTry,
    ContactWay,
    Found,
    Mention,
    Merge,
    PersonFact,
    ProviderInput,
)
from bot.domain.parting import NoContact
from bot.domain.people import Person, Preparation, PrivateNote, SafetyScreen
from bot.domain.plan import (
    Goal,
    GoalView,
    Need,
    Objective,
    Permanency,
    Service,
    Strength,
    Task,
    Visit,
    Voice,
)
from bot.domain.record import CaseRecord
from bot.services.ports import UnitOfWork

K = TypeVar("K", bound=OfCase)


def case_record(work: UnitOfWork, case_id: str, private: bool = False) -> CaseRecord:
    """The record of a case, its private parts only when asked for: by somebody who may, as callers check."""

    def every(kind: type[K]) -> tuple[K, ...]:
        return work.find(kind, case_id=case_id)

    def hidden(kind: type[K]) -> tuple[K, ...]:
        return every(kind) if private else ()

    known = every(Person)
    return CaseRecord(
        case=work.get(Case, case_id),
        children=every(Child),
        events=every(CaseEvent),
        facts=every(CaseFact),
        placements=every(Placement),
        tribe_inquiries=every(TribeInquiry),
        people=tuple(one for one in known if not one.candidate),
        conferences=every(Conference),
        invitations=every(Invitation),
        attendances=every(Attendance),
        topics=every(Topic),
        agenda_seen=every(AgendaSeen),
        set_aside=every(SetAside),
        strengths=every(Strength),
        needs=every(Need),
        goals=every(Goal),
        objectives=every(Objective),
        tasks=every(Task),
        visits=every(Visit),
        services=every(Service),
        voices=every(Voice),
        permanencies=every(Permanency),
        goal_views=every(GoalView),
        versions=every(PlanVersion),
        acknowledgements=every(Acknowledgement),
        views=every(View),
        copies=every(Copy),
        endorsements=every(Endorsement),
        provider_inputs=every(ProviderInput),
        candidates=tuple(one for one in known if one.candidate and private),
        mentions=hidden(Mention),
        person_facts=hidden(PersonFact),
        found=hidden(Found),
        contact_tries=hidden(ContactTry),
        contact_ways=hidden(ContactWay),
        merges=hidden(Merge),
        calendar_wishes=hidden(CalendarWish),
        preparations=hidden(Preparation),
        safety_screens=hidden(SafetyScreen),
        no_contacts=hidden(NoContact),
        private_notes=hidden(PrivateNote),
    )
