"""`roundtable verify`: whether a file, or the record itself, is as Roundtable made it."""

import json
from dataclasses import dataclass
from hashlib import sha256

from bot.database import inspection, papers_with
from bot.documents.seal import verify
from bot.documents.words import words


@dataclass(frozen=True)
class Verdict:
    """What to say, and whether it is good news."""

    good: bool
    line: str


def verify_file(body: bytes, kind: str, public_key: str | None) -> Verdict:
    """A plan.json by its own seal and signature; any other file by its hash in the database."""
    by_seal = kind == ".json" and not _is_record(body)
    return _sealed(body, public_key) if by_seal else _made_here(body)


FOUND = {
    "line": "line {where} of its audit chain is not as it was written, or is missing",
    "changed": "{where} is not what its audit chain says",
    "gone": "{where} is gone, though its audit chain tells of it",
    "unknown": "{where} is there, though its audit chain does not tell of it",
    "unreadable": "something in {where} cannot be decrypted: it was changed or moved",
}


def verify_record() -> Verdict:
    """The whole record by its audit chains. Raises one of PROBLEMS."""
    seen = inspection()
    if not seen.findings:
        counted = (
            f"{seen.chains} audit chains with {seen.lines} lines, and {seen.things} things in the record"
        )
        return Verdict(True, f"{counted}: all as they were written.")
    told = [
        f"{one.chain.workspace_id} {one.chain.owner}: {FOUND[one.what].format(where=one.where)}."
        for one in seen.findings
    ]
    return Verdict(False, "\n".join(told))


def _is_record(body: bytes) -> bool:
    """Whether this is a record.json, which carries no signature of its own."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and str(found.get("schema", "")).startswith("roundtable-record/")


def _sealed(body: bytes, public_key: str | None) -> Verdict:
    found = verify(body, public_key)
    if not found.good:
        return Verdict(False, " ".join(found.reasons(words())))
    whose = "the key you gave" if public_key else f"the key {found.public_key}; compare it with the agency's"
    told = f"Version {found.version} of the plan, unchanged since it was sealed. Signed with {whose}."
    return Verdict(True, told)


def _made_here(body: bytes) -> Verdict:
    known = papers_with(sha256(body).hexdigest())
    if not known:
        return Verdict(False, "This database does not know the file: it was changed, or made elsewhere.")
    paper = known[0]
    return Verdict(True, f"Made here on {paper.made_at:%Y-%m-%d} as {paper.paper!r}, and unchanged since.")
