"""Serves /health and /metrics beside Socket Mode, which needs no web server itself."""

import threading
from collections.abc import Callable

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    """A health check every few seconds is nothing to log."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def serve_beside(site: Flask, host: str, port: int) -> Callable[[], None]:
    """Serve from a thread of its own; the function that comes back ends it."""
    server = make_server(host, port, site, threaded=True, request_handler=_Quiet)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()

    def close() -> None:
        server.shutdown()
        server.server_close()

    return close
