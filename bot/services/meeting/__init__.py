"""The conference itself: from its start over its stages, cards and signals to its end, or to another day."""
