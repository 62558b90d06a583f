"""Plays a conference file through the practice workspace, as its people would."""
