"""One case with somebody in every place, made by the services themselves: who may what, who sees what."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from typing import Any

from bot.documents.seal import seal
from bot.domain.case import Child
from bot.domain.closing import Acknowledgement, View
from bot.domain.course import Signal, Wish
from bot.domain.people import Person
from bot.domain.preparing import AccessNeed, PartState
from bot.domain.profile import PracticeProfile
from bot.domain.readiness import Go
from bot.domain.sections import SECTION
from bot.profiles import load_profiles
from bot.services import cases, setup
from bot.services.acting import Acting, Agency
from bot.services.agenda import agenda, first_look
from bot.services.calling import scheduling
from bot.services.entries import capture, kept_private
from bot.services.meeting import holding, signals
from bot.services.people import belonging, merging, parting, reaching, team
from bot.services.plan import closing, endorsing, look_once_more, sealing, sections
from bot.services.ports import UnitOfWork
from bot.services.preparing import access_needs, private, talk
from bot.services.rules import confirming
from bot.storage import Storage

TEAM, CHANNEL, ADMIN = "T0CASEWORK", "C0CASEWORK", "U0ADMIN"
ZONE = "America/Chicago"
CUSTODY = date(2026, 3, 2)
# Everybody with Slack: role in the case, and of which children they are a parent ("both", "first", "second").
ROLES = {
    "U0FACILITATOR": "facilitator",
    "U0MOTHER": "mother",
    "U0FIRSTFATHER": "father",
    "U0SECONDFATHER": "father",
    "U0CHILD": "child",
    "U0AUNT": "relative_support",
    "U0CARER": "resource_parent",
    "U0CASA": "casa",
    "U0AGENCY": "agency_staff",
    "U0OBSERVER": "observer",
}
MANAGER, SUPERVISOR, ENDORSER = "U0MANAGER", "U0SUPERVISOR", "U0ENDORSER"
STRANGER, OTHER_MANAGER = "U0STRANGER", "U0OTHERMANAGER"
_deliveries = itertools.count()
EVERYBODY = (*ROLES, MANAGER, SUPERVISOR, ENDORSER, STRANGER, OTHER_MANAGER, ADMIN)


@cache
def _profiles() -> Mapping[str, PracticeProfile]:
    return load_profiles()


@dataclass
class Clock:
    """A clock that tests set."""

    moment: datetime = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@dataclass
class Casework:
    """The agency, and the ids of everything in its one full case."""

    storage: Storage
    clock: Clock
    ids: dict[str, str] = field(default_factory=dict)

    @cached_property
    def agency(self) -> Agency:
        return Agency(
            units=self.storage.units,
            profiles=_profiles(),
            admins=frozenset({ADMIN}),
            signer=self.storage.signer,
            seal=seal,
            public_key=self.storage.signer.public_key(),
            zone=ZONE,
            family_page="https://pages.agency.example",
        )

    def as_(self, user: str) -> Acting:
        """Somebody with one new click."""
        return Acting(
            agency=self.agency, workspace_id=TEAM, user=user, delivery=f"delivery-{next(_deliveries)}"
        )

    def rehearsing(self, user: str) -> Acting:
        """Somebody who does it on the real record, of which nothing is kept."""
        return replace(self.as_(user), agency=replace(self.agency, units=_Rehearsal(self.storage)))

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """The record itself."""
        with self.storage.units(TEAM, "system", read_only=True) as work:
            yield work


@dataclass(frozen=True)
class _Rehearsal:
    """Units of work whose commit is taken back."""

    storage: Storage

    def __call__(self, workspace_id: str, actor: str, *, read_only: bool = False) -> Any:
        return _Unkept(self.storage.units(workspace_id, actor, read_only=read_only))


class _Unkept:
    def __init__(self, unit: Any) -> None:
        self._unit = unit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    def __enter__(self) -> "_Unkept":
        self._unit.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._unit.__exit__(*exc)

    def commit(self) -> None:
        """Leave without keeping anything."""


def opened(storage: Storage, clock: Clock, manager: str = MANAGER, channel: str = CHANNEL) -> Casework:
    """A case, just opened."""
    made = Casework(storage, clock)
    setup.name_staff(made.as_(ADMIN), manager, ("staff",), (), "Priya Nandan")
    values = {
        "reference": f"TEST-{channel}",
        "profile": "us-ks",
        "plan_kind": "child_in_placement",
        "trigger_event": "placed_in_custody",
        "trigger_date": CUSTODY,
        "in_custody": True,
        "child_name": "June Reyes",
        "child_birth_date": date(2016, 8, 14),
        "opener_name": "Priya Nandan",
        "opener_role": "case_manager",
        "zone": ZONE,
    }
    made.ids["case"] = cases.open_case(made.as_(manager), channel, values)
    with made.reading() as work:
        made.ids["first"] = work.find(Child, case_id=made.ids["case"])[0].id
    return made


def with_everybody(storage: Storage, clock: Clock) -> Casework:
    """A case in the middle of things: two children with two fathers, a conference held, a plan sealed."""
    made = opened(storage, clock)
    made.ids["second"] = cases.add_child(
        made.as_(MANAGER), made.ids["case"], {"name": "Max Reyes", "birth_date": date(2011, 5, 2)}
    )
    parents = {
        "U0MOTHER": (made.ids["first"], made.ids["second"]),
        "U0FIRSTFATHER": (made.ids["first"],),
        "U0SECONDFATHER": (made.ids["second"],),
    }
    for user, role in ROLES.items():
        facts = {
            "name": f"Name-of-{user}",
            "role": role,
            "slack_user": user,
            "parent_of": parents.get(user, ()),
            "child_id": made.ids["first"] if role == "child" else None,
            "family_said_yes": True,
        }
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    _staff(made)
    _meeting(made)
    _plan(made)
    _private(made)
    _network(made)
    _close(made)
    _between(made)
    return made


def _staff(made: Casework) -> None:
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")
    setup.name_staff(made.as_(ADMIN), ENDORSER, ("endorser",), (), "Eve Moss")
    other = opened(made.storage, made.clock, OTHER_MANAGER, "C0OTHER")
    made.ids["other_case"] = other.ids["case"]


def _meeting(made: Casework) -> None:
    when = {"date": date(2026, 3, 18), "start": time(15, 30), "end": time(17, 0), "zone": ZONE}
    plan = {"kind": "case_planning_conference", **when}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], plan)
    for user in ("U0SECONDFATHER", "U0MOTHER"):
        topic = {"words": f"Topic-of-{user}", "from_person": made.ids[user]}
        made.ids[f"topic {user}"] = agenda.add_topic(made.as_(MANAGER), made.ids["conference"], topic)
    asked = {"kind": "other", "words": "Request-of-U0MOTHER"}
    made.ids["request"] = first_look.note_request(
        made.as_(MANAGER), made.ids["conference"], made.ids["U0MOTHER"], asked
    )
    made.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(made.as_("U0FACILITATOR"), made.ids["conference"])
    signals.signal(made.as_("U0MOTHER"), made.ids["conference"], Wish.BREAK)
    with made.reading() as work:
        made.ids["signal"] = work.find(Signal, conference_id=made.ids["conference"])[0].id
        (noted,) = work.find(Go, conference_id=made.ids["conference"])
    made.ids["go"] = noted.id


def _plan(made: Casework) -> None:
    def add(name: str, kind: str, **values: Any) -> None:
        made.ids[name] = capture.add(made.as_("U0FACILITATOR"), made.ids["case"], kind, values).id

    for user in ("U0SECONDFATHER", "U0MOTHER"):
        add(f"strength {user}", "strength", text=f"Strength-of-{user}", said_by=made.ids[user])
        add(f"need {user}", "need", text=f"Need-of-{user}", said_by=made.ids[user])
    add("goal", "goal", text="The children are home and safe")
    add("objective", "objective", goal_id=made.ids["goal"], text="A sober back-up for nights")
    due = date(2026, 4, 15)
    for user in ("U0SECONDFATHER", "U0FIRSTFATHER", "U0MOTHER"):
        words = {"text": f"Task-of-{user}", "done_when": f"Done-by-{user}", "due": due}
        add(f"task {user}", "task", owner_id=made.ids[user], objective_id=made.ids["objective"], **words)
    for child, father in (("first", "U0FIRSTFATHER"), ("second", "U0SECONDFATHER")):
        add(f"voice {child}", "voice", child_id=made.ids[child], how="in_person", said=f"Voice-of-{child}")
        facts = {"child_id": made.ids[child], "goal": "reintegration"}
        add(f"permanency {child}", "permanency", **facts, reasons=f"Reasons-for-{child}")
        visit = {"child_id": made.ids[child], "with_person": made.ids[father]}
        add(f"visit {child}", "visit", **visit, how_often=f"Visits-of-{father}")
        tie = {"child_id": made.ids[child], "kind": "relative", "with_person": made.ids[father]}
        told = {**tie, "wish": f"Wish-of-{child}", "keeps": f"Tie-of-{father}"}
        made.ids[f"tie {child}"] = capture.add(made.as_("U0FACILITATOR"), made.ids["case"], "tie", told).id
        opinion = {"person_id": made.ids[father], "view": "disagrees", "words": f"Opinion-of-{father}"}
        add(f"goal_view {child}", "goal_view", child_id=made.ids[child], **opinion)
    for user in ("U0SECONDFATHER", "U0MOTHER"):
        worry = {"text": f"Concern-of-{user}", "said_by": made.ids[user], "action": f"Action-for-{user}"}
        add(f"concern {user}", "concern", **worry)
        decided = {"text": f"Decision-of-{user}", "decided_by": (made.ids[user],)}
        add(f"decision {user}", "decision", **decided)
    for user in ("U0SECONDFATHER", "U0MOTHER"):
        told = {"need_id": made.ids[f"need {user}"], "text": f"Idea-of-{user}", "said_by": made.ids[user]}
        add("idea", "idea", **told)
        said = {"idea_id": made.ids["idea"], "said_by": made.ids[user]}
        add(f"other view {user}", "other_view", **said, text=f"Other-view-of-{user}")
    add("service", "service", what="Parenting class", for_person=made.ids["U0SECONDFATHER"])


def first_child_placed(made: Casework) -> None:
    """The first child lives with the resource parent."""
    home = {"child_id": made.ids["first"], "kind": "licensed_family_home", "with_person": made.ids["U0CARER"]}
    cases.record_placement(made.as_("U0FACILITATOR"), made.ids["case"], home)


def _private(made: Casework) -> None:
    on = made.clock.moment.date() - timedelta(days=1)
    person = {"person_id": made.ids["U0MOTHER"]}
    case_id = made.ids["case"]
    told = {"done_on": on, "by_person": None, "notes": "PRIVATE-prep"}
    private.record_preparation(made.as_("U0FACILITATOR"), case_id, {**person, **told})
    screen = {"fear_in_meeting": True, "words": "PRIVATE-screen"}
    private.record_safety_screen(made.as_("U0FACILITATOR"), case_id, {**person, **screen})
    note = {"on": on, "words": "PRIVATE-address"}
    private.record_private_note(made.as_("U0FACILITATOR"), case_id, {**person, **note})
    reach = {"person_id": made.ids["U0MOTHER"], "needs": ("ride",), "words": "PRIVATE-ride", "on": on}
    access_needs.record_reach(made.as_("U0FACILITATOR"), case_id, reach)
    with made.reading() as work:
        made.ids["need"] = work.find(AccessNeed, case_id=case_id)[0].id
    skipped = (made.ids["U0MOTHER"], "who_belongs", PartState.SKIPPED, "PRIVATE-skipped")
    talk.put_aside(made.as_("U0FACILITATOR"), *skipped)
    secret = {"child_id": made.ids["first"], "words": "PRIVATE-secret", "told_on": on}
    kept = kept_private.keep(made.as_("U0FACILITATOR"), case_id, {**secret, "heard_by": made.ids["U0CASA"]})
    made.ids["kept private"] = kept.id
    apart = {"person_id": made.ids["U0AGENCY"], "other": made.ids["U0OBSERVER"], "kind": "wish"}
    rule = parting.keep_apart(made.as_("U0FACILITATOR"), case_id, {**apart, "since": on})
    # It holds no more: whoever plans a meeting here need leave nobody out.
    parting.correct(made.as_("U0FACILITATOR"), rule.id, {"ended_on": on}, rule.version)
    made.ids["rule"] = rule.id


def _network(made: Casework) -> None:
    """Who belongs: who is looked for, a name that must not be there, tries, ways, a provider's words."""
    leader, case_id, on = made.as_("U0FACILITATOR"), made.ids["case"], made.clock.moment.date()
    found = {"how": "case_file", "words": "PRIVATE-how-found", "on": on}
    godfather = {"name": "PRIVATE-godfather", "role": "kin_support", "relation": "godfather", **found}
    made.ids["candidate"] = belonging.add_candidate(leader, case_id, godfather)

    def keep(deed: Callable[..., object], **values: Any) -> Any:
        return deed(made.as_("U0FACILITATOR"), case_id, values)

    asked = {"asked_of": made.ids["U0MOTHER"], "on": on}
    keep(belonging.say_who_belongs, belongs="not_there", name="PRIVATE-not-there", **asked)
    tried = {"person_id": made.ids["candidate"], "channel": "phone", "result": "no_answer", "on": on}
    made.ids["try"] = keep(belonging.record_try, words="PRIVATE-try", **tried)
    way = {"person_id": made.ids["U0MOTHER"], "kind": "phone", "value": "PRIVATE-way", "safe": True}
    made.ids["way"] = keep(reaching.add_way, **way)
    keep(belonging.record_answers, person_id=made.ids["U0AUNT"], willing="yes", able="no", on=on)
    said = {"text": "Input-of-U0CASA", "said_by": made.ids["U0CASA"], "given_on": on}
    told = capture.add(
        made.as_("U0FACILITATOR"), case_id, "provider_input", {**said, "about_treatment": False}
    )
    made.ids["provider_input"] = told.id
    twice = keep(team.add_person, name="Tom Weller", role="teacher", family_said_yes=True)
    once = keep(team.add_person, name="Tom Wheeler", role="teacher", family_said_yes=True)
    made.ids["confirmation"] = confirming.confirm_value(
        made.as_(ADMIN), "us-ks", "team_contact", {"said_by": "Ann Lee", "confirmed_on": CUSTODY}
    )
    made.ids["merge"] = merging.merge(made.as_("U0FACILITATOR"), once, twice)


