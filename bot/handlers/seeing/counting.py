"""How a due date was counted, in words that a person can check with a calendar in hand."""

from bot.domain.clocks import Reckoning
from bot.handlers.desk import Desk


def counted(desk: Desk, reckoning: Reckoning, language: str) -> str:
    """As `20 calendar days after Friday, November 20, 2026`."""
    return desk.words.text(
        "views/counted",
        language,
        count=abs(reckoning.amount),
        before=reckoning.amount < 0,
        months=reckoning.unit == "months",
        base=reckoning.base,
        still=reckoning.stood_still,
    )
