"""A note: what somebody said that is no strength, need or decision, kept all the same."""

from dataclasses import dataclass

from bot.domain.kept import Said, Words


@dataclass(frozen=True, kw_only=True)
class Note(Said):
    """Words for the record and for no plan; `section` is the part of the profile's plan they are about.

    Whoever may read the words of the family reads it, unless a child asked to keep it private.
    """

    text: Words
    section: str | None = None
    keep_private: bool | None = None
