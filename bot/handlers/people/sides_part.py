"""The line that counts a team's own people and its professionals, with its hint."""

from bot.render import Part, Press
from bot.services.people.sides import TeamSides


def sides_part(found: TeamSides, case_id: str, conference_id: str = "") -> Part:
    """One row; where more are there for their work, with the ways to ask who belongs and to leave it so."""
    about = f"{case_id}:{conference_id}" if conference_id else case_id
    ways = [Press("who_else", "open:mention", case_id), Press("sides_ok", "do:sides_ok", about)]
    row = {
        "natural": found.sides.natural,
        "professional": found.sides.professional,
        "hint": found.worth_a_word,
        "presses": ways if found.worth_a_word else [],
    }
    return Part("sides", [row])
