"""Log lines for operators: ids, counts and times, never a name or a word that a person wrote.

Our own lines are written with care, and said whole; those of libraries are not ours, and their texts and
their exceptions' messages may quote what somebody typed. Of these only what cannot is let through.
"""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

EXCEPTION_NAME = re.compile(r"\b[A-Z][A-Za-z]*(?:Error|Exception|Timeout)\b")
STARTS_TO_QUOTE = re.compile(r"[(:{\[\n<\"'`]")
FRAMES = 12
# Loggers are named after modules; a library that is lent one has to bring another name (`bot.slack.calls`).
OURS = "bot."

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(level: str = "info", out: TextIO | None = None) -> None:
    """Send every line to one stream (standard output): readable on a terminal, JSON otherwise."""
    stream = out or sys.stdout
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        exception_without_words,
    ]
    shown: Processor = (
        structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, shown],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    _configure_libraries(stream, shared, shown)


def _configure_libraries(stream: TextIO, shared: list[Processor], shown: Processor) -> None:
    """Libraries speak from WARNING up, whatever our own level: at DEBUG they log whole payloads."""
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[library_line_without_words, *shared], processors=[remove, shown]
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)


def exception_without_words(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Keep an exception's kind and where it happened, without its message."""
    exc_info = event.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    if exc_info and exc_info[1] is not None:
        event["exception"] = _kinds(exc_info[1])
        event["at"] = _frames(exc_info[2])
    return event


def library_line_without_words(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Cut a library's sentence where it begins to quote, and keep the kinds of exceptions it names."""
    record = event["_record"]
    if record.name.startswith(OURS):
        event["where"] = record.name
        return event
    said = str(event["event"])
    event["event"] = STARTS_TO_QUOTE.split(said, maxsplit=1)[0].strip()
    event["library"] = record.name
    if named := EXCEPTION_NAME.search(said):
        event["problem"] = named.group()
    return event


def _kinds(problem: BaseException | None) -> list[str]:
    kinds: list[str] = []
    while problem is not None and len(kinds) < FRAMES:
        kinds.append(type(problem).__name__)
        problem = problem.__cause__ or problem.__context__
    return kinds


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)[-FRAMES:]]
