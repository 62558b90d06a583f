"""Copies of the plan, one for each audience: what each leaves out, who got it, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain import access
from bot.domain.audiences import TABLE, Audience
from bot.domain.closing import Copy, PlanVersion
from bot.domain.disclosure import Disclosure
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.openly import marked
from bot.domain.people import Person
from bot.domain.plan_states import Move, Standing
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct, to_user
from bot.services.delivery.reminders import schedule_reminders
from bot.services.delivery.taking_back import take_back_copy_of
from bot.services.people.safe_ways import kept_from_slack, safe_ways
from bot.services.plan.copy_rules import audience_for, children_without_copy, is_cleared, paper_of
from bot.services.plan.look_once_more import must_be_clear
from bot.services.plan.material import Material, PartOfPlan, part_of_the_plan, plan_material
from bot.services.plan.versions import must_allow, standing_on
from bot.services.record import case_record
from bot.services.seeing.left_unsaid import WORDS

# How a copy goes, and the kind of way to a person that must be safe for it.
WAYS = {"mail": "mail", "email": "email"}
# What stands on a child's own page of the plan.
OF_A_PAGE = ("voice", "placement", "permanency")


@dataclass(frozen=True)
class LeftOut:
    """One part of the plan that a copy leaves out, how many entries of it, and why.

    `why` is `audience` (the practice's table), `other_family` (another family's part, or of somebody
    kept apart) or `kept_private` (a child asked for it).
    """

    part: str
    count: int
    why: str


@dataclass(frozen=True)
class OneCopy:
    """Where one person's copy stands; `asks_first`: why they need it has not been said."""

    person: Person
    audience: Audience
    asks_first: bool
    overdue: bool
    copy: Copy | None


@dataclass(frozen=True)
class Copies:
    """Everybody's copy of one version, what was given out of it, and the children who get no page yet."""

    version: PlanVersion
    each: tuple[OneCopy, ...]
    given: tuple[Disclosure, ...]
    children_without: tuple[str, ...]
    standing: Standing


@dataclass(frozen=True)
class Preview:
    """What a person's copy is made from, and what it leaves out; that list is for staff alone."""

    version: PlanVersion
    person: Person
    audience: Audience
    material: Material
    locale: str
    practice: bool
    left_out: tuple[LeftOut, ...]


def copies(acting: Acting, version_id: str) -> Copies:
    """For those who lead: whose copy waits, is late, went or came. Raises NotAllowed."""
    with acting.looking("copy.give", acting.case_of(PlanVersion, version_id)) as on:
        version = on.work.get(PlanVersion, version_id)
        known = {one.person_id: one for one in on.work.find(Copy, version_id=version_id)}
        given = on.work.find(Disclosure, version_id=version_id)
        every = (_one(on, version, person, known.get(person.id)) for person in on.people.values())
        rows = (one for one in every if one.audience is not Audience.NOBODY)
        return Copies(
            version,
            tuple(
                one for one in rows if one.audience is not Audience.NOBODY and not on.would_lead(one.person)
            ),
            tuple(sorted(given, key=lambda one: one.on)),
            children_without_copy(on, version),
            standing_on(on, version),
        )


def preview(acting: Acting, version_id: str, person_id: str) -> Preview:
    """Exactly what this person would get, before it goes; and what it leaves out, with the reasons.

    Raises NotNow where nothing would go: a newer version stands, or it waits to be looked at.
    """
    with acting.looking("copy.give", acting.case_of(PlanVersion, version_id)) as on:
        version, person = on.work.get(PlanVersion, version_id), _receiver(on, person_id)
        must_allow(on, version, Move.GIVE)
        material = plan_material(on.as_seen_by(person), by_staff=True)
        audience = audience_for(on, person)
        left = tuple(_left_out(on, person, audience))
        return Preview(version, person, audience, material, on.profile.locale, acting.agency.practice, left)


def show_me(acting: Acting, version_id: str, person_id: str) -> None:
    """The very file that this person would get, to whoever is about to give it, in their own DM."""
    with acting.on_case("copy.give", acting.case_of(PlanVersion, version_id)) as on:
        version, person = on.work.get(PlanVersion, version_id), _receiver(on, person_id)
        must_allow(on, version, Move.GIVE)
        must_be_clear(on, version)
        _queue_file(on, person, f"look:{acting.delivery}")
        on.work.audit("disclosure.looked", version_id, ["person_id"], on.case.id)


def give(acting: Acting, version_id: str, values: Mapping[str, Any]) -> Disclosure:
    """Give somebody their copy: for what, and why they need it, is kept before anything goes (K-26).

    In Slack it goes to their own DM as a private view; else the file comes to whoever gives it, to print
    or to mail. What goes is the newest version, so that no older one is noted in its place. Raises
    AnswersNotUnderstood, NotAllowed, NotNow.
    """
    with acting.on_case("copy.give", acting.case_of(PlanVersion, version_id)) as on:
        version, person = on.work.get(PlanVersion, version_id), _receiver(on, values["person_id"])
        must_allow(on, version, Move.GIVE)
        must_be_clear(on, version)
        _must_be_safe(on, person, values["how"])
        audience = audience_for(on, person)
        given = on.keep(
            Disclosure,
            version_id=version.id,
            to_whom=person.name,
            why=values["why"],
            on=on.today,
            entered_by=acting.user,
            person_id=person.id,
            purpose=values["purpose"],
            how=values["how"],
            paper=paper_of(audience),
        )
        _note_way(on, version, person, values["how"])
        if values["how"] == "slack":
            on.work.send(
                direct(on, person, "plan_ready", version.id, f"plan:{version.id}:{person.id}:{given.id}")
            )
        else:
            _queue_file(on, person, given.id)
        on.work.audit("disclosure.copy", given.id, ["person_id", "purpose", "why", "how"], on.case.id)
        schedule_reminders(on.work, on.case.id)
        return given


