"""Two entries of one person become one, and can be parted again: nothing that either held is lost."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.domain.agenda import AgendaRequest, FirstLook, Publishing, TopicsAsked
from bot.domain.between import TeamContact, Update
from bot.domain.calendar import CalendarWish
from bot.domain.calls import Called
from bot.domain.case import CaseEvent, CaseFact, Placement, TribeInquiry
from bot.domain.closing import Acknowledgement, Copy, Endorsement, Reply, View
from bot.domain.conference import AgendaSeen, Attendance, Conference, Invitation, SetAside, Topic
from bot.domain.course import Signal
from bot.domain.disclosure import Disclosure
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.how_we_talk import Acceptance, GroundRule, RulesSaid, WentOn
from bot.domain.ideas import EnoughIdeas, Idea, OtherView
from bot.domain.kept import OfCase
from bot.domain.kept_private import KeepPrivate
from bot.domain.looking_back import Feeling, Outcome, SelfCheck
from bot.domain.network import ContactTry, ContactWay, Found, Mention, Merge, PersonFact, ProviderInput
from bot.domain.notes import Note
from bot.domain.offers import Offer
from bot.domain.parting import NoContact, apart_from, together
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
from bot.domain.ties import Tie
from bot.domain.version_moves import AnswerStays
from bot.domain.youth import YouthPicks
from bot.services.acting import Acting, OnCase
from bot.services.calling.calendar_files import offer_planned
from bot.services.delivery.reminders import schedule_reminders
from bot.services.family_page.ending import end_pages
from bot.services.meeting.cards import draw_cards_anew
from bot.services.people.parting import part, rules_of, tell_who_leads
from bot.services.people.team import must_still_lead

T = TypeVar("T", bound=OfCase)

# Everything that can name a person. What was sealed is not here: its bytes stay as they were signed.
NAMING: dict[str, type[OfCase]] = {
    kind.__name__: kind
    for kind in (
        *(Person, Preparation, SafetyScreen, NoContact, PrivateNote, KeepPrivate, CaseEvent, CaseFact),
        *(Placement, TribeInquiry, AccessNeed, PartAside, YouthPicks),
        *(Mention, PersonFact, Found, ContactTry, ContactWay, ProviderInput, Offer, CalendarWish, Called),
        *(Conference, Invitation, Attendance, Topic, AgendaSeen, SetAside, Interpreting, Go),
        *(FirstLook, AgendaRequest, Publishing, TopicsAsked, Signal, Update, TeamContact),
        *(
            Concern,
            Decision,
            Idea,
            OtherView,
            EnoughIdeas,
            Strength,
            Need,
            Goal,
            Objective,
            Task,
            Visit,
            Tie,
            Service,
            Voice,
            Permanency,
            GoalView,
        ),
        *(Note, Acknowledgement, AnswerStays, View, Reply, Copy, Disclosure, Endorsement),
        *(Acceptance, GroundRule, RulesSaid, WentOn),
        *(Feeling, Outcome, SelfCheck),
    )
}
# Of these each person has one for a conference, a plan version or the case; the kept one's own counts.
ONE_EACH: dict[type[OfCase], str] = {
    Invitation: "conference_id",
    Attendance: "conference_id",
    Acceptance: "conference_id",
    Feeling: "conference_id",
    AgendaSeen: "conference_id",
    FirstLook: "conference_id",
    Interpreting: "conference_id",
    Acknowledgement: "version_id",
    AnswerStays: "version_id",
    View: "version_id",
    Copy: "version_id",
    CalendarWish: "case_id",
}
# A list that named both: undoing puts the one back beside the other.
BESIDE = "beside"
# What the kept entry takes over where it says nothing itself.
FACTS_OF_A_PERSON = (
    *("slack_user", "relation", "language", "asked_for_by", "family_said_yes", "interpreter"),
    *("relative_of_family", "child_id", "parent_of"),
)


def merge(acting: Acting, gone_id: str, kept_id: str) -> str:
    """Two entries are one person: everything of the one comes to the other. Returns the merge's id.

    Raises AnswersNotUnderstood where each has a Slack account of their own, or they cannot be one.
    """
    with acting.on_case("team.change", acting.case_of(Person, gone_id)) as on:
        gone, kept = on.person(gone_id), on.person(kept_id)
        _refuse(on, gone, kept)
        filled = _filled(gone, kept)
        moved = tuple(_move_all(on, gone.id, kept.id))
        # Read anew: one of the two may have named the other.
        gone, kept = on.work.get(Person, gone.id), on.work.get(Person, kept.id)
        taken: dict[str, Any] = {name: getattr(gone, name) for name in filled}
        kept = replace(kept, **taken)
        left = replace(gone, left_on=on.today, slack_user=None if "slack_user" in filled else gone.slack_user)
        must_still_lead(on, kept, left)
        on.work.replace(left, why="same_person")
        on.work.replace(kept, why="same_person")
        end_pages(on, [left.id, kept.id], "same_person")
        offer_planned(on, left)
        if apart_from(kept.id, rules_of(on.work, on.case.id)):
            draw_cards_anew(on)
            tell_who_leads(on, f"same_person:{kept.id}:{left.id}:{left.version}")
        schedule_reminders(on.work, on.case.id)
        return on.keep(
            Merge,
            kept_person=kept.id,
            gone_person=gone.id,
            on=on.today,
            entered_by=acting.user,
            moved=moved,
            filled=filled,
        ).id


def part_again(acting: Acting, merge_id: str) -> str:
    """Undo a merge: each gets back what was theirs. Returns the id of the one that was kept."""
    with acting.on_case("team.change", acting.case_of(Merge, merge_id)) as on:
        done = on.work.get(Merge, merge_id)
        if done.undone_on:
            raise NotNow("parted_already")
        kept, gone = on.person(done.kept_person), on.person(done.gone_person)
        theirs = {name: getattr(kept, name) for name in done.filled}
        emptied: dict[str, Any] = {name: () if name == "parent_of" else None for name in done.filled}
        kept = replace(kept, **emptied)
        back = replace(gone, left_on=None, slack_user=theirs.get("slack_user") or gone.slack_user)
        must_still_lead(on, kept, back)
        on.work.replace(kept, why="parted")
        on.work.replace(back, why="parted")
        for entry in done.moved:
            _move_back(on, entry, done)
        _keep_both_apart(on, done)
        on.work.replace(replace(done, undone_on=on.today))
        # A link that was made for the one may be in the hands of the other.
        end_pages(on, [kept.id, gone.id], "parted")
        schedule_reminders(on.work, on.case.id)
        return kept.id


def _refuse(on: OnCase, gone: Person, kept: Person) -> None:
    problem = ""
    if gone.id == kept.id:
        problem = "same_entry"
    elif gone.left_on or kept.left_on:
        problem = "one_left"
    elif kept.candidate and not gone.candidate:
        problem = "keep_who_is_on_team"
    elif gone.slack_user and kept.slack_user and gone.slack_user != kept.slack_user:
        problem = "two_accounts"
    elif gone.child_id and kept.child_id and gone.child_id != kept.child_id:
        problem = "two_children"
    elif together(rules_of(on.work, on.case.id), (gone.id, kept.id)):
        # A rule between the two says that they are two; made one, it would keep nobody apart.
        problem = "are_kept_apart"
    if problem:
        raise AnswersNotUnderstood({"kept": problem})


def _filled(gone: Person, kept: Person) -> tuple[str, ...]:
    return tuple(
        name
        for name in FACTS_OF_A_PERSON
        if getattr(kept, name) in (None, ()) and getattr(gone, name) not in (None, (), kept.id)
    )


def _move_all(on: OnCase, gone_id: str, kept_id: str) -> Iterator[str]:
    """Each thing that named the gone entry names the kept one; yields what undoes it."""
    for name, kind in NAMING.items():
        for thing in on.work.find(kind, case_id=on.case.id):
            if _has_one_already(on, kind, thing, kept_id):
                continue
            for field in _naming_fields(thing, gone_id):
                value = getattr(thing, field)
                beside = BESIDE if isinstance(value, tuple) and kept_id in value else ""
                yield f"{name}:{thing.id}:{field}:{beside}"
            _rename(on, thing, gone_id, kept_id)


def _naming_fields(thing: OfCase, person_id: str) -> list[str]:
    named = {field.name: getattr(thing, field.name) for field in fields(thing) if field.name != "id"}
    return [
        name
        for name, value in named.items()
        if value == person_id or (isinstance(value, tuple) and person_id in value)
    ]


def _rename(on: OnCase, thing: OfCase, before: str, after: str) -> None:
    changed = _renamed(thing, _naming_fields(thing, before), before, after)
    if changed != thing:
        on.work.replace(changed, why="same_person")


def _renamed(thing: T, names: list[str], before: str, after: str) -> T:
    now: dict[str, Any] = {}
    for name in names:
        value = getattr(thing, name)
        now[name] = _in_list(value, before, after) if isinstance(value, tuple) else after
    return replace(thing, **now)


def _in_list(ids: tuple[str, ...], before: str, after: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(after if one == before else one for one in ids))


def _has_one_already(on: OnCase, kind: type[OfCase], thing: OfCase, kept_id: str) -> bool:
    field = ONE_EACH.get(kind)
    if field is None:
        return False
    same: dict[str, Any] = {field: getattr(thing, field), "person_id": kept_id}
    return on.work.first(kind, **same) is not None


def _move_back(on: OnCase, entry: str, done: Merge) -> None:
    """What still names the kept person where it was moved goes back to the other."""
    name, thing_id, field, beside = entry.split(":")
    thing = on.work.get(NAMING[name], thing_id)
    value = getattr(thing, field)
    if beside:
        both: dict[str, Any] = {field: (*value, done.gone_person)}
        on.work.replace(replace(thing, **both), why="parted")
    elif value == done.kept_person or (isinstance(value, tuple) and done.kept_person in value):
        on.work.replace(_renamed(thing, [field], done.kept_person, done.gone_person), why="parted")


def _keep_both_apart(on: OnCase, done: Merge) -> None:
    """A rule made while the two were one was about either of them: from now on it is about both."""
    moved = {entry.split(":")[1] for entry in done.moved}
    for rule in rules_of(on.work, on.case.id):
        if done.kept_person in rule.between and rule.id not in moved:
            other = next(one for one in rule.between if one != done.kept_person)
            if other != done.gone_person:
                part(on, (done.gone_person, other), kind=rule.kind, since=rule.since)
