"""What stands between Slack and the services: forms, errors, private views."""
