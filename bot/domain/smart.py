"""Hints on how a task is worded (domain.md C.6): ids and the words that gave rise to them.

A hint asks a question; it never rewrites, and nothing waits for it. The words to catch are English:
in another language only the hints on dates arise.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain import smart_words as words
from bot.domain.smart_words import HintId

__all__ = ["DueBetween", "Hint", "HintId", "hints"]


@dataclass(frozen=True)
class Hint:
    """One hint and the words that it is about (none for a hint on a date)."""

    id: HintId
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class DueBetween:
    """The dates around a task: its conference, the next one, the due dates of the other tasks."""

    conference: date | None = None
    next_conference: date | None = None
    others: Sequence[date] = ()


def hints(
    text: str,
    *,
    done_when: str | None = None,
    owner_names: Sequence[str] = (),
    owner_is_family: bool = False,
    due: date | None = None,
    dates: DueBetween | None = None,
) -> tuple[Hint, ...]:
    """The hints on one task, at most one of each kind.

    `owner_is_family` with no agency task done first: leave it False once the agency's step stands
    in the plan as a task of its own.
    """
    return (
        *_wording(text),
        *_two_steps(text, done_when, owner_names),
        *_agency_first(text, owner_is_family),
        *_dates(due, dates or DueBetween()),
    )


def _wording(text: str) -> Iterator[Hint]:
    for hint, pattern in words.PATTERNS.items():
        found = tuple(match.group(0) for match in pattern.finditer(text.strip()))
        if found and not (hint is HintId.ONLY_WHAT_NOT and words.WHAT_INSTEAD.search(text)):
            yield Hint(hint, found)


def _two_steps(text: str, done_when: str | None, owner_names: Sequence[str]) -> Iterator[Hint]:
    first, *others = re.split(r"\s*[,;]?\s+(?:and then|and|then)\s+|\s*;\s*", text.strip())
    for other in others:
        proven = _is_proven(first, done_when) and _is_proven(other, done_when)
        if _has_another_owner(other, owner_names) or (_is_step(other) and not proven):
            yield Hint(HintId.TWO_STEPS, (other,))
            return


def _has_another_owner(part: str, owner_names: Sequence[str]) -> bool:
    match = re.match(r"([A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+)?\s+(?:will|must|should|shall)\b", part)
    owners = {word for name in owner_names for word in name.split()}
    return match is not None and match.group(1) not in owners


def _is_step(part: str) -> bool:
    """Whether it begins a step of its own: not with telling the result, nor with more of the same thing."""
    verb, *rest = re.findall(r"[\w'’-]+", part) or [""]
    verb = verb.lower()
    if verb not in words.STEP_VERBS or words.SAME_THING & set(rest[:2]) or "instead" in rest:
        return False
    return verb not in words.NOUN_TOO or bool(rest and words.AFTER_A_VERB.match(rest[0]))


def _is_proven(part: str, done_when: str | None) -> bool:
    return done_when is not None and bool(_stems(part) & _stems(done_when))


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in words.LITTLE}


def _agency_first(text: str, owner_is_family: bool) -> Iterator[Hint]:
    match = words.FROM_AGENCY.search(text) if owner_is_family else None
    if match:
        yield Hint(HintId.AGENCY_FIRST, (match.group(0),))


def _dates(due: date | None, dates: DueBetween) -> Iterator[Hint]:
    if due is None:
        return
    if dates.conference is not None and due <= dates.conference:
        yield Hint(HintId.DUE_BY_MEETING)
    if dates.next_conference is not None and due > dates.next_conference:
        yield Hint(HintId.DUE_AFTER_NEXT)
    if len(dates.others) >= 2 and set(dates.others) == {due}:
        yield Hint(HintId.SAME_DUE_FOR_ALL)
