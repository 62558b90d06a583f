"""Slack -> bot: over sockets or signed posts, with Slack's deadlines and retries."""
