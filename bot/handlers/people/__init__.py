"""The people of a case, who belongs to them, the channel, the search for family."""