def take_back(acting: Acting, disclosure_id: str, why: str) -> str:
    """A copy went by mistake: its file goes away in Slack, and its reader may not ask for it any more.

    What was printed or mailed Slack cannot bring back; why it was a mistake stays in the record. Returns
    the version's id. Raises NotNow for one that was taken back already.
    """
    with acting.on_case("copy.give", acting.case_of(Disclosure, disclosure_id)) as on:
        given = on.work.get(Disclosure, disclosure_id)
        if given.taken_back_on is not None:
            raise NotNow("copy_taken_back")
        back = replace(given, taken_back_on=on.today, taken_back_by=acting.user, taken_back_why=why)
        on.work.replace(back)
        if given.person_id:
            person = on.person(given.person_id)
            take_back_copy_of(on, person.id, person.slack_user, "by_mistake")
            copy = on.work.first(Copy, version_id=given.version_id, person_id=person.id)
            if copy and copy.how == given.how and copy.got_on is None:
                on.work.replace(replace(copy, how=None, sent_on=None, entered_by=acting.user))
        on.work.audit("disclosure.taken_back", given.id, ["why"], on.case.id)
        schedule_reminders(on.work, on.case.id)
        return given.version_id


def _one(on: OnCase, version: PlanVersion, person: Person, copy: Copy | None) -> OneCopy:
    late = copy is not None and copy.sent_on is None and copy.due is not None and copy.due < on.today
    asks = not is_cleared(on, version, person)
    return OneCopy(person, audience_for(on, person), asks, late, copy)


def _receiver(on: OnCase, person_id: str) -> Person:
    """Somebody who may get a copy. Raises AnswersNotUnderstood for whoever interprets, observes, or left."""
    person = on.person(person_id)
    if audience_for(on, person) is Audience.NOBODY or not person.here:
        raise AnswersNotUnderstood({"person_id": "no_copy_for_them"})
    return person


def _must_be_safe(on: OnCase, person: Person, how: str) -> None:
    """No copy goes on a way that its reader called unsafe, or that they do not have."""
    if how == "slack" and (not person.slack_user or person.id in kept_from_slack(on.work, on.case.id)):
        raise AnswersNotUnderstood({"how": "no_safe_slack"})
    if how in WAYS and not any(way.kind == WAYS[how] for way in safe_ways(on).get(person.id, ())):
        raise AnswersNotUnderstood({"how": "no_safe_way"})


def _note_way(on: OnCase, version: PlanVersion, person: Person, how: str) -> None:
    """The copy with its way; what goes in Slack has gone, the rest goes when somebody says on which day."""
    sent = on.today if how == "slack" else None
    known = on.work.first(Copy, version_id=version.id, person_id=person.id)
    if known is None:
        on.keep(
            Copy, version_id=version.id, person_id=person.id, how=how, sent_on=sent, entered_by=on.work.actor
        )
    elif known.sent_on is None:
        on.work.replace(replace(known, how=how, sent_on=sent, entered_by=on.work.actor))


def _queue_file(on: OnCase, person: Person, once: str) -> None:
    paper = paper_of(audience_for(on, person))
    key = f"file:{on.case.id}:{paper}:{person.id}:{once}"
    on.work.send(to_user(on, on.work.actor, f"file:{paper}", on.case.id, key, person.id))


def _left_out(on: OnCase, person: Person, audience: Audience) -> Iterator[LeftOut]:
    """Part by part what this copy does not hold, and why; of a plan that holds nothing of it, nothing."""
    reader = on.as_seen_by(person)
    cut = part_of_the_plan(reader)
    never = () if access.sees(reader.standings, "words") else WORDS
    gone = Counter({part: len(cut.sealed[part]) - len(cut.told[part]) for part in cut.lists})
    by_table = Counter({part: len(cut.sealed[part]) - len(cut.for_audience[part]) for part in cut.lists})
    for part, count in gone.items():
        by_kind = count if part in never else min(count, by_table[part])
        if by_kind:
            yield LeftOut(part, by_kind, "audience")
        if count > by_kind:
            yield LeftOut(part, count - by_kind, "other_family")
    yield from _left_out_of_pages(cut)
    gets = TABLE[audience]
    yield from (
        LeftOut(part, 0, "audience") for part in ("why", "reasons", "answers") if part not in gets.whole
    )
    whole = case_record(on.work, on.case.id, private=True)
    kept = sum(one.holds for one in whole.keep_private) + len(marked(whole))
    if kept:
        yield LeftOut("private", kept, "kept_private")


def _left_out_of_pages(cut: PartOfPlan) -> Iterator[LeftOut]:
    """The same for what stands on the page of a child whom the copy speaks of."""
    spoken_of = {child["id"] for child in cut.told["children"]}
    for part in OF_A_PAGE:
        held, kept, shown = (
            {child["id"] for child in plan["children"] if child[part]} & spoken_of
            for plan in (cut.sealed, cut.for_audience, cut.told)
        )
        if held - kept:
            yield LeftOut(part, len(held - kept), "audience")
        if kept - shown:
            yield LeftOut(part, len(kept - shown), "other_family")
