"""What one person may see: the record as far as it is theirs, their hub, what waits, the next step."""
