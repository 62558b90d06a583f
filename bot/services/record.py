"""Reads the whole record of one case: one query for each kind of thing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from bot.domain.agenda import AgendaRequest, FirstLook, Publishing, StandingTopic, TopicsAsked
from bot.domain.as_it_is import AsItIs
from bot.domain.between import QuietDays, TeamContact, Update
from bot.domain.calendar import CalendarWish
from bot.domain.calls import Called
from bot.domain.case import Case, CaseClosing, CaseEvent, CaseFact, Child, Placement, TribeInquiry
from bot.domain.channel import CardsBack, ChannelChange
from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion, Reply, View
from bot.domain.conference import AgendaSeen, Attendance, Conference, Invitation, SetAside, Topic
from bot.domain.course import Moment, Signal
from bot.domain.disclosure import Disclosure
from bot.domain.how_we_talk import Acceptance, GroundRule, RulesSaid, WentOn
from bot.domain.ideas import EnoughIdeas, Idea, OtherView
from bot.domain.kept import OfCase
from bot.domain.kept_private import KeepPrivate, LookedOnceMore, ToldForSafety
from bot.domain.looking_back import Outcome
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
    FromEarlier,
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
from bot.domain.supervised import ChildStatus, SetInterval
from bot.domain.ties import Tie
from bot.domain.version_moves import AnswerStays, VersionMove
from bot.domain.youth import YouthPicks
from bot.services.ports import UnitOfWork

K = TypeVar("K", bound=OfCase)
# What belongs to the case itself.
SHOWN: Mapping[str, type[OfCase]] = MappingProxyType(
    {
        "children": Child,
        "events": CaseEvent,
        "facts": CaseFact,
        "placements": Placement,
        "tribe_inquiries": TribeInquiry,
        "conferences": Conference,
        "invitations": Invitation,
        "attendances": Attendance,
        "outcomes": Outcome,
        "rules_said": RulesSaid,
        "ground_rules": GroundRule,
        "acceptances": Acceptance,
        "topics": Topic,
        "agenda_seen": AgendaSeen,
        "set_aside": SetAside,
        "from_earlier": FromEarlier,
        "strengths": Strength,
        "needs": Need,
        "concerns": Concern,
        "decisions": Decision,
        "ideas": Idea,
        "other_views": OtherView,
        "enough_ideas": EnoughIdeas,
        "goals": Goal,
        "objectives": Objective,
        "tasks": Task,
        "visits": Visit,
        "ties": Tie,
        "services": Service,
        "voices": Voice,
        "permanencies": Permanency,
        "goal_views": GoalView,
        "versions": PlanVersion,
        "version_moves": VersionMove,
        "answers_stay": AnswerStays,
        "acknowledgements": Acknowledgement,
        "views": View,
        "replies": Reply,
        "copies": Copy,
        "endorsements": Endorsement,
        "provider_inputs": ProviderInput,
        "notes": Note,
        "offers": Offer,
        "updates": Update,
        "quiet_days": QuietDays,
        "set_intervals": SetInterval,
    }
)
# Read only where they are asked for.
PRIVATE: Mapping[str, type[OfCase]] = MappingProxyType(
    {
        "child_statuses": ChildStatus,
        "mentions": Mention,
        "person_facts": PersonFact,
        "found": Found,
        "contact_tries": ContactTry,
        "contact_ways": ContactWay,
        "merges": Merge,
        "calendar_wishes": CalendarWish,
        "calls_made": Called,
        "preparations": Preparation,
        "access_needs": AccessNeed,
        "parts_aside": PartAside,
        "team_contacts": TeamContact,
        "safety_screens": SafetyScreen,
        "no_contacts": NoContact,
        "youth_picks": YouthPicks,
        "channel_changes": ChannelChange,
        "cards_back": CardsBack,
        "private_notes": PrivateNote,
        "keep_private": KeepPrivate,
        "told_for_safety": ToldForSafety,
        "looked_once_more": LookedOnceMore,
        "accepted": AsItIs,
        "disclosures": Disclosure,
        "interpretings": Interpreting,
        "goes": Go,
        "closings": CaseClosing,
        "first_looks": FirstLook,
        "agenda_requests": AgendaRequest,
        "publishings": Publishing,
        "went_on": WentOn,
        "moments": Moment,
        "signals": Signal,
        "topics_asked": TopicsAsked,
        "standing_topics": StandingTopic,
    }
)


def with_only(work: UnitOfWork, case_id: str, *names: str) -> CaseRecord:
    """The people of a case and these parts of its record, all else left empty: for one small question.

    Nothing that a child keeps private is left out: callers check who asks.
    """
    kinds = {**SHOWN, **PRIVATE}
    asked: dict[str, Any] = {name: work.find(kinds[name], case_id=case_id) for name in names}
    people = tuple(one for one in work.find(Person, case_id=case_id) if not one.candidate)
    return CaseRecord(case=work.get(Case, case_id), people=people, **asked)


def case_record(work: UnitOfWork, case_id: str, private: bool = False) -> CaseRecord:
    """The record of a case, its private parts only when asked for: by somebody who may, as callers check.

    Private are also the entries that a child asked to keep so.
    """

    def every(kind: type[K]) -> tuple[K, ...]:
        return work.find(kind, case_id=case_id)

    hidden: dict[str, Any] = {name: every(kind) for name, kind in PRIVATE.items()} if private else {}
    shown: dict[str, Any] = {name: every(kind) for name, kind in SHOWN.items()}
    known = every(Person)
    record = CaseRecord(
        case=work.get(Case, case_id),
        people=tuple(one for one in known if not one.candidate),
        candidates=tuple(one for one in known if one.candidate and private),
        **shown,
        **hidden,
    )
    return record if private else said_openly(record)
