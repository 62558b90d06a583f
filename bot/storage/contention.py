"""Turns the database's ways of saying "somebody else was there" into the errors of the practice."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, OperationalError

from bot.domain.errors import DatabaseAway, NotFound, SomeoneElseChangedThis

# PostgreSQL: serialization failure, deadlock, lock not available.
_LOST_TO_ANOTHER = ("40001", "40P01", "55P03")


@contextmanager
def said_plainly() -> Iterator[None]:
    """A reference to nothing becomes NotFound; a lost wait for a lock, SomeoneElseChangedThis.

    A database that is not there, or lets nobody in, becomes DatabaseAway.
    """
    try:
        yield
    except IntegrityError as error:
        raise NotFound("reference") from error
    except OperationalError as error:
        if _lost_to_another(error):
            raise SomeoneElseChangedThis("busy") from error
        raise DatabaseAway() from error


def _lost_to_another(error: OperationalError) -> bool:
    code = getattr(error.orig, "sqlstate", None)
    return code in _LOST_TO_ANOTHER if code else "locked" in str(error.orig)
