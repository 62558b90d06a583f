"""Measures speed, as ratios against a bare Bolt app and as plain limits; `make bench` runs it."""
