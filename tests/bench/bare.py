"""A bare Bolt app to measure against: its listener is empty, or does one INSERT and COMMIT.

It gets whatever the bot has for carrying: as many threads, the same pool, the same waiting in turn on
SQLite. So what is left between the two is what the bot itself does.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlalchemy import Column, Engine, MetaData, Table, Text, func, insert, select

from bot.settings import LISTENER_THREADS
from bot.slack.calls import web_client
from bot.socket_mode import PING_SECONDS, RECEIVE_BYTES, send_at_once
from bot.storage.engine import WriterGate, make_engine

SAID = Table("bare_said", MetaData(), Column("id", Text, primary_key=True), Column("words", Text))


def make_app(engine: Engine) -> App:
    """An app that hears `/conference`; with a word after it, the words are kept before the ack."""
    app = App(
        client=web_client(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]),
        listener_executor=ThreadPoolExecutor(LISTENER_THREADS),
        token_verification_enabled=False,
    )
    gate = WriterGate(engine)

    @app.command("/conference")
    def conference(ack: Ack, command: Mapping[str, str]) -> None:
        if command.get("text"):
            with engine.connect() as connection, gate.turn(), connection.begin():
                connection.execute(insert(SAID).values(id=str(uuid4()), words=command["text"]))
        ack()

    return app


def kept(database_url: str) -> int:
    """How much a bare app has kept in this database."""
    engine = make_engine(database_url)
    with engine.connect() as connection:
        count = connection.execute(select(func.count()).select_from(SAID)).scalar_one()
    engine.dispose()
    return int(count)


def main() -> None:
    """Connect, and answer until killed."""
    engine = make_engine(os.environ["DATABASE_URL"])
    SAID.metadata.create_all(engine)
    app = make_app(engine)
    handler = SocketModeHandler(
        app,
        os.environ["SLACK_APP_TOKEN"],
        web_client=app.client,
        ping_interval=PING_SECONDS,
        receive_buffer_size=RECEIVE_BYTES,
        concurrency=LISTENER_THREADS,
    )
    send_at_once(handler.client)
    handler.connect()  # type: ignore[no-untyped-call]
    Event().wait()


if __name__ == "__main__":
    main()
