"""The practice Slack, as the services' tests have it."""

from tests.services.conftest import slack, slack_time

__all__ = ["slack", "slack_time"]
