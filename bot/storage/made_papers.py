"""Finds papers and plans again by their SHA-256, across workspaces and without a key: a hash names nobody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from bot.domain.closing import MadePaper, PlanVersion
from bot.domain.plan_states import Move
from bot.domain.version_moves import VersionMove
from bot.storage.tables import TABLES


@dataclass(frozen=True)
class KnownPaper:
    """Which paper it is, and when it was made."""

    paper: str
    made_at: datetime


def known_papers(engine: Engine, sha256: str) -> tuple[KnownPaper, ...]:
    """Every time that exactly this file was made, oldest first."""
    papers = TABLES[MadePaper].c
    wanted = select(papers.paper, papers.made_at).where(papers.sha256 == sha256).order_by(papers.made_at)
    with engine.connect() as connection:
        return tuple(KnownPaper(str(row.paper), row.made_at) for row in connection.execute(wanted))


@dataclass(frozen=True)
class KnownPlan:
    """Which sealed version it is, and whether it was withdrawn.

    `newest` is the number of its case's newest version.
    """

    number: int
    newest: int
    sealed_at: datetime
    withdrawn: bool = False


def known_plans(engine: Engine, beginning: str) -> tuple[KnownPlan, ...]:
    """The sealed versions whose content has a SHA-256 that begins so (hex digits alone), oldest first."""
    plans = TABLES[PlanVersion].c
    rows = select(plans.workspace_id, plans.case_id, plans.id, plans.number, plans.sealed_at)
    wanted = rows.where(plans.content_sha256.like(f"{beginning}%")).order_by(plans.sealed_at)
    with engine.connect() as connection:
        found = connection.execute(wanted).all()
        return tuple(
            KnownPlan(
                row.number,
                _newest(connection, row.workspace_id, row.case_id),
                row.sealed_at,
                _is_withdrawn(connection, row.workspace_id, row.id),
            )
            for row in found
        )


def _newest(connection: Connection, workspace_id: str, case_id: str) -> int:
    plans = TABLES[PlanVersion].c
    same_case = (plans.workspace_id == workspace_id, plans.case_id == case_id)
    return int(connection.execute(select(func.max(plans.number)).where(*same_case)).scalar_one())


def _is_withdrawn(connection: Connection, workspace_id: str, version_id: str) -> bool:
    moves = TABLES[VersionMove].c
    of_it = (moves.workspace_id == workspace_id, moves.version_id == version_id)
    holds = (moves.move == Move.WITHDRAW.value, moves.taken_back_at.is_(None))
    return connection.execute(select(moves.id).where(*of_it, *holds)).first() is not None
