"""What may be said openly: the one place that leaves out the entries that a child asked to keep private."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from bot.domain.notes import Note
from bot.domain.plan import Concern, Need, Strength, Voice
from bot.domain.record import CaseRecord, standing
from bot.domain.ties import Tie

# Entries that a child can ask to keep private as they stand.
Markable = Strength | Need | Concern | Note | Voice | Tie
M = TypeVar("M", Strength, Need, Concern, Note, Voice, Tie)


def said_openly(record: CaseRecord) -> CaseRecord:
    """The record without the entries that a child asked to keep private, and without a way to them."""
    needs = _open(record.needs)
    shown = {one.id for one in needs}
    return replace(
        record,
        strengths=_open(record.strengths),
        needs=needs,
        concerns=_open(record.concerns),
        notes=_open(record.notes),
        **_ideas_for(record, shown),
        voices=_open(record.voices),
        ties=_open(record.ties),
        objectives=tuple(
            one
            if shown.issuperset(one.need_ids)
            else replace(one, need_ids=tuple(need for need in one.need_ids if need in shown))
            for one in record.objectives
        ),
    )


def _ideas_for(record: CaseRecord, needs: set[str]) -> dict[str, Any]:
    """The ideas for these needs, with what people think of them: an idea tells of its need."""
    ideas = tuple(one for one in record.ideas if one.need_id in needs)
    there = {one.id for one in ideas}
    return {
        "ideas": ideas,
        "other_views": tuple(one for one in record.other_views if one.idea_id in there),
        "enough_ideas": tuple(one for one in record.enough_ideas if one.need_id in needs),
    }


def marked(record: CaseRecord) -> tuple[Markable, ...]:
    """The entries that stand and are kept private at a child's wish."""
    said: Iterable[Markable] = (*record.strengths, *record.needs, *record.concerns, *record.notes)
    entries: Iterable[Markable] = (*said, *record.voices, *record.ties)
    return tuple(one for one in standing(entries) if one.keep_private)


def _open(entries: tuple[M, ...]) -> tuple[M, ...]:
    return tuple(one for one in entries if not one.keep_private)
