"""What the practice profile asks of a case: what was confirmed, what supervision set, which plans are due."""
