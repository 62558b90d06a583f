"""Gentle questions on the wording of a plan: words that label, office words, sentences hard to read."""

from collections.abc import Iterator

from bot.domain.kept import Entry
from bot.domain.kind_words import blaming, jargon, not_by_name
from bot.domain.reading import grade
from bot.domain.record import CaseRecord, standing
from bot.services.plan.gaps import Gap, to_correct

# Above this grade a goal or task is asked about: a reader of about fourteen should follow it.
HARDEST = 8
# Where people's words stand, by the form that corrects them.
WORDED = {
    "strength": "strengths",
    "need": "needs",
    "concern": "concerns",
    "idea": "ideas",
    "goal": "goals",
    "objective": "objectives",
    "task": "tasks",
    "decision": "decisions",
}
READ_BY_ALL = ("goal", "task")
# What the adults write: a child who reads it has a name there.
BY_NAME = ("goal", "objective", "task", "decision")


def on_words(record: CaseRecord) -> Iterator[Gap]:
    """V-08, C-02: each entry that has such words, with the words; nothing is changed by itself."""
    for form, part in WORDED.items():
        for entry in standing(getattr(record, part)):
            yield from of_entry(form, entry)


def of_entry(form: str, entry: Entry) -> Iterator[Gap]:
    """What could be asked about one entry."""
    if form not in WORDED:
        return
    text: str = getattr(entry, "text", "")
    if found := blaming(text):
        yield to_correct("blame_words", entry, form, words=found)
    if found := jargon(text):
        yield to_correct("office_words", entry, form, words=found)
    if form in BY_NAME and (found := not_by_name(text)):
        yield to_correct("not_by_name", entry, form, words=found)
    if form in READ_BY_ALL and (hard := grade(text)) is not None and hard > HARDEST:
        yield to_correct("hard_to_read", entry, form, words=(str(hard),))
