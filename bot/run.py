"""`roundtable run`: start, say that we are connected, work until told to stop, finish what was begun."""

import ctypes
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from types import FrameType
from typing import Protocol

import structlog
from flask import Blueprint
from slack_bolt import App

from bot.pulse import Line
from bot.services.ports import Clock
from bot.settings import Settings
from bot.slack.calls import web_client
from bot.starting import PROBLEMS, CannotStart, Identity, identify, tell

ARENAS_AT_MOST = -8

log = structlog.get_logger(__name__)

STOP_SECONDS = 20.0
HTTP_PORT = 3000


class Application(Protocol):
    """The parts put together, as `bot.app.build` gives them."""

    @property
    def bolt(self) -> App: ...

    @property
    def family(self) -> Blueprint | None:
        """The private pages for families, where an agency has them."""
        ...

    def start(self, give_up: Callable[[str], None], line: Line | None = None) -> None:
        """Start the ticks and whatever else has threads; called once, after any fork.

        `give_up` hears why only a fresh process helps; `line` says how the connection to Slack is doing.
        """
        ...

    def stop(self) -> None:
        """Finish running listeners, stop the ticks, close the storage."""
        ...

    def health(self) -> Mapping[str, object]:
        """Numbers and flags for /health; `ok` says whether all is well."""
        ...


Build = Callable[[Settings, Clock], Application]


def run(settings: Settings, clock: Clock, build: Build) -> int:
    """Work until SIGTERM or SIGINT; the exit code. Raises one of PROBLEMS when it cannot start."""
    share_one_heap()
    stop = _Stop()
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    identity = identify(client, settings.slack_api_url)
    if settings.socket_mode:
        return _over_a_socket(settings, build(settings, clock), identity, stop)
    return _over_http(settings, lambda: build(settings, clock), identity)


def share_one_heap() -> bool:
    """Let all threads share one heap; False where the C library has no such choice.

    glibc gives threads heaps of their own, each with its own free space. Threads of Python compute one at
    a time and gain nothing by it: after the sample conference they held some 6 MB.
    """
    choose = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return choose is not None and bool(choose(ARENAS_AT_MOST, 1))


class _Stop:
    """Set by a signal, or by the watchdog with its reason."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self._event = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked)

    def _asked(self, number: int, frame: FrameType | None) -> None:
        # A second Ctrl-C is an impatient person's, who may have it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        self._event.set()

    def give_up(self, reason: str) -> None:
        """End with a failure, so that whatever supervises us starts us anew."""
        self.reason = reason
        self._event.set()

    def wait(self) -> None:
        self._event.wait()


def _over_a_socket(settings: Settings, application: Application, identity: Identity, stop: _Stop) -> int:
    from bot.socket_mode import SlackSocket, Watchdog

    slack = SlackSocket(application.bolt, settings)
    watchdog = Watchdog(slack, stop.give_up)
    with ExitStack() as ending:
        ending.callback(application.stop)
        ending.callback(slack.close)
        application.start(stop.give_up, slack.health)
        slack.open()
        ending.callback(_pages(settings, application))
        watchdog.start()
        log.info("connected", mode="socket", team=identity.team, bot_user=identity.bot_user)
        stop.wait()
        log.info("stopping", reason=stop.reason or "asked")
        watchdog.stop()
        slack.take_no_more(STOP_SECONDS)
    return _end(1 if stop.reason else 0)


def _pages(settings: Settings, application: Application) -> Callable[[], None]:
    """With Socket Mode there are pages when PORT is set; the function it gives takes them away."""
    if settings.port is None:
        return lambda: None
    from bot.web.beside import serve_beside
    from bot.web.site import make_site

    _refuse_a_port_in_use(settings.host, settings.port)
    return serve_beside(
        make_site(application.health, family=application.family), settings.host, settings.port
    )


def _over_http(settings: Settings, make: Callable[[], Application], identity: Identity) -> int:
    from slack_bolt.adapter.flask import SlackRequestHandler

    from bot.handlers.shapes import missing_in
    from bot.web.readable import readable_only
    from bot.web.server import Work, serve
    from bot.web.signed import signed_only
    from bot.web.site import make_site

    port = settings.port or HTTP_PORT
    _refuse_a_port_in_use(settings.host, port)

    def begin() -> Work | int:
        try:
            application = make()
            application.start(_leave)
        except PROBLEMS as problem:
            return tell(problem)
        log.info("connected", mode="http", team=identity.team, bot_user=identity.bot_user, port=port)
        secret = settings.slack_signing_secret
        bolt = readable_only(missing_in, SlackRequestHandler(application.bolt).handle)
        slack = signed_only(secret.get_secret_value() if secret else "", bolt)
        return Work(make_site(application.health, slack, application.family), application.stop)

    return serve(f"{settings.host}:{port}", begin)


def _leave(reason: str) -> None:
    """End this worker; the server that it belongs to begins another."""
    log.error("worker_ends", reason=reason)
    os.kill(os.getpid(), signal.SIGTERM)


def _refuse_a_port_in_use(host: str, port: int) -> None:
    """Told here in one line: servers try several times and end with many."""
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as problem:
        raise CannotStart(
            f"HOST and PORT {host}:{port} cannot be listened on ({problem.strerror})."
        ) from None


def _end(code: int) -> int:
    """Wait a little for threads that are still at it; a stuck one must not keep a dead bot in place."""
    until = time.monotonic() + STOP_SECONDS
    others = [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
    for one in others:
        one.join(max(0.0, until - time.monotonic()))
    if any(one.is_alive() for one in others):
        log.error("listeners_abandoned", count=sum(one.is_alive() for one in others))
        sys.stdout.flush()
        os._exit(1)
    log.info("stopped")
    return code
