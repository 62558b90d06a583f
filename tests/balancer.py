"""A balancer on loopback: each connection goes to the next process that takes one."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import count

PIECE = 64 * 1024
CONNECTS_WITHIN = 1.0


class Balancer:
    """Slack's requests come with a connection each: who clicks twice meets two processes."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._turns = count()
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self.answered: Counter[int] = Counter()
        self.last = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def serve(self) -> None:
        """Until it is closed."""
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def close(self) -> None:
        """Take no more."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _carry(self, client: socket.socket) -> None:
        with closing(client), ExitStack() as ending:
            process = self._next()
            if process is None:
                return
            ending.enter_context(closing(process))
            back = threading.Thread(target=_pass_on, args=(process, client), daemon=True)
            back.start()
            _pass_on(client, process)
            back.join()

    def _next(self) -> socket.socket | None:
        """Whoever's turn it is; one that was killed is passed over. None: there is nobody."""
        for _ in self._ports:
            port = self._ports[next(self._turns) % len(self._ports)]
            with suppress(OSError):
                process = socket.create_connection(("127.0.0.1", port), CONNECTS_WITHIN)
                process.settimeout(None)
                with self._lock:
                    self.answered[port] += 1
                    self.last = port
                return process
        return None


@contextmanager
def balanced(ports: Sequence[int]) -> Iterator[Balancer]:
    """A balancer before these ports, for as long as the block lasts."""
    balancer = Balancer(ports)
    thread = threading.Thread(target=balancer.serve, name="balancer", daemon=True)
    thread.start()
    try:
        yield balancer
    finally:
        balancer.close()
        thread.join()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """All that comes from one side, until it ends; a side that was killed ends both."""
    with suppress(OSError):
        while piece := source.recv(PIECE):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
