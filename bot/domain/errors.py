"""Everything that can stop an action, as one tree; the words for each live in messages/<language>/errors/.

PlanningError
├── NotFound                  what was asked for is not there
├── NotAllowed                this person may not do this here
├── NoCaseHere                the command came from a place without a case
├── SomeoneElseChangedThis    the thing changed since it was opened
├── AlreadyDone               the same delivery or the same click again
├── NotNow                    the conference or plan is not at the point where this can be done
├── DatabaseAway              the record cannot be reached now
└── AnswersNotUnderstood      values that cannot be used, each named with its problem
"""

from collections.abc import Mapping


class PlanningError(Exception):
    """Something a person asked for cannot be done; `facts` fill the words (ids, dates, counts)."""

    def __init__(self, problem: str = "", **facts: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.facts: Mapping[str, object] = facts


class NotFound(PlanningError):
    """What was asked for is not there."""


class NotAllowed(PlanningError):
    """This person may not do this here."""


class NoCaseHere(PlanningError):
    """The command came from a place without a case."""


class SomeoneElseChangedThis(PlanningError):
    """The thing changed since this person opened it."""


class AlreadyDone(PlanningError):
    """The same delivery or the same click again; nothing was changed."""


class DatabaseAway(PlanningError):
    """The database does not answer, or cannot do it now; whether the last step was kept is not known."""


class NotNow(PlanningError):
    """Not at this point of the conference or plan; `problem` says which point is needed."""


class AnswersNotUnderstood(PlanningError):
    """Values that cannot be used: `problems` maps a step's name to its problem."""

    def __init__(self, problems: Mapping[str, str], **facts: object) -> None:
        super().__init__("answers", **facts)
        self.problems = dict(problems)
