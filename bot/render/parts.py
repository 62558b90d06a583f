"""What code hands to a layout, and what it gets back: presses, parts of a list, points, messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Block = dict[str, Any]


@dataclass(frozen=True)
class Press:
    """A button. Its label is the block `button_<name>` of the words file.

    A name that begins with `choice_` is a block itself. `text` is a label that is not ours, such as a
    person's name. When the file has a block `confirm_<name>`, Slack asks that before it lets go.
    """

    name: str
    action: str
    value: str = ""
    style: Literal["primary", "danger"] | None = None
    text: str = ""

    @property
    def block(self) -> str:
        """The block that holds its label."""
        return self.name if self.name.startswith("choice_") else f"button_{self.name}"


@dataclass(frozen=True)
class Part:
    """A list in a view: words in the blocks `<name>` (its heading), `<name>_row` and `<name>_none`.

    Each row is what the block `<name>_row` calls `row`. A row's `said` are typed words, shown below it
    just as they are; its `presses` are its buttons. Long lists turn pages: the buttons carry
    `turn` (an action id) and `<turn_value>:<page>`. `told` are points below the heading, without buttons.
    `heading` is one that is not ours, such as that of a paper's section.
    """

    name: str
    rows: Sequence[Mapping[str, object]] = ()
    presses: Sequence[Press] = ()
    told: "Sequence[Told]" = ()
    page: int = 1
    size: int = 12
    turn: str = ""
    turn_value: str = ""
    heading: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are; a list that cannot turn has one."""
        return max(1, -(-len(self.rows) // self.size)) if self.turn else 1

    @property
    def current(self) -> int:
        """The page shown: one that is there, even when rows went away since."""
        return min(max(1, self.page), self.pages)

    @property
    def shown(self) -> Sequence[Mapping[str, object]]:
        """The rows of this page."""
        return (
            self.rows[(self.current - 1) * self.size : self.current * self.size] if self.turn else self.rows
        )


@dataclass(frozen=True)
class Told:
    """One line of what is told back: who or what it is about, then typed words, then Slack users."""

    lead: str
    words: str = ""
    users: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A message as Slack takes it; `text` says what the blocks say, for screen readers and notices."""

    text: str
    blocks: list[Block]
