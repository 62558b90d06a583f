"""After the seal only answers that are known are kept: what a button brings can have been changed."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.domain.closing import ANSWERS, HOW_COPIES_GO, MANNERS, NOT_ASKED, VIEWS
from bot.domain.errors import AnswersNotUnderstood

KNOWN: Mapping[str, Collection[str]] = {
    "answer": ANSWERS,
    "manner": MANNERS,
    "view": VIEWS,
    "how": HOW_COPIES_GO,
}


def must_be_known(values: Mapping[str, Any], own: bool) -> None:
    """Raise AnswersNotUnderstood for what is no answer; that they were not asked nobody says of themself."""
    wrong = {
        name: "not_a_choice"
        for name, known in KNOWN.items()
        if (said := values.get(name)) is not None and (said not in known or (own and said == NOT_ASKED))
    }
    if wrong:
        raise AnswersNotUnderstood(wrong)
