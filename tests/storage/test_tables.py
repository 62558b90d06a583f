"""There is one definition of each kept thing, and the database follows it."""

import importlib
import pkgutil
from collections.abc import Iterator

from sqlalchemy import ForeignKeyConstraint, LargeBinary, UniqueConstraint

import bot.domain
from bot.domain.kept import Entry, Kept, OfCase, Said
from bot.storage.own_tables import METADATA
from bot.storage.tables import FIELDS, TABLE_OF, TABLES


def _kept_classes(base: type[Kept] = Kept) -> Iterator[type[Kept]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("bot.domain"):
            yield kind
            yield from _kept_classes(kind)


def test_every_kept_class_has_a_table() -> None:
    for module in pkgutil.iter_modules(bot.domain.__path__, "bot.domain."):
        importlib.import_module(module.name)
    assert set(_kept_classes()) - {OfCase, Entry, Said} == set(TABLE_OF)


def test_the_workspace_is_in_every_key() -> None:
    for table in METADATA.tables.values():
        keys = [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
        assert all("workspace_id" in key.columns for key in (table.primary_key, *keys)), table.name


def test_every_reference_stays_in_its_workspace_and_nothing_is_deleted_along() -> None:
    found = 0
    for table in METADATA.tables.values():
        for reference in table.constraints:
            if isinstance(reference, ForeignKeyConstraint):
                found += 1
                assert "workspace_id" in reference.column_keys
                assert reference.ondelete is None
    assert found > len(TABLES)


def test_words_are_kept_as_bytes_only() -> None:
    for kind, fields in FIELDS.items():
        for field in fields.values():
            column = TABLES[kind].c[field.name]
            assert isinstance(column.type, LargeBinary) == field.secret, column
