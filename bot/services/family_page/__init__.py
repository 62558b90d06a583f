"""The private page of one person: staff open it, its person comes in with a code, and what they do there."""
