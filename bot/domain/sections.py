"""The sections of a plan: what fills each, and whether somebody looked at those that hold nothing (V-10)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.conference import SetAside
from bot.domain.plan import Need
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing

SECTION = "section"
BODY_AND_MIND = ("physical", "emotional", "mental")
CULTURE = ("cultural", "spiritual")


class SectionState(StrEnum):
    """Whether a section holds something, somebody said that it is not needed, or nobody looked at it yet."""

    FILLED = "filled"
    CONSIDERED = "considered"
    UNTOUCHED = "untouched"


@dataclass(frozen=True)
class Place:
    """How a section is filled: by which `form`, with which answers in it; `holds` finds what is there.

    Where each child (or the plan) has a gap of its own for it, that `gap` asks, and the section need not.
    Where the plan has no list for it (`noted`), notes about the section fill it too.
    """

    form: str
    holds: Callable[[CaseRecord], Iterable[object]] = lambda record: ()
    gap: str = ""
    noted: bool = False
    chosen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """One section of the profile, where it stands after a conference, and who said so where nobody wrote."""

    id: str
    state: SectionState
    place: Place
    asides: tuple[SetAside, ...] = ()


def _needs(record: CaseRecord, domains: Collection[str]) -> Iterator[Need]:
    return (one for one in standing(record.needs) if one.domain in domains)


def _culture(record: CaseRecord) -> Iterator[object]:
    yield from (one for one in standing(record.ties) if one.to_community)
    yield from _needs(record, CULTURE)


def _school(record: CaseRecord) -> Iterator[object]:
    yield from (one for one in standing(record.ties) if one.kind == "school")
    yield from (one for one in record.placements if one.same_school is not None)


_HOME = Place("placement", lambda record: record.placements)
_WORRIES = Place("concern", lambda record: standing(record.concerns), noted=True)
PLACES: Mapping[str, Place] = {
    "strengths": Place("strength", lambda record: standing(record.strengths)),
    "needs": Place("need", lambda record: standing(record.needs)),
    "safety": Place("concern", lambda record: standing(record.concerns)),
    "child_voice": Place("voice", lambda record: standing(record.voices), gap="voice"),
    "permanency_goal": Place("permanency", lambda record: standing(record.permanencies), gap="permanency"),
    "goals": Place("goal", lambda record: standing(record.goals), gap="no_goal"),
    "services": Place("service", lambda record: standing(record.services)),
    "visits": Place("visit", lambda record: standing(record.visits), gap="visits"),
    "placement": _HOME,
    "care_and_placement": _HOME,
    "significant_decisions": Place("decision", lambda record: standing(record.decisions)),
    "connections": Place("tie", lambda record: standing(record.ties)),
    "cultural_support": Place("tie", _culture, noted=True),
    "why_not_safe_at_home_now": _WORRIES,
    "harm_if_child_stayed": _WORRIES,
    "well_being": Place("need", lambda record: _needs(record, (*BODY_AND_MIND, *CULTURE)), noted=True),
    "health": Place(
        "need", lambda record: _needs(record, BODY_AND_MIND), noted=True, chosen=(("domain", "physical"),)
    ),
    "school": Place("note", _school, noted=True, chosen=((SECTION, "school"),)),
}


def place_of(section: str) -> Place:
    """The place of a section; one that only an agency's own profile knows is filled by notes about it."""
    return PLACES.get(section) or Place("note", noted=True, chosen=((SECTION, section),))


def sections(
    record: CaseRecord, profile: PracticeProfile, conferences: Collection[str], gaps: Collection[str]
) -> tuple[Section, ...]:
    """Each section of the profile; `conferences` are of one round, `gaps` the kinds still open in it."""
    said = [one for one in record.set_aside if one.stands and one.conference_id in conferences]
    return tuple(_section(record, named.id, said, gaps) for named in profile.sections)


def _section(record: CaseRecord, name: str, said: Iterable[SetAside], gaps: Collection[str]) -> Section:
    place = place_of(name)
    asides = tuple(one for one in said if _is_about(one.item, name, place))
    if place.gap and place.gap in gaps:
        return Section(name, SectionState.UNTOUCHED, place, asides)
    if is_filled(record, name):
        return Section(name, SectionState.FILLED, place)
    return Section(name, SectionState.CONSIDERED if asides else SectionState.UNTOUCHED, place, asides)


def is_filled(record: CaseRecord, name: str) -> bool:
    """Whether a section holds an entry that stands."""
    place = place_of(name)
    notes = standing(record.notes) if place.noted else ()
    return any(place.holds(record)) or any(one.section == name for one in notes)


def item_of(section: str) -> str:
    """The name under which a section is said not to be needed."""
    return f"{SECTION}:{section}"


def _is_about(item: str, section: str, place: Place) -> bool:
    kind, _, about = item.partition(":")
    return (kind, about) == (SECTION, section) or bool(place.gap and kind == place.gap)
