"""Chance that can be repeated: for ids and faults, never for secrets."""

import random


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # nosec B311 - drawing lots, nothing is kept secret by them
