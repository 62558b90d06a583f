"""From what was said to a plan: gaps, the seal, what follows it, and the papers."""
