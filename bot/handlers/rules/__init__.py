"""Due dates and why, what an agency confirms, which plans are due."""
