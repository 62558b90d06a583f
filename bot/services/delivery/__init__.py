"""What leaves for people and what comes from Slack: the outbox, the inbox, e-mail, reminders."""
