"""Meetings, their stages and their topics, as choices."""

from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState, Topic
from bot.domain.dates import to_wall
from bot.flows.values import Option
from bot.handlers.options.asker import Asker, short
from bot.services.agenda.agenda_seen import topics_for


def topics(asker: Asker) -> list[Option]:
    """The topics of every conference that comes; for those who lead."""
    on = asker.case()
    found = on.work.find(Topic, case_id=on.case.id)
    open_ones = {one.id for one in on.work.find(Conference, case_id=on.case.id, state=ON_THE_WAY)}
    return [
        Option(one.id, short(one.words)) for one in found if one.stands and one.conference_id in open_ones
    ]


def topics_seen(asker: Asker) -> list[Option]:
    """Topics of the conference that comes, as whoever asks may see them."""
    on = asker.case()
    open_ones = on.work.find(Conference, case_id=on.case.id, state=ON_THE_WAY)
    found = (topic for one in open_ones for topic in topics_for(on, one.id))
    return [Option(one.id, short(one.words)) for one in found]


def meetings(asker: Asker) -> list[Option]:
    """Meetings of the case that have begun by now, or should have; the newest first."""
    on = asker.case()
    found = on.work.find(
        Conference, case_id=on.case.id, state=(ConferenceState.PLANNED, ConferenceState.ENDED)
    )
    begun = sorted((one for one in found if one.starts_at <= on.work.now), key=lambda one: one.starts_at)
    return [Option(one.id, short(_meeting(asker, one))) for one in reversed(begun)]


def stages(asker: Asker) -> list[Option]:
    """The stages of the conference that runs."""
    on = asker.case()
    runs = on.work.first(Conference, case_id=on.case.id, state=ConferenceState.OPEN)
    stages = on.profile.stages_of(runs.kind) if runs else ()
    return asker.ids("stages", [one.id for one in stages])


def _meeting(asker: Asker, one: Conference) -> str:
    day = one.held_on or to_wall(one.starts_at, one.zone).date()
    return f"{asker.words.weekday(day, asker.language)} · {asker.name('meeting_kinds', one.kind)}"
