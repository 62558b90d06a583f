"""Prints the JSON Schema of a profile file, for editors that check as one types."""

import json

from bot.profiles.shape import file_schema

if __name__ == "__main__":
    print(json.dumps(file_schema(), indent=1))
