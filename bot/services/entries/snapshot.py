"""The one-page snapshot: what a person said to its questions, kept only where they want it kept (V-12)."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import AnswersNotUnderstood
from bot.flows.snapshot import PROMPTS
from bot.services.acting import Acting, OnCase
from bot.services.entries import capture
from bot.services.entries.moment import current_conference
from bot.services.meeting.course import refuse_while_quiet


def prompts(on: OnCase) -> tuple[str, ...]:
    """The questions that the case's profile asks; none where it has no such page."""
    return tuple(one.id for one in on.profile.snapshot)


def keep(acting: Acting, case_id: str, values: Mapping[str, Any]) -> int:
    """Keep the chosen answers as entries of whoever gave them; returns how many. The others are nowhere.

    Raises AnswersNotUnderstood for a chosen question without an answer, and a day to come.
    """
    with acting.on_case("entry.add", case_id) as on:
        refuse_while_quiet(current_conference(on))
        chosen = [name for name in values["keep"] if name in prompts(on)]
        problems = {name: "missing" for name in chosen if not values.get(name)}
        if values["day"] > on.today:
            problems["day"] = "date_in_future"
        if problems:
            raise AnswersNotUnderstood(problems)
        for name in chosen:
            said = {"text": values[name], "said_by": values["said_by"], "talked_on": values["day"]}
            capture.add_to(on, PROMPTS[name], said)
        return len(chosen)
