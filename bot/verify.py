"""`roundtable verify`: whether a file is as Roundtable made it."""

from dataclasses import dataclass

from bot.documents.seal import verify
from bot.documents.words import words


@dataclass(frozen=True)
class Verdict:
    """What to say, and whether it is good news."""

    good: bool
    line: str


def verify_file(body: bytes, kind: str, public_key: str | None) -> Verdict:
    """A plan.json by its own seal and signature."""
    found = verify(body, public_key)
    if not found.good:
        return Verdict(False, " ".join(found.reasons(words())))
    whose = "the key you gave" if public_key else f"the key {found.public_key}; compare it with the agency's"
    return Verdict(
        True, f"Version {found.version} of the plan, unchanged since it was sealed. Signed with {whose}."
    )
