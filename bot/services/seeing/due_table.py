"""Due dates as a table on request: who asked is written down, and what it holds is looked up as it goes."""

from datetime import datetime

from bot.domain.delivery import Outgoing
from bot.domain.errors import AlreadyDone
from bot.services.acting import Acting, Agency
from bot.services.delivery.taking_back import leaves_slack_at
from bot.services.seeing.answered_for import must_have

TABLE = "deadlines.csv"
MESSAGE = f"file:{TABLE}"
# To whoever has a table that Slack would not delete.
TABLE_STAYS = "table_stays"


def ask_for_table(acting: Acting, scope: str) -> None:
    """Queue the table for the asker's own DM, and write down who asked. Raises NotAllowed, AlreadyDone."""
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        must_have(acting, work, scope)
        work.once(acting.delivery)
        work.send(
            Outgoing(
                workspace_id=acting.workspace_id,
                id=work.new_id(),
                key=f"{MESSAGE}:{scope}:{acting.user}:{acting.delivery}",
                to=acting.user,
                message=MESSAGE,
                subject_id=scope,
                due_at=work.now,
            )
        )
        work.audit("disclosure.asked", scope, [TABLE])
        work.commit()


def leaves_slack(agency: Agency, now: datetime) -> datetime:
    """When a table that goes out now is taken out of Slack: by the shortest time of all practices."""
    days = min(profile.days_in_slack for profile in agency.profiles.values())
    return leaves_slack_at(now, agency.zone, days)


def note_table_made(acting: Acting, scope: str, request: str) -> None:
    """Write down, before it goes, that the table was made for this person; once for each request."""
    with acting.agency.units(acting.workspace_id, acting.user) as work:
        must_have(acting, work, scope)
        try:
            work.once(f"paper:{request}")
        except AlreadyDone:
            return
        work.audit("disclosure.file", scope, [TABLE])
        work.commit()
