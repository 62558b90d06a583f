"""How often a team meets where supervision set a shorter time than the rule allows (T-16)."""

from collections.abc import Mapping
from typing import Any

from bot.domain.clock_rules import Clock
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.profile import PracticeProfile
from bot.domain.supervised import SetInterval
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders


def set_interval(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """So many days for one clock of this case, and who set them; what was set before stays in the record.

    Raises AnswersNotUnderstood where the rule itself allows no more than fewer days, or the day is to come;
    NotNow where the profile's rule is not for supervision to shorten.
    """
    with acting.on_case("interval.set", case_id) as on:
        clock = clock_to_set(on, values["clock_id"])
        if values["set_on"] > on.today:
            raise AnswersNotUnderstood({"set_on": "date_in_future"})
        most = clock.within_days or 0
        if values["days"] > most:
            raise AnswersNotUnderstood(
                {"days": "longer_than_rule"}, days={"most": most, "source": clock.source}
            )
        kept = on.keep(SetInterval, entered_by=acting.user, **values)
        schedule_reminders(on.work, case_id)
        return kept.id


def clock_to_set(on: OnCase, clock_id: str) -> Clock:
    """The rule as it is for a meeting that is held today. Raises NotNow."""
    found = next((one for one in clocks_to_set(on.profile) if one.id == clock_id), None)
    if found is None:
        raise NotNow("rule_is_fixed")
    return found.on(on.today)


def clocks_to_set(profile: PracticeProfile) -> tuple[Clock, ...]:
    """The clocks that supervision may shorten."""
    return tuple(one for one in profile.clocks if one.may_be_set)
