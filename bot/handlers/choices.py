"""What can be chosen in a form, by the name of its source; each source is read only when a form asks."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from bot.flows.flow import Flow
from bot.flows.values import Option
from bot.handlers.options import entries, meetings, people
from bot.handlers.options.asker import Asker
from bot.handlers.options.rules import RULES


class Sources(Asker):
    """Answers a form's question for options, in the reader's language."""

    def of(self, flow: Flow) -> "Options":
        """The options of every source that the flow names."""
        wanted = {step.source for step in flow.steps if step.source}
        return Options(self, wanted & _SOURCES.keys())

    def named(self, source: str) -> Sequence[Option]:
        """The options of one source; KeyError for a source nobody knows."""
        return _SOURCES[source](self)


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


_SOURCES: Mapping[str, Callable[[Asker], Sequence[Option]]] = {
    "people": people.people,
    "everyone": people.everyone,
    "interpreters": people.interpreters,
    "family": people.the_family,
    "children": people.children,
    "goals": entries.goals,
    "objectives": entries.objectives,
    "needs": entries.needs,
    "tasks": entries.tasks,
    "ideas": entries.ideas,
    "chosen_ideas": entries.chosen_ideas,
    "plan_items": entries.plan_items,
    "topics": meetings.topics,
    "topics_seen": meetings.topics_seen,
    "stages": meetings.stages,
    "meetings": meetings.meetings,
    **RULES,
}
