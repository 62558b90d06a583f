"""Who may have a copy of a plan: whoever is owed one, and whoever's need to know was said."""

from datetime import date

from bot.domain.audiences import OF_THE_PLAN, Audience
from bot.domain.closing import Copy, PlanVersion
from bot.domain.dates import add_days
from bot.domain.diary import Diary
from bot.domain.disclosure import Disclosure
from bot.domain.people import Person
from bot.domain.profile import CopyParts, CopyRule
from bot.services.acting import OnCase
from bot.services.due import footing_now
from bot.services.record import case_record
from bot.services.seeing.copy_part import audience_in

COPY_WITHIN_DAYS = 7
PLAN_PAPER, SHORT_COPY = "plan.pdf", "copy.pdf"
# What people of the agency do with a plan is their work on the case.
OF_THE_AGENCY = frozenset({Audience.FULL})


def audience_for(on: OnCase, person: Person) -> Audience:
    """For whom somebody's copy is made."""
    return audience_in(case_record(on.work, on.case.id), on.profile, person)


def paper_of(audience: Audience) -> str:
    """The paper that this audience gets: the plan with all its sections, or a short one of what is theirs."""
    return PLAN_PAPER if audience in OF_THE_PLAN else SHORT_COPY


def is_owed(on: OnCase, person: Person) -> bool:
    """Whether a copy goes to this person without anybody's asking why: a parent's always does (K-23)."""
    rule = on.profile.copies_for(on.profile.role(person.role).id)
    if rule is None:
        return person.on_team and audience_for(on, person) is Audience.PARENT
    return rule.parts is not CopyParts.ASK_FIRST


def is_cleared(on: OnCase, version: PlanVersion, person: Person) -> bool:
    """Whether this person may have a copy of this version: it is owed, or somebody said why they need it."""
    if is_owed(on, person) or audience_for(on, person) in OF_THE_AGENCY:
        return True
    given = {"version_id": version.id, "person_id": person.id, "taken_back_on": None}
    return on.work.first(Disclosure, **given) is not None


def owe_copies(on: OnCase, version: PlanVersion) -> None:
    """A copy task for everyone to whom a copy is owed and who has none yet: without it no plan closes (K-23).

    Where the profile says to ask first, the need to know is checked before anything is owed.
    """
    known = {one.person_id for one in on.work.find(Copy, version_id=version.id)}
    for person in on.people.values():
        if person.id in known or person.candidate or not is_owed(on, person):
            continue
        rule = on.profile.copies_for(on.profile.role(person.role).id)
        on.keep(Copy, version_id=version.id, person_id=person.id, due=_due(on, rule))


def _due(on: OnCase, rule: CopyRule | None) -> date:
    """Until when a copy goes: from the event that the rule counts from (V-05), else from today.

    Once all that the rule asks for was done since that event, a copy of a later plan counts from its own day.
    """
    days = rule.within_days if rule else None
    if rule is None or rule.from_event is None or days is None:
        return add_days(on.today, COPY_WITHIN_DAYS if days is None else days)
    diary = Diary(on.profile.stand_ins, footing_now(on.work, on.case, on.profile).events, on.today)
    start = diary.start(rule.from_event)
    if start is None or (rule.counts_as and all(diary.first_since(one, start.on) for one in rule.counts_as)):
        return add_days(on.today, COPY_WITHIN_DAYS)
    return add_days(start.on, days)


def children_without_copy(on: OnCase, version: PlanVersion) -> tuple[str, ...]:
    """The names of children with no copy noted: nobody among the people is that child (V-06).

    Who was added as a child without saying which is the one of that name.
    """
    owed = {one.person_id for one in on.work.find(Copy, version_id=version.id)}
    with_copy = [one for one in on.people.values() if one.id in owed]
    theirs = {one.child_id for one in with_copy if one.child_id}
    named = {
        one.name for one in with_copy if not one.child_id and audience_for(on, one) is Audience.YOUNG_PERSON
    }
    children = case_record(on.work, on.case.id).children
    return tuple(one.name for one in children if one.id not in theirs and one.name not in named)
