"""Planning and holding a conference: when, who was told, topics, and who took part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.conference import HOW_ASIDE, HOW_TOOK_PART
from bot.flows.conditions import answered
from bot.flows.flow import Flow, Step
from bot.flows.values import Answers, Facts

WAYS = ("in_person", "phone", "video")
ABSENT = ("absent_invited", "absent_not_reached", "input_only", "not_invited")


@dataclass(frozen=True)
class AfterDue:
    """The day is later than the one by which such a conference is due; `due_days` holds that, by kind."""

    steps: frozenset[str] = frozenset({"kind", "date"})

    def __call__(self, answers: Answers, facts: Facts) -> bool:
        days, on = facts.get("due_days"), answers.get("date")
        due = days.get(answers.get("kind")) if isinstance(days, Mapping) else None
        return isinstance(on, date) and due is not None and on > due

    def renamed(self, names: Mapping[str, str]) -> "AfterDue":
        """The same: a conference is planned one at a time."""
        return self


@dataclass(frozen=True)
class IsTalk:
    """The kind is a talk or a visit, by the names that `talk_kinds` holds; or else it is none of these."""

    talk: bool = True
    steps: frozenset[str] = frozenset({"kind"})

    def __call__(self, answers: Answers, facts: Facts) -> bool:
        kinds = facts.get("talk_kinds")
        return (isinstance(kinds, tuple) and answers.get("kind") in kinds) is self.talk

    def renamed(self, names: Mapping[str, str]) -> "IsTalk":
        """The same: a conference is planned one at a time."""
        return self


SCHEDULE = Flow(
    name="schedule",
    steps=(
        Step("kind", "choice", choices_from="meeting_kinds"),
        Step("date", "date"),
        Step("after_due", "yes_no", optional=True, when=AfterDue()),
        Step("start", "time"),
        Step("end", "time"),
        Step("zone", "zone"),
        Step("place", "text", optional=True),
        Step("ways", "choices", choices=WAYS, optional=True),
        Step("people", "choices", choices_from="people", when=IsTalk()),
        Step("left_out", "choices", choices_from="people", optional=True, when=IsTalk(False)),
        Step("why_left_out", "text", optional=True, when=IsTalk(False)),
    ),
)

# A talk or a visit, noted once it is over (V-02).
NOTED_TALK = Flow(
    name="noted_talk",
    steps=(
        Step("kind", "choice", choices_from="talk_kinds"),
        Step("date", "date"),
        Step("start", "time"),
        Step("end", "time"),
        Step("people", "choices", choices_from="people"),
        Step("how", "choice", choices=WAYS),
        Step("place", "text", optional=True),
    ),
)

ADJOURN = Flow(
    name="adjourn",
    steps=(
        Step("date", "date"),
        Step("start", "time"),
        Step("end", "time"),
        Step("place", "text", optional=True),
    ),
)

CANCEL = Flow(name="cancel", steps=(Step("why", "text"),))

NOTICE = Flow(
    name="notice",
    steps=(
        Step("person_id", "person"),
        Step("invited_on", "date"),
        Step("how", "text", max_length=120),
        Step("proof", "text", max_length=300, optional=True),
        Step("reply", "choice", choices=("yes", "no", "not_sure"), optional=True),
    ),
)

# When it really was, by the word of somebody who was there; the buttons may have been pressed later.
HELD = Flow(
    name="held",
    steps=(Step("held_on", "date"), Step("held_start", "time"), Step("held_end", "time")),
)

TOPIC = Flow(
    name="topic",
    steps=(
        Step("words", "long_text", max_length=500),
        Step("from_person", "person", optional=True),
        Step("lead", "person", optional=True),
        Step("minutes", "number", optional=True, at_least=1, at_most=240),
        Step("position", "number", optional=True, at_least=1, at_most=60),
        Step("hard", "yes_no", optional=True),
        Step("author_shown", "yes_no", optional=True),
    ),
)

TOPIC_ASIDE = Flow(
    name="topic_aside",
    steps=(
        Step("how", "choice", choices=HOW_ASIDE),
        Step("into", "choice", choices_from="topics", when=answered("how", "merged")),
        Step("why", "text", when=answered("how", *(one for one in HOW_ASIDE if one != "settled"))),
        Step("what_was_settled", "long_text", max_length=500, when=answered("how", "settled")),
        Step("settled_by", "person", when=answered("how", "settled")),
    ),
)

STAGE_SKIP = Flow(
    name="stage_skip", steps=(Step("stage", "choice", choices_from="stages"), Step("why", "text"))
)

TOPIC_SKIP = Flow(name="topic_skip", steps=(Step("why", "text"),))

TOPIC_LET_IN = Flow(name="topic_let_in", steps=(Step("family_yes", "choices", choices_from="family"),))

AGENDA_FOR = Flow(name="agenda_for", steps=(Step("person_id", "person"),))

AGENDA_TOLD = Flow(
    name="agenda_told",
    steps=(
        Step("person_id", "person"),
        Step("how", "choice", choices=("phone", "paper", "in_person", "without")),
        Step("why", "text", when=answered("how", "without")),
    ),
)

ATTENDANCE = Flow(
    name="attendance",
    steps=(
        Step("person_id", "person"),
        Step("how", "choice", choices=HOW_TOOK_PART),
        Step("reason", "text", optional=True, when=answered("how", *ABSENT)),
        Step("input", "long_text", optional=True, when=answered("how", *ABSENT)),
        Step("input_on", "date", optional=True, when=answered("how", *ABSENT)),
        Step("follow_up_by", "date", optional=True, when=answered("how", *ABSENT)),
        Step("follow_up_owner", "person", optional=True, when=answered("how", *ABSENT)),
    ),
)
