"""Finds a paper again by its SHA-256, across workspaces and without a key: a hash names nobody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from bot.domain.closing import MadePaper
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
