"""Topics as their reader may see them: whose they are by the author's wish, and none lost behind another."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.conference import Topic


def as_read_by(topics: Iterable[Topic], me: str) -> tuple[Topic, ...]:
    """`topics` are those that this reader may see at all.

    One that was put together with a topic which they may not see stands for itself.
    """
    seen = tuple(topics)
    known = {one.id for one in seen}
    standing = (replace(one, merged_into=None) if _is_lost(one, known) else one for one in seen)
    return tuple(one if _shows_author(one, me) else replace(one, from_person=None) for one in standing)


def _is_lost(topic: Topic, known: set[str]) -> bool:
    return topic.merged_into is not None and topic.merged_into not in known


def _shows_author(topic: Topic, me: str) -> bool:
    return topic.author_shown or topic.from_person == me
