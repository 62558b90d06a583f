"""Topics from everyone, the agenda that comes of them, and who has seen it."""
