"""Both faces of a practice workspace on one loopback port."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from flask import Flask, Response, send_from_directory
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from bot.practice.api.routes import slack_face
from bot.practice.api.schedule import post_due
from bot.practice.people.routes import people_face, refuse_strangers
from bot.practice.workspace import Workspace

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
TICK_SECONDS = 0.5


class _Quiet(WSGIRequestHandler):
    """Requests are not logged: the log belongs to the bot."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        return


class Running:
    """A workspace that is being served; stop it, or use it in a with block."""

    def __init__(self, workspace: Workspace, server: BaseWSGIServer) -> None:
        self.workspace = workspace
        self.url = f"http://{HOST}:{server.server_port}"
        self._server = server
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.05,), name="practice-server", daemon=True),
            threading.Thread(target=self._tick, name="practice-tick", daemon=True),
        ]
        workspace.start(self.url)
        for thread in self._threads:
            thread.start()

    def _tick(self) -> None:
        while not self._stopped.wait(TICK_SECONDS):
            post_due(self.workspace)

    def environment(self) -> dict[str, str]:
        """What the bot under practice is started with."""
        workspace = self.workspace
        variables = {
            "SLACK_API_URL": f"{self.url}/api/",
            "SLACK_BOT_TOKEN": workspace.tokens.bot,
            "SLACK_SIGNING_SECRET": workspace.tokens.signing_secret,
        }
        if workspace.manifest.socket_mode:
            variables["SLACK_APP_TOKEN"] = workspace.tokens.app
        if workspace.clock_file is not None:
            variables["ROUNDTABLE_CLOCK_FILE"] = str(workspace.clock_file)
        return variables

    def stop(self) -> None:
        if self._stopped.is_set():
            return
        self._stopped.set()
        self.workspace.stop()
        self._server.shutdown()
        for thread in self._threads:
            thread.join()
        self._server.server_close()

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def application(workspace: Workspace) -> Flask:
    """The Flask application that serves one workspace."""
    app = Flask("practice", static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(slack_face(workspace))
    app.register_blueprint(people_face(workspace))

    @app.get("/")
    @app.get("/page/<path:name>")
    def page(name: str = "index.html") -> Response:
        return refuse_strangers() or send_from_directory(PAGE, name)

    return app


def serve(workspace: Workspace, port: int = 0) -> Running:
    """Serve a workspace on loopback until it is stopped."""
    server = make_server(HOST, port, application(workspace), threaded=True, request_handler=_Quiet)
    return Running(workspace, server)
