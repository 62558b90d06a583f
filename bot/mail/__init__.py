"""Mail out: e-mails to a mail server, one at a time."""
