"""What everybody in a play shares: who is who in Slack, where the team meets, what went wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial
from typing import Any, NamedTuple

from bot.practice.player.hands import CannotDo, Hands, Json, Pick, does, elements
from bot.practice.player.house import DidNotHappen, House
from bot.practice.player.part import Part
from bot.practice.player.script import Script

ENDORSER = "endorser"
MOST_STACKED = 3
# While the family is alone the card has but one button.
OF_A_CARD = ("do:record", "do:back_together")


class Trouble(NamedTuple):
    """Something of the file that Slack's client or the bot would not take."""

    path: str
    words: str


class Deed(NamedTuple):
    """Something that people do at a moment of the family's clock; about how many forms it takes."""

    day: date
    at: time
    phase: str
    title: str
    do: Callable[[], None]
    forms: int = 1


class Sheet(NamedTuple):
    """One filled form: where in the file it comes from, and its answers."""

    part: Part
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Reminder:
    """A direct message that came: to whom, on which day, of which kind."""

    who: str
    on: date
    kind: str


@dataclass
class Scene:
    """The stage that deeds act on."""

    script: Script
    house: House
    hands: dict[str, Hands] = field(default_factory=dict)
    channel: str = ""
    card_place: str = ""
    troubles: list[Trouble] = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    told: list[tuple[str, Sheet]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    entered: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reminded: dict[str, dict[str, list[Reminder]]] = field(default_factory=dict)
    sealed: bool = False
    plan_is_new: bool = False

    def person(self, who: str | None) -> Pick | None:
        """A person in a list of people."""
        if who is None:
            return None
        name = self.script.people[who].name
        before = self.added[: self.added.index(who)] if who in self.added else self.added
        return Pick(name, sum(self.script.people[one].name == name for one in before))

    def child(self, who: str | None) -> Pick | None:
        """A child in a list of children."""
        return Pick(self.script.children[who].text("name")) if who else None

    def entry(self, kind: str, which: str | None) -> Pick | None:
        """An entry in a list of its kind, by its words."""
        if which is None:
            return None
        entries = self.script.entries()
        words = entries[which].text("text").strip()
        before = self.entered[kind][: self.entered[kind].index(which)] if which in self.entered[kind] else []
        return Pick(words, sum(entries[one].text("text").strip() == words for one in before))

    @property
    def leader(self) -> Hands:
        """Who leads the conference."""
        return self.hands[self.script.leader.id]

    @property
    def opener(self) -> Hands:
        """Who opened the case."""
        return self.hands[self.script.opener.id]

    def hub(self, who: Hands) -> Json:
        """What `/conference` shows to somebody now."""
        return who.answered(self.channel, "/conference")

    def card(self) -> Json | None:
        """The newest card of a conference: in the channel, or with who leads, alone."""
        alone = self.leader.state()["dms"]
        places = [self.channel, *([str(alone[0]["id"])] if alone else [])]
        cards = [
            (str(one["ts"]), place, one)
            for place in places
            for one in self.leader.messages(place)
            if any(element.get("action_id") in OF_A_CARD for _, element in elements(one))
            and not one.get("ephemeral")
        ]
        if not cards:
            return None
        _, self.card_place, card = max(cards, key=lambda one: one[0])
        return dict(card)

    def from_hub(self, who: Hands, action: str) -> Callable[[], Json]:
        """The way to a form by a button of the hub."""
        return lambda: who.open(self.hub(who), action, channel=self.channel)

    def by_command(self, who: Hands, word: str) -> Callable[[], Json]:
        """The way to a form by typing."""
        return lambda: who.shown(lambda: who.command(self.channel, f"/conference {word}"))

    def turned(self, who: Hands, shown: Json, action: str, value: str) -> Json:
        """The view that comes in the place of one whose button was pressed."""
        self.house.bring_about(
            "the view turns",
            lambda: who.press(shown, action, value),
            lambda: who.modal()["hash"] != shown["hash"],
        )
        return who.modal()

    def fill_in(self, who: Hands, kind: str, way: Callable[[], Json], sheets: Iterable[Sheet]) -> None:
        """One form after the other; where the receipt offers another, that is taken. Troubles are kept."""
        stack: Sequence[Json] = ()
        for sheet in sheets:
            try:
                another = _another(stack, kind)
                if another:
                    who.open(stack[-1], f"open:{kind}", another)
                else:
                    who.close()
                    way()
                who.fill(sheet.values)
                stack = who.submit()["modals"]
                self.told.append((kind, sheet))
                if sheet.part.get("id"):
                    self.entered[kind].append(sheet.part.text("id"))
            except CannotDo as refused:
                self.troubles.append(Trouble(sheet.part.path, str(refused)))
                stack = ()
        who.close()

    def direct(self, who: Hands, action: str, part: str = "") -> tuple[Json, Json]:
        """The newest direct message with such a button, waited for; `part` is of the value."""
        look = partial(self.newest, who, action, part)
        return self.house.wait_for(f"a direct message with {action}", look)

    def newest(self, who: Hands, action: str, part: str = "") -> tuple[Json, Json] | None:
        """The same, if it is there."""
        found = [
            (message, element)
            for message in who.direct()
            for _, element in elements(message)
            if does(element, action) and part in ("", *element.get("value", "").split(":"))
        ]
        return found[-1] if found else None

    def try_to(self, part: Part, do: Callable[[], None]) -> None:
        """Do something that may be refused, and keep the trouble."""
        try:
            do()
        except (CannotDo, DidNotHappen) as refused:
            self.troubles.append(Trouble(part.path, str(refused)))


def _another(stack: Sequence[Json], kind: str) -> str | None:
    """The receipt's button for one more of the kind."""
    return new_one(stack[-1], kind) if stack and len(stack) < MOST_STACKED else None


def new_one(surface: Json, kind: str) -> str | None:
    """What the button for a new one carries; those that change what is there name its version."""
    return next((value for value in values_of(surface, f"open:{kind}") if ":" not in value), None)


def offers(surface: Json, action: str) -> bool:
    """Whether a view or message has such a button."""
    return any(does(element, action) for _, element in elements(surface))


def values_of(surface: Json, action: str) -> list[str]:
    """What such buttons carry."""
    return [str(element.get("value", "")) for _, element in elements(surface) if does(element, action)]


def yes_no(said: bool | None) -> str | None:
    """A yes or no as a form takes it; what was not said stays empty."""
    return None if said is None else "yes" if said else "no"


def counted(things: Iterable[str]) -> Counter[str]:
    """How many of each."""
    return Counter(things)
