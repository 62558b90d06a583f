"""The whole record of one case, read at once: what documents and reviews are compiled from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.domain.agenda import AgendaRequest, FirstLook, Publishing, StandingTopic, TopicsAsked
from bot.domain.as_it_is import AsItIs
from bot.domain.between import QuietDays, TeamContact, Update
from bot.domain.calendar import CalendarWish
from bot.domain.calls import Called
from bot.domain.case import Case, CaseClosing, CaseEvent, CaseFact, Child, Placement, TribeInquiry
from bot.domain.channel import CardsBack, ChannelChange
from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion, Reply, View
from bot.domain.conference import (
    AgendaSeen,
    Attendance,
    Conference,
    ConferenceState,
    Invitation,
    SetAside,
    Topic,
)
from bot.domain.course import Moment, Signal
from bot.domain.disclosure import Disclosure
from bot.domain.how_we_talk import Acceptance, GroundRule, RulesSaid, WentOn
from bot.domain.ideas import EnoughIdeas, Idea, OtherView
from bot.domain.kept import Entry
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
from bot.domain.supervised import ChildStatus, SetInterval
from bot.domain.ties import Tie
from bot.domain.version_moves import AnswerStays, VersionMove
from bot.domain.youth import YouthPicks

E = TypeVar("E", bound=Entry)


def standing(entries: Iterable[E]) -> tuple[E, ...]:
    """The entries that count, oldest first: a withdrawn one is kept but says nothing any more."""
    return tuple(sorted((entry for entry in entries if entry.stands), key=lambda entry: entry.entered_at))


# The kinds of entries of a plan, by the names of their forms, and where a record keeps each.
PARTS = {
    "strength": "strengths",
    "need": "needs",
    "concern": "concerns",
    "idea": "ideas",
    "other_view": "other_views",
    "voice": "voices",
    "permanency": "permanencies",
    "goal_view": "goal_views",
    "goal": "goals",
    "objective": "objectives",
    "task": "tasks",
    "visit": "visits",
    "tie": "ties",
    "service": "services",
    "decision": "decisions",
}


@dataclass(frozen=True, kw_only=True)
class CaseRecord:
    """Everything kept of one case. What is private stays empty unless it was asked for."""

    case: Case
    children: tuple[Child, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    facts: tuple[CaseFact, ...] = ()
    placements: tuple[Placement, ...] = ()
    tribe_inquiries: tuple[TribeInquiry, ...] = ()
    people: tuple[Person, ...] = ()
    conferences: tuple[Conference, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rules_said: tuple[RulesSaid, ...] = ()
    ground_rules: tuple[GroundRule, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    topics: tuple[Topic, ...] = ()
    agenda_seen: tuple[AgendaSeen, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    from_earlier: tuple[FromEarlier, ...] = ()
    strengths: tuple[Strength, ...] = ()
    needs: tuple[Need, ...] = ()
    concerns: tuple[Concern, ...] = ()
    decisions: tuple[Decision, ...] = ()
    ideas: tuple[Idea, ...] = ()
    other_views: tuple[OtherView, ...] = ()
    enough_ideas: tuple[EnoughIdeas, ...] = ()
    goals: tuple[Goal, ...] = ()
    objectives: tuple[Objective, ...] = ()
    tasks: tuple[Task, ...] = ()
    visits: tuple[Visit, ...] = ()
    ties: tuple[Tie, ...] = ()
    services: tuple[Service, ...] = ()
    voices: tuple[Voice, ...] = ()
    permanencies: tuple[Permanency, ...] = ()
    goal_views: tuple[GoalView, ...] = ()
    versions: tuple[PlanVersion, ...] = ()
    version_moves: tuple[VersionMove, ...] = ()
    answers_stay: tuple[AnswerStays, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    views: tuple[View, ...] = ()
    replies: tuple[Reply, ...] = ()
    copies: tuple[Copy, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    provider_inputs: tuple[ProviderInput, ...] = ()
    notes: tuple[Note, ...] = ()
    offers: tuple[Offer, ...] = ()
    updates: tuple[Update, ...] = ()
    quiet_days: tuple[QuietDays, ...] = ()
    set_intervals: tuple[SetInterval, ...] = ()
    # From here on private.
    candidates: tuple[Person, ...] = ()
    child_statuses: tuple[ChildStatus, ...] = ()
    mentions: tuple[Mention, ...] = ()
    person_facts: tuple[PersonFact, ...] = ()
    found: tuple[Found, ...] = ()
    contact_tries: tuple[ContactTry, ...] = ()
    contact_ways: tuple[ContactWay, ...] = ()
    merges: tuple[Merge, ...] = ()
    calendar_wishes: tuple[CalendarWish, ...] = ()
    calls_made: tuple[Called, ...] = ()
    team_contacts: tuple[TeamContact, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    access_needs: tuple[AccessNeed, ...] = ()
    parts_aside: tuple[PartAside, ...] = ()
    safety_screens: tuple[SafetyScreen, ...] = ()
    no_contacts: tuple[NoContact, ...] = ()
    youth_picks: tuple[YouthPicks, ...] = ()
    channel_changes: tuple[ChannelChange, ...] = ()
    cards_back: tuple[CardsBack, ...] = ()
    private_notes: tuple[PrivateNote, ...] = ()
    keep_private: tuple[KeepPrivate, ...] = ()
    told_for_safety: tuple[ToldForSafety, ...] = ()
    looked_once_more: tuple[LookedOnceMore, ...] = ()
    accepted: tuple[AsItIs, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    interpretings: tuple[Interpreting, ...] = ()
    goes: tuple[Go, ...] = ()
    closings: tuple[CaseClosing, ...] = ()
    first_looks: tuple[FirstLook, ...] = ()
    agenda_requests: tuple[AgendaRequest, ...] = ()
    publishings: tuple[Publishing, ...] = ()
    went_on: tuple[WentOn, ...] = ()
    moments: tuple[Moment, ...] = ()
    signals: tuple[Signal, ...] = ()
    topics_asked: tuple[TopicsAsked, ...] = ()
    standing_topics: tuple[StandingTopic, ...] = ()

    def person(self, person_id: str) -> Person | None:
        """The person with that id, or None."""
        return next((person for person in self.people if person.id == person_id), None)

    def person_using(self, slack_user: str) -> Person | None:
        """Who of this case uses that account, or None (staff may not be of the case)."""
        return next((person for person in self.people if slack_user in person.accounts), None)

    def conference(self, conference_id: str) -> Conference | None:
        """The conference with that id, or None."""
        return next((found for found in self.conferences if found.id == conference_id), None)

    def day_is_known(self, entry: Entry) -> bool:
        """Whether whoever reads this record may know the day of an entry: it names no unknown meeting's."""
        return entry.conference_id is None or self.conference(entry.conference_id) is not None

    def latest_conference_held(self) -> Conference | None:
        """The conference that ended last; a planned, open or cancelled one was not held."""
        held = [found for found in self.conferences if found.state is ConferenceState.ENDED]
        return max(held, key=lambda found: (found.ended_at or found.ends_at, found.number), default=None)

    def latest_formal_held(self) -> Conference | None:
        """As `latest_conference_held`, without talks and visits: those begin nothing anew."""
        return replace(
            self, conferences=tuple(one for one in self.conferences if one.formal)
        ).latest_conference_held()

    def latest_version(self) -> PlanVersion | None:
        """The plan version with the highest number."""
        return max(self.versions, key=lambda found: found.number, default=None)

    def placement(self, child_id: str) -> Placement | None:
        """Where the child lives now: the placement that was added last."""
        return next((found for found in reversed(self.placements) if found.child_id == child_id), None)

    def permanency(self, child_id: str) -> Permanency | None:
        """The child's permanency goal that was set last and stands."""
        mine = [found for found in standing(self.permanencies) if found.child_id == child_id]
        return max(mine, key=lambda found: (found.set_on, found.entered_at), default=None)

    def voices_of_now(self, child_id: str) -> tuple[Voice, ...]:
        """What a child said last: the newest standing voice and all others of the same conference.

        What was said outside a conference belongs to the next one, so it counts as well unless a
        conference was held between. What was said in several talks counts together.
        """
        mine = [found for found in standing(self.voices) if found.child_id == child_id]
        if not mine:
            return ()
        newest = mine[-1]
        others = (found for found in self.conferences if found.formal and found.id != newest.conference_id)
        ended = (found.ended_at for found in others)
        earlier = [found for found in ended if found and found < newest.entered_at]
        talks = {None, *(found.id for found in self.conferences if not found.formal)}
        since = max(earlier, default=None)
        return tuple(
            voice
            for voice in mine
            if voice.conference_id == newest.conference_id
            or (voice.conference_id in talks and (since is None or voice.entered_at > since))
        )

    def views_of_goal(self, child_id: str) -> tuple[GoalView, ...]:
        """Each asked person's last standing view of the child's permanency goal."""
        last = {found.person_id: found for found in standing(self.goal_views) if found.child_id == child_id}
        return tuple(last.values())
