"""A conference from its planning to its end: who is asked, told, comes; its calendar files and its card."""
