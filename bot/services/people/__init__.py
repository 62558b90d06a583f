"""Who belongs to a case: the team, the search for others, how each is reached, who is kept apart."""
