"""What a form offers to choose from: people, entries, meetings and what the rules name."""
