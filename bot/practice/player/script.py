"""A conference file as it is played: its people, children and talks, each with its place in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from bot.domain.profile import PracticeProfile
from bot.practice.player.part import Part

ENTRY_LISTS = (
    *("strengths", "needs", "ideas", "goals", "objectives", "tasks", "concerns"),
    *("visit_plan", "services", "decisions"),
)
FACILITATOR = "facilitator"
# When a talk is noted on a later day; the file says no hour.
NOTED_AT = time(10)
# Where the agencies of a profile read their clocks, for files that do not say.
ZONES = {
    "us-ks": "America/Chicago",
    "us-ct": "America/New_York",
    "us-ga": "America/New_York",
    "au-vic": "Australia/Melbourne",
}
TOOK_PART = {"in_person_part": "part", "absent": "absent_invited"}


def day(text: str) -> date:
    """A date of the file."""
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Someone:
    """A person of the file, of the team or beside it."""

    part: Part
    role: str
    on_team: bool

    @property
    def id(self) -> str:
        return self.part.text("id")

    @property
    def name(self) -> str:
        return self.part.text("name")


@dataclass(frozen=True)
class Talk:
    """One conference of the file. `last` is the one that the team's own entries (how, invited) speak of."""

    part: Part
    last: bool

    @property
    def id(self) -> str:
        return self.part.text("id")

    @property
    def on(self) -> date:
        return day(self.part.get("date"))

    def is_for(self, who: str) -> bool:
        """Whether somebody is asked to it: who is left out knows nothing of it."""
        return who not in (self.part.get("left_out") or ())

    def starts(self) -> time:
        """Its start; ten in the morning when the file does not say."""
        return time.fromisoformat(self.part.get("start") or "10:00")

    def ends(self) -> time:
        """Its end; an hour and a half later when the file does not say."""
        begins = self.starts()
        later = time(min(begins.hour + 2, 23), begins.minute if begins.hour < 22 else 59)
        return time.fromisoformat(self.part.get("end")) if self.part.get("end") else later

    @property
    def noted(self) -> date | None:
        """On which day it was noted, where it was not planned in Slack but noted once it was over."""
        return day(self.part.get("noted")) if self.part.get("noted") else None

    @property
    def sealed(self) -> bool:
        """Whether its own plan is sealed when it is over, before another conference comes."""
        return bool(self.part.get("sealed")) and not self.last

    def over(self) -> datetime:
        """When everything that was said in it is in the record."""
        if self.noted and self.noted > self.on:
            return datetime.combine(self.noted, NOTED_AT)
        return datetime.combine(self.on, self.ends())


