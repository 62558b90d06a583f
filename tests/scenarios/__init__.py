"""Whole conversations over Slack's protocol, with the bot as its own process."""
