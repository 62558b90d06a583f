"""The meetings that somebody is on the way to, in all their cases: where their words could become a topic."""

from collections.abc import Iterator

from bot.domain.conference import ON_THE_WAY, Conference
from bot.domain.errors import NotAllowed
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.calling.sittings import conferences_for
from bot.services.ports import UnitOfWork
from bot.services.seeing.looking import next_or_last


def meetings(acting: Acting) -> tuple[Conference, ...]:
    """The next one of each case in which they may suggest topics."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return tuple(_next_of_each(acting, work))


def _next_of_each(acting: Acting, work: UnitOfWork) -> Iterator[Conference]:
    for case_id in dict.fromkeys(
        one.case_id for one in work.find(Person, slack_user=acting.user) if one.here
    ):
        try:
            on = acting.open(work, "agenda.suggest", case_id)
        except NotAllowed:
            continue
        found = next_or_last(conferences_for(on))
        if found and found.state in ON_THE_WAY:
            yield found