@dataclass(frozen=True)
class Script:
    """The whole file. `assumed` collects what had to be supposed for the play to happen at all."""

    root: Part
    profile: PracticeProfile
    assumed: dict[str, str] = field(default_factory=dict)

    def suppose(self, path: str, words: str) -> None:
        """Note something that the file does not say and the play could not do without."""
        self.assumed.setdefault(path, words)

    @cached_property
    def people(self) -> Mapping[str, Someone]:
        """Everyone by id, in the order of the file, the team first."""
        everyone = [(one, True) for one in self.root.each("team")]
        everyone += [(one, False) for one in self.root.each("not_team")]
        return {
            part.text("id"): Someone(part, self.profile.role(part.text("role")).id, on_team)
            for part, on_team in everyone
        }

    @cached_property
    def children(self) -> Mapping[str, Part]:
        """The children of the family by id."""
        family = self.root.at("family")
        found = family.each("child") or family.each("children")
        return {child.text("id"): child for child in found}

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """The conferences in the order in which they are held."""
        parts = self.root.each("conference") or self.root.each("conferences")
        return tuple(Talk(part, place == len(parts) - 1) for place, part in enumerate(parts))

    @cached_property
    def zone(self) -> str:
        """Where the family's clocks are read."""
        return self.root.at("case").text("zone") or ZONES.get(self.profile.id, "UTC")

    @cached_property
    def manager(self) -> Someone | None:
        """Who manages the case and has Slack."""
        managers = [one for one in self.people.values() if self.profile.role(one.role).manages_case]
        return next((one for one in managers if one.part.get("slack")), None)

    @cached_property
    def facilitator(self) -> Someone | None:
        """Who facilitates; always somebody with Slack."""
        return next((one for one in self.people.values() if one.role == FACILITATOR), None)

    @property
    def leader(self) -> Someone:
        """Who leads the conference: the facilitator, else the case manager; a checked file has one."""
        found = self.facilitator or self.manager
        if found is None:
            raise LookupError("nobody leads")
        return found

    @property
    def opener(self) -> Someone:
        """Who opens the case: the case manager when they have Slack and the role is called so."""
        manager = self.manager
        return manager if manager and manager.role == "case_manager" else self.leader

    def has_slack(self, who: str) -> bool:
        """Whether somebody uses Slack; whoever leads always does."""
        someone = self.people[who]
        return bool(someone.part.get("slack")) or someone is self.leader

    def talk_of(self, part: Part) -> Talk:
        """The conference in which something was said: the one it names, else the last."""
        named = part.get("conference")
        return next((talk for talk in self.talks if named and talk.id == named), self.talks[-1])

    def version_of(self, talk: Talk) -> int:
        """Which sealed plan, the first being 0, holds what was said in a conference."""
        before = self.talks[: self.talks.index(talk)]
        return sum(one.sealed for one in before)

    def said_in(self, talk: Talk, *keys: str) -> list[Part]:
        """What stands in a list of the file and was said in this conference."""
        return [part for part in self.root.each(*keys) if self.talk_of(part) is talk]

    def placements(self) -> list[tuple[Part, Part]]:
        """Each placement with its child; one that stands beside a single child is that child's."""
        own = [(child, child.at("placement")) for child in self.children.values() if child.at("placement")]
        beside = self.root.at("family", "placement")
        return own + [(child, beside) for child in list(self.children.values())[:1] if beside]

    def child_of(self, someone: Someone) -> str | None:
        """Which child of the family a person is."""
        for found in (someone.part.get("child"), someone.id):
            if found in self.children and someone.role == "child":
                return str(found)
        return None

    def kind_of(self, talk: Talk) -> str:
        """Its kind of meeting; the profile's first where the file says none."""
        return str(talk.part.get("kind") or self.profile.meeting_kinds[0].id)

    def is_asked(self, talk: Talk, who: str) -> bool:
        """Whether somebody is asked to it: to a talk those alone of whom it says how they took part."""
        if self.profile.meeting_kind(self.kind_of(talk)).formal:
            return talk.is_for(who)
        return self.took_part(talk, who) is not None

    def took_part(self, talk: Talk, who: str) -> Part | None:
        """Where the file says how somebody took part in a conference."""
        named = next((one for one in talk.part.each("attendance") if one.get("who") == who), None)
        if named:
            return named.at("how")
        own = self.people[who].part.at("how")
        if talk.last and own:
            return own
        answers = [one for one in self.root.each("acknowledgements") if one.get("who") == who]
        told = [one.at("took_part") for one in answers if one.at("took_part")]
        return told[0] if talk.last and told else None

    def only_child(self) -> str | None:
        """The child whom everything is about, when there is but one."""
        return next(iter(self.children)) if len(self.children) == 1 else None

    def entries(self) -> dict[str, Part]:
        """Every entry with an id of its own, later versions' included."""
        found = [part for name in ENTRY_LISTS for part in self.root.each(name)]
        for version in self.root.each("versions"):
            found += [part for name in ENTRY_LISTS for part in version.each("added", name)]
        return {part.text("id"): part for part in found if part.get("id")}


def how_took_part(said: str) -> str:
    """The bot's own name for a way of taking part."""
    return TOOK_PART.get(said, said)
