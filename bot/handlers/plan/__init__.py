"""What is still open, reading back, the seal, what follows it, and the papers."""
