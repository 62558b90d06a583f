"""What the bot answers over HTTP: Slack's requests when there is no Socket Mode, health and metrics."""
