"""Reads the whole record of one case: one query for each kind of thing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from bot.domain.agenda import AgendaRequest, FirstLook, Publishing, StandingTopic, TopicsAsked
from bot.domain.calendar import CalendarWish
from bot.domain.case import Case, CaseClosing, CaseEvent, CaseFact, Child, Placement, TribeInquiry
from bot.domain.channel import CardsBack, ChannelChange
from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion, View
from bot.domain.conference import AgendaSeen, Attendance, Conference, Invitation, SetAside, Topic
from bot.domain.course import Moment, Signal
from bot.domain.kept import OfCase
from bot.domain.kept_private import KeepPrivate, LookedOnceMore, ToldForSafety
from bot.domain.network import (
    ContactTry,
    ContactWay,
    Found,
    Mention,
    Merge,
    PersonFact,
    ProviderInput,
)
from bot.domain.notes import Note
from bot.domain.offers import Offer
from bot.domain.openly import said_openly
from bot.domain.parting import NoContact
from bot.domain.people import Person, Preparation, PrivateNote, SafetyScreen
from bot.domain.plan import (
    Concern,
    Decision,
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
from bot.domain.preparing import AccessNeed, PartAside
from bot.domain.readiness import Go, Interpreting
from bot.domain.record import CaseRecord
from bot.domain.ties import Tie
from bot.domain.youth import YouthPicks
from bot.services.ports import UnitOfWork

K = TypeVar("K", bound=OfCase)
# Read only where they are asked for.
PRIVATE: Mapping[str, type[OfCase]] = MappingProxyType(
    {
        "mentions": Mention,
        "person_facts": PersonFact,
        "found": Found,
        "contact_tries": ContactTry,
        "contact_ways": ContactWay,
        "merges": Merge,
        "calendar_wishes": CalendarWish,
        "preparations": Preparation,
        "access_needs": AccessNeed,
        "parts_aside": PartAside,
        "safety_screens": SafetyScreen,
        "no_contacts": NoContact,
        "youth_picks": YouthPicks,
        "channel_changes": ChannelChange,
        "cards_back": CardsBack,
        "private_notes": PrivateNote,
        "keep_private": KeepPrivate,
        "told_for_safety": ToldForSafety,
        "looked_once_more": LookedOnceMore,
        "interpretings": Interpreting,
        "goes": Go,
        "closings": CaseClosing,
        "first_looks": FirstLook,
        "agenda_requests": AgendaRequest,
        "publishings": Publishing,
        "moments": Moment,
        "signals": Signal,
        "topics_asked": TopicsAsked,
        "standing_topics": StandingTopic,
    }
)


def case_record(work: UnitOfWork, case_id: str, private: bool = False) -> CaseRecord:
    """The record of a case, its private parts only when asked for: by somebody who may, as callers check.

    Private are also the entries that a child asked to keep so.
    """

    def every(kind: type[K]) -> tuple[K, ...]:
        return work.find(kind, case_id=case_id)

    hidden: dict[str, Any] = {name: every(kind) for name, kind in PRIVATE.items()} if private else {}
    known = every(Person)
    record = CaseRecord(
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
        concerns=every(Concern),
        decisions=every(Decision),
        goals=every(Goal),
        objectives=every(Objective),
        tasks=every(Task),
        visits=every(Visit),
        ties=every(Tie),
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
        notes=every(Note),
        offers=every(Offer),
        candidates=tuple(one for one in known if one.candidate and private),
        **hidden,
    )
    return record if private else said_openly(record)
