"""The tables of the kept things: one for each class, made from the class itself."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import (
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from bot.domain import (
    agenda,
    as_it_is,
    between,
    calendar,
    calls,
    case,
    channel,
    closing,
    conference,
    confirming,
    course,
    deadlines,
    delivery,
    disclosure,
    family_page,
    guide,
    how_we_talk,
    ideas,
    kept_private,
    looking_back,
    network,
    notes,
    offers,
    parting,
    people,
    plan,
    preparing,
    quiet_hours,
    readiness,
    snoozing,
    supervised,
    threads,
    ties,
    version_moves,
    youth,
)
from bot.domain.kept import Kept, OfCase
from bot.storage.columns import column_of
from bot.storage.own_columns import own_columns
from bot.storage.shapes import Field, fields_of

TABLE_OF: Mapping[type[Kept], str] = MappingProxyType(
    {
        case.Case: "cases",
        case.Child: "children",
        case.CaseEvent: "case_events",
        case.CaseFact: "case_facts",
        case.CaseClosing: "case_closings",
        case.Placement: "placements",
        case.TribeInquiry: "tribe_inquiries",
        people.Person: "people",
        people.StaffMember: "staff_members",
        people.DirectLine: "direct_lines",
        people.Preparation: "preparations",
        people.SafetyScreen: "safety_screens",
        people.PrivateNote: "private_notes",
        kept_private.KeepPrivate: "keep_private",
        kept_private.ToldForSafety: "told_for_safety",
        kept_private.LookedOnceMore: "looked_once_more",
        parting.NoContact: "no_contacts",
        preparing.AccessNeed: "access_needs",
        preparing.PartAside: "parts_aside",
        youth.YouthPicks: "youth_picks",
        channel.ChannelChange: "channel_changes",
        channel.CardsBack: "cards_back",
        channel.ChannelSeen: "channels_seen",
        threads.ThreadReply: "thread_replies",
        network.Mention: "mentions",
        network.PersonFact: "person_facts",
        network.Found: "found",
        network.ContactTry: "contact_tries",
        network.ContactWay: "contact_ways",
        network.ProviderInput: "provider_inputs",
        offers.Offer: "offers",
        network.Merge: "merges",
        conference.Conference: "conferences",
        conference.Invitation: "invitations",
        conference.Attendance: "attendances",
        how_we_talk.RulesSaid: "rules_said",
        looking_back.SelfCheck: "self_checks",
        looking_back.Feeling: "feelings",
        looking_back.Outcome: "outcomes",
        how_we_talk.GroundRule: "ground_rules",
        how_we_talk.Acceptance: "acceptances",
        how_we_talk.WentOn: "went_on",
        calendar.CalendarWish: "calendar_wishes",
        conference.Topic: "topics",
        conference.AgendaSeen: "agendas_seen",
        agenda.FirstLook: "first_looks",
        agenda.AgendaRequest: "agenda_requests",
        agenda.Publishing: "publishings",
        agenda.TopicsAsked: "topics_asked",
        agenda.StandingTopic: "standing_topics",
        conference.SetAside: "set_aside",
        course.Moment: "moments",
        course.Signal: "signals",
        readiness.Interpreting: "interpretings",
        readiness.Go: "goes",
        plan.Strength: "strengths",
        plan.Need: "needs",
        plan.Concern: "concerns",
        plan.Decision: "decisions",
        notes.Note: "notes",
        as_it_is.AsItIs: "accepted_as_is",
        disclosure.Disclosure: "disclosures",
        ideas.Idea: "ideas",
        ideas.OtherView: "other_views",
        ideas.EnoughIdeas: "enough_ideas",
        plan.Goal: "goals",
        plan.Objective: "objectives",
        plan.Task: "tasks",
        plan.Visit: "visits",
        ties.Tie: "ties",
        plan.Service: "services",
        plan.FromEarlier: "from_earlier",
        plan.Voice: "voices",
        plan.Permanency: "permanency_goals",
        plan.GoalView: "goal_views",
        between.Update: "updates",
        between.TeamContact: "team_contacts",
        between.QuietDays: "quiet_days",
        supervised.SetInterval: "set_intervals",
        supervised.ChildStatus: "child_statuses",
        confirming.Confirmation: "confirmations",
        guide.ReadFirst: "read_first",
        closing.PlanVersion: "plan_versions",
        version_moves.VersionMove: "version_moves",
        version_moves.AnswerStays: "answers_stay",
        closing.Acknowledgement: "acknowledgements",
        closing.View: "views",
        closing.Reply: "replies",
        closing.Copy: "copies",
        closing.Endorsement: "endorsements",
        closing.MadePaper: "made_papers",
        family_page.PageLink: "page_links",
        family_page.PageVisit: "page_visits",
        family_page.WrongCodes: "wrong_codes",
        deadlines.Deadline: "deadlines",
        deadlines.Recount: "recounts",
        calls.Called: "calls_made",
        snoozing.Snooze: "snoozes",
        quiet_hours.OwnTimes: "own_times",
        delivery.Outgoing: "outgoing",
        delivery.Received: "received",
        delivery.Draft: "drafts",
        delivery.Answer: "answers",
    }
)

FIELDS: Mapping[type[Kept], Mapping[str, Field]] = MappingProxyType(
    {kind: fields_of(kind) for kind in TABLE_OF}
)

# A field of this name in something of a case refers to that kind, in the same case.
REFERS_TO: Mapping[str, type[Kept]] = MappingProxyType(
    {
        "child_id": case.Child,
        "person_id": people.Person,
        "conference_id": conference.Conference,
        "item_id": kept_private.KeepPrivate,
        "need_id": plan.Need,
        "idea_id": ideas.Idea,
        "goal_id": plan.Goal,
        "objective_id": plan.Objective,
        "task_id": plan.Task,
        "version_id": closing.PlanVersion,
    }
)

UNIQUE: Mapping[type[Kept], tuple[str, ...]] = MappingProxyType(
    {
        case.Case: ("channel_id",),
        people.StaffMember: ("slack_user",),
        people.DirectLine: ("slack_user",),
        quiet_hours.OwnTimes: ("slack_user",),
        channel.ChannelSeen: ("channel_id",),
        threads.ThreadReply: ("channel_id", "ts"),
        conference.Conference: ("case_id", "number"),
        closing.PlanVersion: ("case_id", "number"),
        deadlines.Deadline: ("case_id", "kind", "subject_id"),
        family_page.PageLink: ("token_sha256",),
        family_page.PageVisit: ("secret_sha256",),
        family_page.WrongCodes: ("source_sha256",),
        delivery.Outgoing: ("key",),
        delivery.Received: ("key",),
        delivery.Draft: ("slack_user", "form", "subject_id"),
        delivery.Answer: ("conversation", "subject_id", "slack_user", "step"),
    }
)

LOOKED_UP_EVERYWHERE = ("conference_id", "version_id", "slack_user", "owner_id")
LOOKED_UP: Mapping[type[Kept], tuple[str, ...]] = MappingProxyType(
    {
        case.Case: ("reference_index", "state"),
        conference.Conference: ("state",),
        plan.Task: ("state",),
        closing.MadePaper: ("sha256",),
        delivery.Outgoing: ("case_id", "to"),
    }
)
# What is counted without being read: its index holds all that the counting asks for.
COUNTED: Mapping[type[Kept], tuple[str, ...]] = MappingProxyType(
    {deadlines.Deadline: ("kind", "due", "worker")}
)

# What comes and goes with the work itself is not part of the record: no history, no audit line.
PASSING = (
    *(people.DirectLine, quiet_hours.OwnTimes, channel.ChannelSeen, threads.ThreadReply),
    *(family_page.PageVisit, family_page.WrongCodes),
    *(deadlines.Deadline, deadlines.Recount),
    *(delivery.Outgoing, delivery.Received, delivery.Draft, delivery.Answer),
)

# What waits for a worker, across workspaces, in words that a partial index can be matched by.
NOW, IN_TURN = "state = 'pending' AND NOT can_wait", "state = 'pending' AND can_wait"
LEASED, UNDONE = "state IN ('sending', 'unknown')", "done_at IS NULL"
WAITING: Mapping[type[Kept], tuple[tuple[str, str, str], ...]] = MappingProxyType(
    {
        delivery.Outgoing: (
            ("ix_outgoing_now", "due_at", NOW),
            ("ix_outgoing_in_turn", "due_at", IN_TURN),
            ("ix_outgoing_leased", "lease_until", LEASED),
        ),
        delivery.Received: (("ix_received_undone", "received_at", UNDONE),),
    }
)


def _references(kind: type[Kept]) -> Iterator[ForeignKeyConstraint]:
    if "case_id" in FIELDS[kind]:
        yield ForeignKeyConstraint(["workspace_id", "case_id"], ["cases.workspace_id", "cases.id"])
    if not issubclass(kind, OfCase):
        return
    for field, other in REFERS_TO.items():
        if field in FIELDS[kind]:
            # With the case in the key, nothing can point into another family's case.
            yield ForeignKeyConstraint(
                ["workspace_id", "case_id", field],
                [f"{TABLE_OF[other]}.{column}" for column in ("workspace_id", "case_id", "id")],
            )


def _indexes(kind: type[Kept]) -> Iterator[UniqueConstraint | Index]:
    if issubclass(kind, OfCase):
        # Both the target of references within a case and the way to a case's things, oldest first.
        yield UniqueConstraint("workspace_id", "case_id", "id")
    if kind in UNIQUE:
        yield UniqueConstraint("workspace_id", *UNIQUE[kind])
    for field in LOOKED_UP.get(kind, ()) + tuple(f for f in LOOKED_UP_EVERYWHERE if f in FIELDS[kind]):
        if UNIQUE.get(kind, ("",))[0] != field:
            yield Index(f"ix_{TABLE_OF[kind]}_{field}", "workspace_id", field)
    if kind in COUNTED:
        yield Index(f"ix_{TABLE_OF[kind]}_counted", "workspace_id", *COUNTED[kind])
    for name, column, waits in WAITING.get(kind, ()):
        yield Index(name, column, sqlite_where=text(waits), postgresql_where=text(waits))


def _table(metadata: MetaData, kind: type[Kept]) -> Table:
    return Table(
        TABLE_OF[kind],
        metadata,
        *(column_of(field) for field in FIELDS[kind].values()),
        *own_columns(kind),
        PrimaryKeyConstraint("workspace_id", "id"),
        *_references(kind),
        *_indexes(kind),
    )


NAMING = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
}
METADATA = MetaData(naming_convention=NAMING)
TABLES: Mapping[type[Kept], Table] = MappingProxyType({kind: _table(METADATA, kind) for kind in TABLE_OF})
CLASS_OF: Mapping[str, type[Kept]] = MappingProxyType({name: kind for kind, name in TABLE_OF.items()})
