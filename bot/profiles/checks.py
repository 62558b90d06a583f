"""What must agree inside a profile: every name that one part uses is a name that another part gives."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import time

from bot.domain.closing import HOW_COPIES_GO
from bot.domain.conditions import FACTS, Condition
from bot.domain.profile import Clock, PracticeProfile
from bot.profiles.problem import Problem, unknown

# What Slack can make a link of; nothing else in it may end the link or begin another.
WEB = re.compile(r"https://[^\s<>|\"]+")
MAIL = re.compile(r"[^\s<>|@,;:\"]+@[^\s<>|@,;:\"]+\.[^\s<>|@,;:\"]+")
PHONE = re.compile(r"[+\d][\d ()./-]{3,}(?: ?(?:ext\.?|x) ?\d+)?")


def problems_in(profile: PracticeProfile) -> Iterator[Problem]:
    """Every disagreement inside a profile."""
    yield from _repeated_ids(profile)
    yield from _repeated_aliases(profile)
    yield from _unknown_events(profile)
    yield from _unknown_roles(profile)
    yield from _unknown_others(profile)
    yield from _bad_values(profile)
    yield from _bad_addresses(profile)


def _repeated_ids(profile: PracticeProfile) -> Iterator[Problem]:
    lists = (
        "plan_kinds",
        "trigger_events",
        "clocks",
        "meeting_kinds",
        "stage_lists",
        "roles",
        "required_roles",
    )
    more = ("must_invite", "offers", "permanency_goals", "goal_rules", "needs_domains", "sections", "copies")
    for name in (
        lists
        + more
        + ("further_reading", "legal_references", "hard_stages", "plan_rules", "legal_bases")
        + ("offices", "read_first")
    ):
        for value in _twice(item.id for item in getattr(profile, name)):
            yield Problem(f"{name}.{value}", "this id stands there twice. Give one of them another id")
    for listed in profile.stage_lists:
        for value in _twice(stage.id for stage in listed.stages):
            yield Problem(
                f"stage_lists.{listed.id}.stages.{value}", "this stage stands there twice. Take one out"
            )


def _repeated_aliases(profile: PracticeProfile) -> Iterator[Problem]:
    names = [name for role in profile.roles for name in (role.id, *role.aliases)]
    for value in _twice(names):
        yield Problem(
            "roles.aliases", f"{value!r} names more than one role. Take it out of one of them", value
        )


def _unknown_events(profile: PracticeProfile) -> Iterator[Problem]:
    events = [event.id for event in profile.trigger_events]
    for clock in profile.clocks:
        yield from _unknown(f"clocks.{clock.id}", "event", _events_of(clock), events)
    for stand_in in profile.stand_ins:
        yield from _unknown(
            f"stand_ins.{stand_in.event}", "event", (stand_in.event, *stand_in.taken_from), events
        )
    for kind in profile.meeting_kinds:
        yield from _unknown(f"meeting_kinds.{kind.id}.counts_as", "event", kind.counts_as, events)
    for copy in profile.copies:
        yield from _unknown(f"copies.{copy.id}.from_event", "event", [copy.from_event or events[0]], events)
        yield from _unknown(f"copies.{copy.id}.counts_as", "event", copy.counts_as, events)
    for where, names in (
        ("endorsement.counts_as", profile.endorsement.counts_as),
        ("plan_counts_as", profile.plan_counts_as),
        ("key_points.events", profile.key_points.events if profile.key_points else ()),
        *((f"plan_rules.{rule.id}.events", rule.events) for rule in profile.plan_rules),
    ):
        yield from _unknown(where, "event", names, events)
    if not any(event.opens_case for event in profile.trigger_events):
        yield Problem("trigger_events", "no event opens a case. Write opens_case = true at those that do")


def _events_of(clock: Clock) -> list[str]:
    at = clock.shorter.at_event if clock.shorter else None
    lists = clock.met_by + clock.settled_by + clock.paused_by + clock.resumed_by + clock.ends_with
    return [name for name in (clock.from_event, clock.repeat_from, clock.sooner_event, at, *lists) if name]


def _unknown_roles(profile: PracticeProfile) -> Iterator[Problem]:
    roles = [role.id for role in profile.roles]
    used: list[tuple[str, tuple[str, ...]]] = [
        ("endorsement.roles", profile.endorsement.roles),
        ("dissent.to", profile.dissent.to if profile.dissent else ()),
        ("help_contact.ask", profile.help_contact.ask),
        ("supports.roles", profile.supports.roles if profile.supports else ()),
        ("independence.role", (profile.independence.role,) if profile.independence else ()),
        ("youth.picks_exclude", profile.youth.picks_exclude if profile.youth else ()),
    ]
    used += [(f"required_roles.{rule.id}", rule.any_of + rule.each_of) for rule in profile.required_roles]
    used += [(f"must_invite.{invite.id}.roles", invite.roles) for invite in profile.must_invite]
    used += [(f"copies.{copy.id}.to", copy.to) for copy in profile.copies]
    used += [(f"offers.{offer.id}.to", offer.to) for offer in profile.offers]
    for where, names in used:
        yield from _unknown(where, "role", names, roles)
    for rule in profile.required_roles:
        if not set(rule.each_of) <= set(rule.any_of):
            yield Problem(f"required_roles.{rule.id}.each_of", "each of these must stand in any_of too")


def _unknown_others(profile: PracticeProfile) -> Iterator[Problem]:
    stage_lists = [listed.id for listed in profile.stage_lists]
    for kind in profile.meeting_kinds:
        yield from _unknown(f"meeting_kinds.{kind.id}.stages", "list of stages", [kind.stages], stage_lists)
    stages = [stage.id for listed in profile.stage_lists for stage in listed.stages]
    yield from _unknown("hard_stages", "stage", [one.id for one in profile.hard_stages], stages)
    if profile.safety:
        yield from _unknown("safety.tell", "duty", profile.safety.tell, ["supervisor"])
    goals = [goal.id for goal in profile.permanency_goals]
    for rule in profile.goal_rules:
        yield from _unknown(f"goal_rules.{rule.id}.goals", "goal", rule.goals, goals)
    kinds, clocks = ([one.id for one in every] for every in (profile.meeting_kinds, profile.clocks))
    for offer in profile.offers:
        yield from _unknown(f"offers.{offer.id}", "kind of meeting", [offer.id], kinds)
        yield from _unknown(f"offers.{offer.id}.clock", "clock", [offer.clock] if offer.clock else [], clocks)
    kinds_of_plan, bases = ([one.id for one in every] for every in (profile.plan_kinds, profile.legal_bases))
    for due in profile.plan_rules:
        where = f"plan_rules.{due.id}"
        yield from _unknown(where, "kind of plan", [due.plan_kind], kinds_of_plan)
        yield from _unknown(where, "goal", due.goals, goals)
        yield from _unknown(where, "legal basis", due.legal_bases, bases)
    if profile.challenge.clock:
        yield from _unknown("challenge.clock", "clock", [profile.challenge.clock], clocks)
    for copy in profile.copies:
        yield from _unknown(f"copies.{copy.id}.how", "way for a copy to go", copy.how, HOW_COPIES_GO)
    for where, when in _conditions(profile):
        yield from _unknown(where, "fact", [when.fact] if when.fact else [], FACTS)


def _conditions(profile: PracticeProfile) -> Iterator[tuple[str, Condition]]:
    for name in ("clocks", "meeting_kinds", "must_invite", "offers"):
        for item in getattr(profile, name):
            if item.when is not None:
                yield f"{name}.{item.id}.when", item.when


def _bad_values(profile: PracticeProfile) -> Iterator[Problem]:
    for name in ("start", "end"):
        value = getattr(profile.quiet_hours, name)
        try:
            time.fromisoformat(value)
        except ValueError:
            yield Problem(f"quiet_hours.{name}", f"{value!r} is no time of day, such as 20:00")
    if profile.quiet_hours.start == profile.quiet_hours.end:
        yield Problem("quiet_hours.end", "it is the hour at which they start. Write another")
    if profile.topic_calls.last_days >= profile.topic_calls.first_days:
        yield Problem("topic_calls.last_days", "the last call comes after the first one: fewer days before")
    for copy in profile.copies:
        if (copy.within_days is None) != (copy.from_event is None):
            yield Problem(f"copies.{copy.id}", "within_days and from_event go together: give both, or none")


def _bad_addresses(profile: PracticeProfile) -> Iterator[Problem]:
    papers = [(f"further_reading.{paper.id}", paper.link) for paper in profile.further_reading]
    papers += [(f"read_first.{paper.id}", paper.link) for paper in profile.read_first]
    papers += [(f"offices.{office.id}", office.link) for office in profile.offices]
    papers += [(f"help_contact.{desk.id}", desk.link) for desk in profile.help_contact.desks]
    for where, link in papers:
        if link is not None and not WEB.fullmatch(link):
            yield Problem(f"{where}.link", f"{link!r} is no address such as https://agency.example/guide")
    for desk in profile.help_contact.desks:
        if desk.email is not None and not MAIL.fullmatch(desk.email):
            yield Problem(
                f"help_contact.{desk.id}.email", f"{desk.email!r} is no address such as help@agency.example"
            )
        if desk.phone is not None and not PHONE.fullmatch(desk.phone):
            yield Problem(f"help_contact.{desk.id}.phone", f"{desk.phone!r} is no number such as +1 555 0100")


def _unknown(where: str, what: str, used: Iterable[str], given: Iterable[str]) -> Iterator[Problem]:
    known = list(given)
    for name in used:
        if name not in known:
            yield Problem(where, unknown(what, name, known), name)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
