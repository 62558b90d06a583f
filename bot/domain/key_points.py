"""Points in a case at which a meeting may help now; nobody must hold one, and the clocks run on (T-18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState
from bot.domain.dates import to_wall
from bot.domain.diary import Event
from bot.domain.profile import PracticeProfile
from bot.domain.sources import Mark


@dataclass(frozen=True)
class Suggestion:
    """A meeting may help now, because of this event; where that is known from and how surely."""

    event: str
    on: date
    source: str
    mark: Mark


def suggestion(
    profile: PracticeProfile, events: Iterable[Event], conferences: Iterable[Conference], today: date
) -> Suggestion | None:
    """For the newest key point, while it is fresh and no meeting was held or planned since."""
    points = profile.key_points
    if points is None:
        return None
    fresh = [
        (on, name)
        for name, on in events
        if name in points.events and today - timedelta(days=points.days) <= on <= today
    ]
    if not fresh:
        return None
    on, name = max(fresh)
    meets = any(_is_about(conference, on) for conference in conferences)
    return None if meets else Suggestion(name, on, points.source, points.mark)


def _is_about(conference: Conference, on: date) -> bool:
    """Whether it comes, or was held on that day or after it."""
    if conference.state in ON_THE_WAY:
        return True
    day = to_wall(conference.held_from or conference.starts_at, conference.zone).date()
    return conference.state is ConferenceState.ENDED and day >= on
