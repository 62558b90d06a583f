"""The fault run: thousands of reminders while everything goes wrong, and a model that reckons them anew."""
