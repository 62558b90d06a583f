"""Work over Socket Mode: one connection to Slack, watched, and closed only after work is done."""

import select
import socket
import threading
import time
from collections.abc import Callable

import structlog
from slack_bolt import App
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient

from bot.domain.health import LineHealth
from bot.domain.sending import OF_THE_APP
from bot.settings import LISTENER_THREADS, Settings
from bot.slack.calls import web_client
from bot.socket_answers import LongFrames, PromptHandler
from bot.starting import UNREACHABLE, CannotStart, error_code, opening_refused

log = structlog.get_logger(__name__)

PING_SECONDS = 5.0
STALE_PINGS = 3
LOOKS_EVERY = 10.0
HANG_UP_EVERY = 0.5
RECEIVE_BYTES = 64 * 1024
"""The SDK's reader calls itself once for each piece; with its own 1 kB a very large payload ends it."""

TOKEN_EVERY_LOOKS = 6
LOOKS_BEFORE_GIVING_UP = 6


class SlackSocket:
    """The connection. Times are the machine's own: pings are not part of anyone's record."""

    def __init__(self, bolt: App, settings: Settings) -> None:
        token = settings.slack_app_token
        self._address = settings.slack_api_url
        self._client = web_client(settings.slack_bot_token.get_secret_value(), self._address)
        self._socket = LongFrames(
            token.get_secret_value() if token else "",
            logger=bolt.logger,
            web_client=self._client,
            ping_interval=PING_SECONDS,
            receive_buffer_size=RECEIVE_BYTES,
            concurrency=LISTENER_THREADS,
        )
        self._handler = PromptHandler(bolt, self._socket)
        send_at_once(self._socket)
        self._seen: tuple[object, float] = (None, 0.0)
        self._lock = threading.Lock()

    def open(self) -> None:
        """Connect. Raises WrongSetting or CannotStart."""
        try:
            self._handler.connect()  # type: ignore[no-untyped-call]
        except (SlackClientError, OSError) as problem:
            raise opening_refused(problem, self._address) from None
        if not self._socket.is_connected():
            raise CannotStart(
                f"Slack at {self._address} gave no Socket Mode connection. Try again in a minute."
            )

    def reopen(self) -> bool:
        """Connect anew, whatever the old connection says about itself; False when that did not work."""
        try:
            self._socket.connect_to_new_endpoint(force=True)
        except (SlackClientError, *UNREACHABLE) as problem:
            log.warning("reconnect_refused", problem=type(problem).__name__)
            return False
        return self._socket.is_connected()

    def hung_up(self) -> bool:
        """Whether the other end is gone; the SDK's reader does not notice until pings stay unanswered."""
        session = self._socket.current_session
        sock = session.sock if session else None
        if sock is None or (number := sock.fileno()) < 0:
            return True
        gone = getattr(select, "POLLRDHUP", select.POLLHUP)
        poll = select.poll()
        poll.register(number, gone | select.POLLHUP | select.POLLERR)
        return bool(poll.poll(0))

    def silent_for(self) -> float:
        """Seconds since Slack last answered a ping; is_connected() alone has been seen to lie."""
        session, now = self._socket.current_session, time.time()
        with self._lock:
            # A new session has answered nothing yet and is given the time to.
            if self._seen[0] is not session:
                self._seen = (session, now)
            since = self._seen[1]
        answered = session.last_ping_pong_time if session else None
        return max(0.0, now - max(answered or 0.0, since))

    def alive(self) -> bool:
        """Connected, and heard from lately."""
        return self._socket.is_connected() and self.silent_for() <= STALE_PINGS * PING_SECONDS

    def token_problem(self) -> str | None:
        """Slack's reason when the bot's token no longer works; its rate limit is no reason."""
        try:
            self._client.auth_test()
        except SlackApiError as refused:
            code = error_code(refused)
            return None if code == "ratelimited" else code
        except UNREACHABLE as problem:
            return type(problem).__name__
        return None

    def health(self) -> LineHealth:
        """Whether the line holds, since when Slack is silent, and how long this connection has been open."""
        silent = self.silent_for()
        with self._lock:
            age = time.time() - self._seen[1]
        return LineHealth(self.alive(), round(silent, 1), round(age, 1))

    def take_no_more(self, seconds: float) -> None:
        """Leave what arrives from now on to Slack's redelivery; what has begun may still answer."""
        self._socket.auto_reconnect_enabled = False
        self._socket.closed = True
        # Its thread looks up once a second while nothing comes; an empty message wakes it, and says nothing.
        self._socket.message_queue.put("")
        self._socket.message_processor.shutdown()  # type: ignore[no-untyped-call]
        drained = threading.Thread(target=self._socket.message_workers.shutdown, daemon=True)
        drained.start()
        drained.join(seconds)

    def close(self) -> None:
        """Hang up, without waiting for the SDK's threads to notice."""
        threading.Thread(target=self._socket.close, daemon=True).start()


def send_at_once(client: SocketModeClient) -> None:
    """Let no ack wait in the kernel for the one before it (Nagle): of many at once, most waited 40 ms."""

    def at_greeting(message: str) -> None:
        # Slack greets on each new connection; the word in anything else does no harm.
        sock = client.current_session.sock if client.current_session else None
        if "hello" in message and sock is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    client.on_message_listeners.append(at_greeting)


class Watchdog:
    """Reconnects a lost or silent socket, or gives up so that a fresh process takes over."""

    def __init__(self, socket: SlackSocket, give_up: Callable[[str], None]) -> None:
        self._socket, self._give_up = socket, give_up
        self._looks = self._bad_looks = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Look every few seconds from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def look(self) -> None:
        """One look at everything: nothing when all is well."""
        self._looks += 1
        problem = self._problem()
        if problem is None:
            self._bad_looks = 0
        elif problem in OF_THE_APP:
            self._end(problem)
        else:
            self._bad(problem)
            self._socket.reopen()

    def _problem(self) -> str | None:
        if not self._socket.alive():
            return "silent"
        return self._socket.token_problem() if self._looks % TOKEN_EVERY_LOOKS == 0 else None

    def _bad(self, problem: str) -> None:
        self._bad_looks += 1
        log.warning("socket_problem", problem=problem, times=self._bad_looks)
        if self._bad_looks >= LOOKS_BEFORE_GIVING_UP:
            self._end(problem)

    def _end(self, problem: str) -> None:
        self._stopped.set()
        self._give_up(problem)

    def _watch(self) -> None:
        next_look = next_try = time.monotonic()
        while not self._stopped.wait(HANG_UP_EVERY):
            now = time.monotonic()
            if now >= next_look:
                next_look = now + LOOKS_EVERY
                self.look()
            elif now >= next_try and self._socket.hung_up():
                log.info("socket_lost")
                if not self._socket.reopen():
                    # Slack allows few openings a minute; the next look counts this against us.
                    next_try = now + LOOKS_EVERY
