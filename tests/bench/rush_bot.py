"""`roundtable run` with one more message, `rush`: rendered like a reminder, with no case behind each of them.

`python -m tests.bench.rush_bot`; everything else is the whole bot as it is.
"""

from collections.abc import Mapping

from bot import app
from bot.cli import main
from bot.domain.delivery import Outgoing
from bot.domain.people import DirectLine
from bot.domain.sending import Composed, Ready
from bot.notices import composers
from bot.notices.reader import Tell
from bot.render import Words
from bot.services.acting import Agency
from bot.services.delivery.composing import Compose
from bot.services.ports import UnitOfWork
from tests.samples.notices import TASKS

RUSH = "rush"
# The words file's own sample: it stays in step with what a reminder is told.
AS_SENT = TASKS[0]


def _rush(words: Words) -> Compose:
    def compose(work: UnitOfWork, row: Outgoing) -> Ready:
        line = work.first(DirectLine, slack_user=row.to)
        language = (line.language if line else None) or "en"
        said = words.message("notices/reminder_task", language, **AS_SENT)
        return Composed(text=said.text, blocks=said.blocks)

    return compose


def _with_rush(
    agency: Agency, words: Words, papers: Mapping[str, Tell], calendar: Compose
) -> dict[str, Compose]:
    return {**composers(agency, words, papers, calendar), RUSH: _rush(words)}  # type: ignore[arg-type]


if __name__ == "__main__":
    app.composers = _with_rush  # type: ignore[assignment]
    main()
