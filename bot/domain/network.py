"""Who belongs around a child: whom people name, what each could give, how they are looked for and reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.kept import Entry, OfCase, Words

# What somebody who was asked says of another; `no_one`: they were asked and named no one.
BELONGS = ("matters", "helps", "not_there", "no_one")
FACTS = ("interest", "willing", "able")
FACT_ANSWERS = ("yes", "no", "being_checked", "not_asked")
FOUND_HOW = (
    *("named_by_family", "named_by_child", "came_forward", "case_file", "relative_search"),
    *("school_or_provider", "online", "other"),
)
TRY_CHANNELS = (
    *("phone", "text", "letter", "email", "visit", "slack", "through_someone", "online", "records", "other"),
)
TRY_RESULTS = (
    *("reached", "message_left", "no_answer", "no_longer_there", "wants_time", "said_no", "nothing_found"),
    "other",
)
WAY_KINDS = ("phone", "email", "mail", "slack", "other")


@dataclass(frozen=True, kw_only=True)
class Mention(OfCase):
    """What one person said, asked who belongs (T-01): whom they named, and as what (one of BELONGS).

    `person_id` is who was named, where they are known in the case; `name` stands for anyone else. Who
    must not be there is for those who lead alone.
    """

    asked_of: str
    on: date
    belongs: str
    entered_by: str
    person_id: str | None = None
    name: Words | None = None
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFact(OfCase):
    """One answer to one of three separate questions about a person: interest, willing, able (T-15).

    The newest by its day counts; older ones stay as they were said. `on` is None where the day was
    not recorded.
    """

    person_id: str
    name: str
    answer: str
    entered_by: str
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Found(OfCase):
    """How somebody came to be known to the case (T-13). Private, as is all of the search."""

    person_id: str
    how: str
    on: date
    entered_by: str
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class ContactTry(OfCase):
    """One try to find or reach somebody: through what, on which day, with what result (T-13). Private.

    Without `person_id` it was a search that was about nobody of the case yet.
    """

    on: date
    channel: str
    result: str
    entered_by: str
    person_id: str | None = None
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class ContactWay(OfCase):
    """One way to reach a person. `safe` is their own answer; None: nobody has asked them yet.

    Only a way that is safe is ever used. `asked_by` is the person of the case who asked, `ended_on`
    the day from which it is theirs no longer.
    """

    person_id: str
    kind: str
    value: Words
    entered_by: str
    safe: bool | None = None
    asked_by: str | None = None
    asked_on: date | None = None
    ended_on: date | None = None

    @property
    def usable(self) -> bool:
        """Whether it may be used at all."""
        return self.safe is True and self.ended_on is None


@dataclass(frozen=True, kw_only=True)
class ProviderInput(Entry):
    """What a provider (therapist, school, CASA) wrote for the conference, shown as theirs (C-08)."""

    text: Words
    given_on: date
    child_id: str | None = None
    about_treatment: bool | None = None
    treatment_consent: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Merge(OfCase):
    """Two entries of one person made one, with what is needed to part them again.

    `moved` are `table:id:field` of what named the gone one, `filled` the facts that the kept one lacked.
    """

    kept_person: str
    gone_person: str
    on: date
    entered_by: str
    moved: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    undone_on: date | None = None


def newest_answers(facts: Iterable[PersonFact], person_id: str) -> Mapping[str, PersonFact]:
    """Of each of the three facts what was answered last; one without a day counts as the oldest."""
    mine = [fact for fact in facts if fact.person_id == person_id]
    return {fact.name: fact for fact in sorted(mine, key=lambda fact: fact.on or date.min)}
