"""What will be talked about: topics from everyone, the family's first look, who has seen it."""
