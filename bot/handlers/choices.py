"""What can be chosen in a form: people, children, goals, roles; each source is read only when a form asks."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.case import Child
from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState, Topic
from bot.domain.dates import to_wall
from bot.domain.ideas import Idea
from bot.domain.languages import LANGUAGES
from bot.domain.people import Person
from bot.domain.plan import Goal, Need, Objective, Task
from bot.domain.plan_rows import says
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.flows.flow import Flow
from bot.flows.values import Option
from bot.render import Words
from bot.services.acting import OnCase
from bot.services.agenda.agenda_seen import topics_for
from bot.services.agenda.first_to_see import family
from bot.services.people.known_names import plain_name
from bot.services.plan.own_part import own_part, rows_of
from bot.services.plan.versions import newest_version
from bot.services.preparing.interpreting import may_interpret
from bot.services.record import case_record
from bot.services.rules.intervals import clocks_to_set
from bot.services.seeing.looking import seen_by

SHORT = 70


@dataclass(frozen=True)
class Sources:
    """Answers a form's question for options, in the reader's language."""

    words: Words
    language: str
    profile: PracticeProfile | None = None
    on: OnCase | None = None
    profiles: tuple[PracticeProfile, ...] = ()

    def of(self, flow: Flow) -> "Options":
        """The options of every source that the flow names."""
        wanted = {step.source for step in flow.steps if step.source}
        return Options(self, wanted & _SOURCES.keys())

    def named(self, source: str) -> Sequence[Option]:
        """The options of one source; KeyError for a source nobody knows."""
        return _SOURCES[source](self)

    def name(self, group: str, thing: str) -> str:
        """What people call something that the profile knows by an id."""
        return self.words.name(group, thing, self.language)

    def ids(self, group: str, things: Sequence[str]) -> list[Option]:
        """Options for ids that have a name in a group."""
        return [Option(thing, short(self.name(group, thing))) for thing in things]


class Options(Mapping[str, Sequence[Option]]):
    """Options by their source, each looked up when somebody asks: an empty answer asks for none."""

    def __init__(self, sources: Sources, names: Collection[str]) -> None:
        self._sources, self._names = sources, names
        self._found: dict[str, Sequence[Option]] = {}

    def __getitem__(self, source: str) -> Sequence[Option]:
        if source not in self._names:
            raise KeyError(source)
        if source not in self._found:
            self._found[source] = self._sources.named(source)
        return self._found[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def short(text: str) -> str:
    """Typed words as a choice: their beginning, where they are long."""
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def _case(sources: Sources) -> OnCase:
    if sources.on is None:
        raise LookupError("this source belongs to a case")
    return sources.on


def _profile(sources: Sources) -> PracticeProfile:
    """The case's own profile, the one chosen so far, or the first."""
    return sources.on.profile if sources.on else sources.profile or sources.profiles[0]


def _people(sources: Sources) -> list[Option]:
    on = _case(sources)
    seen = on.people.values() if on.leads() else [one for one in on.people.values() if one is on.me]
    return _named(sources, list(seen))


def _interpreters(sources: Sources) -> list[Option]:
    """Those who may interpret: neither of the family nor a child."""
    on = _case(sources)
    return _named(sources, [one for one in on.people.values() if on.leads() and may_interpret(on, one)])


def _everyone(sources: Sources) -> list[Option]:
    """Those of the case and those who are only looked for."""
    on = _case(sources)
    sought = on.work.find(Person, case_id=on.case.id, candidate=True, left_on=None)
    return _named(sources, [*on.people.values(), *sought]) if on.leads() else _people(sources)


def _named(sources: Sources, people: Sequence[Person]) -> list[Option]:
    """Each by name and role; of namesakes also how they belong to the child."""
    names = Counter(plain_name(one.name) for one in people)
    return [_person(sources, one, names[plain_name(one.name)] > 1) for one in people]


def _person(sources: Sources, person: Person, has_namesake: bool) -> Option:
    role = sources.name("roles", person.role)
    told_apart = f"{role}, {person.relation}" if has_namesake and person.relation else role
    return Option(person.id, short(f"{person.name} ({told_apart})"))


def _children(sources: Sources) -> list[Option]:
    on = _case(sources)
    return [Option(one.id, short(one.name)) for one in on.work.find(Child, case_id=on.case.id)]


def _worded(found: Iterable[Goal | Objective | Need | Idea | Task]) -> list[Option]:
    """Entries that stand, by their words."""
    return [Option(one.id, short(one.text)) for one in found if one.stands]


def _goals(sources: Sources) -> list[Option]:
    on = _case(sources)
    return _worded(on.work.find(Goal, case_id=on.case.id))


def _objectives(sources: Sources) -> list[Option]:
    on = _case(sources)
    return _worded(on.work.find(Objective, case_id=on.case.id))


def _needs(sources: Sources) -> list[Option]:
    on = _case(sources)
    return _worded(on.work.find(Need, case_id=on.case.id) if on.leads() else _seen(on).needs)


def _ideas(sources: Sources) -> list[Option]:
    on = _case(sources)
    return _worded(on.work.find(Idea, case_id=on.case.id) if on.leads() else _seen(on).ideas)


def _chosen_ideas(sources: Sources) -> list[Option]:
    on = _case(sources)
    return _worded(one for one in on.work.find(Idea, case_id=on.case.id) if one.chosen)


def _seen(on: OnCase) -> CaseRecord:
    """What whoever fills the form may read: of nothing else may they choose."""
    return seen_by(on, case_record(on.work, on.case.id))


def _tasks(sources: Sources) -> list[Option]:
    on = _case(sources)
    return _worded(on.work.find(Task, case_id=on.case.id) if on.leads() else _seen(on).tasks)


