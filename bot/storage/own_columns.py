"""Columns that are storage's own: what a table keeps beside the fields of its class."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, LargeBinary, Text

from bot.domain import case, delivery, people
from bot.domain.kept import Kept
from bot.storage.columns import UtcDateTime


def own_columns(kind: type[Kept]) -> Iterator[Column[Any]]:
    """The columns of a kind's table that no domain class has."""
    if kind is case.Case:
        # Finds a case by its encrypted reference: a keyed digest of it.
        yield Column("reference_index", LargeBinary(), nullable=True)
    if kind is people.Person:
        # Where an older version kept these; `moves` empties them when it finds any.
        yield Column("contact", LargeBinary(), nullable=True)
        yield from (Column(name, Text(), nullable=True) for name in ("interest", "willing", "able"))
    if kind is delivery.Outgoing:
        # A card that is asked for again while it goes out goes once more afterwards.
        yield Column("again_at", UtcDateTime(), nullable=True)
    if kind is delivery.Received:
        yield Column("lease_until", UtcDateTime(), nullable=True)
