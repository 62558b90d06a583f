"""A conference is planned: its day, who was told, what they answered, their calendars."""
