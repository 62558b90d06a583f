"""What the bot answers over HTTP: Slack's requests, private pages for families, /health and /metrics."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Flask, Request, Response, jsonify, request

from bot.web.metrics import exposition

MOST_BYTES = 5 * 1024 * 1024
"""Slack's largest payloads are far smaller; more is somebody else's."""

Health = Callable[[], Mapping[str, object]]
Answer = Callable[[Request], Response]


def make_site(health: Health, slack: Answer | None = None, family: Blueprint | None = None) -> Flask:
    """The routes; `slack` answers Slack's signed requests and is absent with Socket Mode.

    `family` are the private pages, where an agency has them.
    """
    site = Flask(__name__, static_folder=None)
    site.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    def show_health() -> tuple[Response, int]:
        state = dict(health())
        well = state.get("ok", True) is True
        return jsonify({**state, "ok": well}), 200 if well else 503

    def show_metrics() -> Response:
        text, content_type = exposition(health())
        return Response(text, content_type=content_type)

    site.add_url_rule("/health", view_func=show_health)
    site.add_url_rule("/metrics", view_func=show_metrics)
    if slack is not None:
        site.add_url_rule("/slack/events", "slack", lambda: slack(request), methods=["POST"])
    if family is not None:
        site.register_blueprint(family)
    return site
