"""Reminders in Slack: calls to make, what is put off, what goes out next."""
