"""What is true in the practice of case planning conferences; standard library only."""
