"""Slack's face towards the bot: the Web API, response_url, uploads and downloads."""