def _between(made: Casework) -> None:
    """What was told since: of the tasks of two fathers who share no child, of no task, and a call."""
    made.clock.moment += timedelta(minutes=1)
    for user in ("U0SECONDFATHER", "U0FIRSTFATHER"):
        told = {"text": f"Update-of-{user}", "task_id": made.ids[f"task {user}"], "said_by": made.ids[user]}
        update = capture.add(made.as_("U0FACILITATOR"), made.ids["case"], "update", told)
        made.ids[f"update {user}"] = update.id
    every = {"text": "Update-of-U0MOTHER", "said_by": made.ids["U0MOTHER"]}
    made.ids["update U0MOTHER"] = capture.add(made.as_(MANAGER), made.ids["case"], "update", every).id
    contact = {"on": made.clock.moment.date(), "how": "phone", "people": (made.ids["U0SECONDFATHER"],)}
    noted = {**contact, "words": "PRIVATE-contact"}
    made.ids["contact"] = capture.add(made.as_(MANAGER), made.ids["case"], "team_contact", noted).id


def _close(made: Casework) -> None:
    conference = made.ids["conference"]
    holding.end(made.as_("U0FACILITATOR"), conference)
    absent = {"U0SECONDFATHER": {"how": "absent_invited", "reason": "Absence-of-U0SECONDFATHER"}}
    with made.reading() as work:
        everyone = work.find(Person, case_id=made.ids["case"])
    made.ids[MANAGER] = next(one.id for one in everyone if one.slack_user == MANAGER)
    for person in everyone:
        if person.on_team:
            how = absent.get(str(person.slack_user), {"how": "in_person"})
            holding.attend(made.as_("U0FACILITATOR"), conference, {"person_id": person.id, **how})
    looked_at_all_sections(made.as_, "U0FACILITATOR", conference)
    _look(made, look_once_more.NOW)
    made.ids["version"] = sealing.seal(made.as_("U0FACILITATOR"), conference).id
    for user in ("U0MOTHER", "U0FIRSTFATHER"):
        said_no = {"answer": "no", "words": f"No-of-{user}"}
        closing.acknowledge(made.as_(user), made.ids["version"], said_no)
        view = {"view": "disagrees", "words": f"View-of-{user}"}
        closing.give_view(made.as_(user), made.ids["version"], view)
    _look(made, look_once_more.SEALED)  # what people answered is printed beside the plan
    made.ids["endorsement"] = endorsing.ask(made.as_(MANAGER), made.ids["version"], ENDORSER)
    with made.reading() as work:
        made.ids["no"] = work.find(Acknowledgement, person_id=made.ids["U0MOTHER"])[0].id
        made.ids["dissent"] = work.find(View, person_id=made.ids["U0MOTHER"])[0].id


def looked_at_all_sections(as_: Callable[[str], Acting], user: str, conference: str) -> None:
    """Whoever leads says of each section that holds nothing that it is not needed this time."""
    found = sealing.what_is_open(as_(user), conference).gaps
    for gap in found:
        if gap.kind == SECTION:
            sections.not_needed(as_(user), conference, gap.about)


def _look(made: Casework, which: str) -> None:
    """Whoever leads reads the plan beside what a child keeps private, and all is left out."""
    who, case_id = made.as_("U0FACILITATOR"), made.ids["case"]
    seen = look_once_more.look(who, case_id, which).fingerprint
    look_once_more.answer(made.as_("U0FACILITATOR"), case_id, which, seen, left_out=True)
