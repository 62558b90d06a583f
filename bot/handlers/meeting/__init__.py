"""The conference itself: its card, its stages, who takes part, how it opened and how it was."""