def _topics(sources: Sources) -> list[Option]:
    on = _case(sources)
    found = on.work.find(Topic, case_id=on.case.id)
    open_ones = {one.id for one in on.work.find(Conference, case_id=on.case.id, state=ON_THE_WAY)}
    return [
        Option(one.id, short(one.words)) for one in found if one.stands and one.conference_id in open_ones
    ]


def _topics_seen(sources: Sources) -> list[Option]:
    """Topics of the conference that comes, as whoever asks may see them."""
    on = _case(sources)
    open_ones = on.work.find(Conference, case_id=on.case.id, state=ON_THE_WAY)
    found = (topic for one in open_ones for topic in topics_for(on, one.id))
    return [Option(one.id, short(one.words)) for one in found]


def _meetings(sources: Sources) -> list[Option]:
    """Meetings of the case that have begun by now, or should have; the newest first."""
    on = _case(sources)
    found = on.work.find(
        Conference, case_id=on.case.id, state=(ConferenceState.PLANNED, ConferenceState.ENDED)
    )
    begun = sorted((one for one in found if one.starts_at <= on.work.now), key=lambda one: one.starts_at)
    return [Option(one.id, short(_meeting(sources, one))) for one in reversed(begun)]


def _meeting(sources: Sources, one: Conference) -> str:
    day = one.held_on or to_wall(one.starts_at, one.zone).date()
    return f"{sources.words.weekday(day, sources.language)} · {sources.name('meeting_kinds', one.kind)}"


def _stages(sources: Sources) -> list[Option]:
    """The stages of the conference that runs."""
    on = _case(sources)
    runs = on.work.first(Conference, case_id=on.case.id, state=ConferenceState.OPEN)
    stages = on.profile.stages_of(runs.kind) if runs else ()
    return sources.ids("stages", [one.id for one in stages])


def _fact_names(sources: Sources) -> list[Option]:
    profile = _profile(sources)
    conditions = [rule.when for rule in profile.must_invite] + [rule.when for rule in profile.offers]
    conditions += [clock.when for clock in profile.clocks]
    facts = dict.fromkeys(when.fact for when in conditions if when is not None and when.fact)
    places = dict.fromkeys(role for rule in profile.required_roles for role in rule.each_of)
    return sources.ids("facts", list(facts)) + sources.ids("roles", list(places))


def _family(sources: Sources) -> list[Option]:
    """The child and the parents."""
    return _named(sources, family(_case(sources)))


def _plan_items(sources: Sources) -> list[Option]:
    """What stands in the plan as it was sealed last, as far as whoever fills the form may see it."""
    on = _case(sources)
    version = newest_version(on.work, on.case.id)
    rows = rows_of(own_part(on, version)) if version else ()
    return [
        Option(row["id"], short(f"{sources.name('plan_rows', part)}: {says(row)}"))
        for part, row in rows
        if says(row)
    ]


def _languages(sources: Sources) -> list[Option]:
    """English and Spanish first, in which the bot has words; then all others as a reader looks for them."""
    first, others = LANGUAGES[:2], LANGUAGES[2:]
    named = sources.ids("languages", others)
    return sources.ids("languages", first) + sorted(named, key=lambda one: one.text.casefold())


def _offered(profile: PracticeProfile) -> list[str]:
    """The kinds that the profile offers to families; every kind where it names none."""
    return [one.id for one in profile.offers or profile.meeting_kinds]


_SOURCES: Mapping[str, Callable[[Sources], Sequence[Option]]] = {
    "people": _people,
    "everyone": _everyone,
    "interpreters": _interpreters,
    "family": _family,
    "children": _children,
    "goals": _goals,
    "objectives": _objectives,
    "needs": _needs,
    "outcome_questions": lambda sources: sources.ids(
        "outcome_questions", [one.id for one in _profile(sources).outcome_questions]
    ),
    "tasks": _tasks,
    "ideas": _ideas,
    "chosen_ideas": _chosen_ideas,
    "plan_items": _plan_items,
    "topics": _topics,
    "topics_seen": _topics_seen,
    "stages": _stages,
    "meetings": _meetings,
    "fact_names": _fact_names,
    "sections": lambda sources: sources.ids("sections", [one.id for one in _profile(sources).sections]),
    "roles": lambda sources: sources.ids("roles", [role.id for role in _profile(sources).roles]),
    "plan_kinds": lambda sources: sources.ids("plan_kinds", [one.id for one in _profile(sources).plan_kinds]),
    "opening_events": lambda sources: sources.ids("events", _profile(sources).opening_events),
    "trigger_events": lambda sources: sources.ids(
        "events", [one.id for one in _profile(sources).trigger_events]
    ),
    "meeting_kinds": lambda sources: sources.ids(
        "meeting_kinds", [one.id for one in _profile(sources).meeting_kinds]
    ),
    "talk_kinds": lambda sources: sources.ids("meeting_kinds", _profile(sources).talk_kinds),
    "clocks_to_set": lambda sources: sources.ids(
        "clocks", [one.id for one in clocks_to_set(_profile(sources))]
    ),
    "legal_bases": lambda sources: sources.ids(
        "legal_bases", [one.id for one in _profile(sources).legal_bases]
    ),
    "offered_kinds": lambda sources: sources.ids("meeting_kinds", _offered(_profile(sources))),
    "need_domains": lambda sources: sources.ids(
        "need_domains", [one.id for one in _profile(sources).needs_domains]
    ),
    "permanency_goals": lambda sources: sources.ids(
        "permanency_goals", [one.id for one in _profile(sources).permanency_goals]
    ),
    "profiles": lambda sources: [Option(one.id, short(one.label)) for one in sources.profiles],
    "languages": _languages,
}
