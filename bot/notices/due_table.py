"""The table of due dates that somebody asked for, made from the record as it is when it goes."""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.dates import to_wall
from bot.domain.deadlines import DueKind, Group
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed
from bot.domain.people import DirectLine
from bot.domain.sending import Composed, Drop, FileToSend, Ready
from bot.render import Words
from bot.services.acting import Acting, Agency
from bot.services.delivery.composing import Compose
from bot.services.ports import UnitOfWork
from bot.services.seeing import deadlines
from bot.services.seeing.answered_for import AGENCY
from bot.services.seeing.deadlines import Asked, DueRow
from bot.services.seeing.due_table import TABLE, TABLE_STAYS, leaves_slack, note_table_made

# Makes the file: (heads, rows, last line) -> bytes.
MakeTable = Callable[[Sequence[str], Iterable[Sequence[str | int]], Sequence[str]], bytes]
# Its heads, and its rows.
Table = tuple[list[str], Sequence[Sequence[str | int]]]
HEADS = ("case", "kind", "what", "due", "days", "group", "worker")


def due_table(agency: Agency, words: Words, make: MakeTable) -> Compose:
    """A composer of deadlines.csv; dropped when its reader may not look at these dates any more."""

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        acting = Acting(agency=agency, workspace_id=outgoing.workspace_id, user=outgoing.to)
        language = _language(work, outgoing)
        scope = outgoing.subject_id
        try:
            if scope == AGENCY:
                heads, rows = _counts(acting, words, language)
            else:
                heads, rows = _dates(acting, words, language, scope)
            note_table_made(acting, scope, outgoing.id)
        except NotAllowed as gone:
            return Drop(type(gone).__name__)
        last = (words.name("due_table", "practice", language),) if agency.practice else ()
        until = leaves_slack(agency, work.now)
        on = to_wall(until, agency.zone).date()
        title = words.text("papers/title", language, paper=TABLE, until=on)
        return FileToSend(filename=TABLE, content=make(heads, rows, last), title=title, until=until)

    return compose


def table_stays(words: Words) -> Compose:
    """A composer of the request to delete a table oneself, as Slack would not."""

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        said = words.message(f"notices/{TABLE_STAYS}", _language(work, outgoing))
        return Composed(text=said.text, blocks=said.blocks)

    return compose


def _language(work: UnitOfWork, outgoing: Outgoing) -> str:
    line = work.first(DirectLine, slack_user=outgoing.to)
    return line.language if line and line.language else "en"


def _dates(acting: Acting, words: Words, language: str, scope: str) -> Table:
    """One row for each date; ids of tasks and people's names stay in the record."""
    found = deadlines.look(acting, Asked(scope))
    heads = [words.name("due_table", head, language) for head in HEADS]
    return heads, [_cells(words, language, row, (row.deadline.due - found.today).days) for row in found.rows]


def _cells(words: Words, language: str, row: DueRow, days: int) -> tuple[str | int, ...]:
    due = row.deadline
    clock = words.name("clocks", due.subject_id, language) if due.kind is DueKind.CLOCK else ""
    return (
        row.case.reference if row.case else "",
        words.name("due_kinds", due.kind, language),
        clock if row.case else "",
        due.due.isoformat(),
        days,
        words.name("due_groups", row.group, language),
        due.worker or "",
    )


def _counts(acting: Acting, words: Words, language: str) -> Table:
    """One row for each worker."""
    heads = [words.name("due_table", "worker", language)]
    heads += [words.name("due_groups", group, language) for group in Group]
    rows = [
        (load.user or "", *(str(load.groups.get(group, 0)) for group in Group))
        for load in deadlines.agency_load(acting)
    ]
    return heads, rows
