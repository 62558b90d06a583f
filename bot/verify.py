"""`roundtable verify`: whether a file, a fingerprint or the record itself is as Roundtable made it."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.database import anchor_file, papers_with, plans_with, the_record
from bot.documents.seal import verify
from bot.documents.words import words
from bot.domain.fingerprint import Mistyped, typed
from bot.settings import WrongSetting
from bot.storage import Storage
from bot.storage.inspection import Inspection
from bot.storage.made_papers import KnownPlan


@dataclass(frozen=True)
class Verdict:
    """What to say, and whether it is good news."""

    good: bool
    line: str


FOUND = {
    "line": "line {where} of its audit chain is not as it was written, or is missing",
    "changed": "{where} is not what its audit chain says",
    "gone": "{where} is gone, though its audit chain tells of it",
    "unknown": "{where} is there, though its audit chain does not tell of it",
    "unreadable": "something in {where} cannot be decrypted: it was changed or moved",
    "cut": "its audit chain is not the one that was anchored: {where}",
    "anchor": "line {where} of the file of anchors is not as it was written",
}
MISTYPED = "This is no fingerprint of a plan: look once more at each sign. It is {form}."
FORM = "four times four signs and one more, such as 24AF-7C4E-C082-98D6-B"
MISSING = (
    "The anchors cannot be read from {file}. If they were never written, `roundtable db anchor` begins them; "
    "if they were, somebody took them away."
)
NO_ANCHORS = "No anchors were there to compare with, so an end that was cut off would not show."


def verify_file(
    body: bytes, kind: str, public_key: str | None = None, fingerprint: str | None = None
) -> Verdict:
    """A plan.json by its own seal and signature; any other file by its hash in the database."""
    by_seal = kind == ".json" and not _is_record(body)
    return _sealed(body, public_key, fingerprint) if by_seal else _made_here(body)


def verify_fingerprint(text: str) -> Verdict:
    """The fingerprint at the foot of a paper, typed in. Raises one of PROBLEMS."""
    try:
        known = plans_with(typed(text))
    except Mistyped:
        return Verdict(False, MISTYPED.format(form=FORM))
    if not known:
        return Verdict(False, "This database knows no plan with that fingerprint.")
    return Verdict(True, "\n".join(map(_named, known)))


def _named(plan: KnownPlan) -> str:
    gone = " It was withdrawn and does not count any more." if plan.withdrawn else ""
    later = f" Version {plan.newest} came later." if plan.newest > plan.number else ""
    return f"Version {plan.number} of a plan that was sealed here on {plan.sealed_at:%Y-%m-%d}.{gone}{later}"


def verify_record(case: str | None = None, anchored: bytes | None = None) -> Verdict:
    """The record, or one case, by its audit chains and their anchors. Raises one of PROBLEMS."""
    usual = anchor_file() if anchored is None else None
    with the_record() as record:
        if usual is not None:
            anchored = _lines_of(usual)
            if anchored is None:
                return Verdict(False, MISSING.format(file=usual))
        seen = record.inspect(anchored or b"", _owners(record, case))
    if case is not None and not seen.chains:
        return Verdict(False, "This database knows no such case.")
    return _of_record(seen, "" if anchored else f" {NO_ANCHORS}")


def anchor(file: Path | None) -> str:
    """Write down where the audit chains end now; what was done. Raises one of PROBLEMS."""
    path = file or anchor_file()
    if path is None:
        raise WrongSetting("ROUNDTABLE_ANCHORS", "is missing, and no file was named")
    with the_record(path) as record:
        try:
            grown = record.anchor()
        except OSError as problem:
            raise WrongSetting("ROUNDTABLE_ANCHORS", f"cannot be written ({problem.strerror})") from None
    return f"Audit chains that grew: {grown}. Their ends are in {path}."


def _of_record(seen: Inspection, but: str) -> Verdict:
    if not seen.findings:
        chains = "1 audit chain" if seen.chains == 1 else f"{seen.chains} audit chains"
        counted = f"{chains} with {seen.lines} lines, and {seen.things} things in the record"
        return Verdict(True, f"{counted}: all as they were written.{but}")
    told = [
        f"{' '.join(filter(None, one.chain))}: {FOUND[one.what].format(where=one.where)}."
        for one in seen.findings
    ]
    return Verdict(False, "\n".join(told))


def _lines_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _owners(record: Storage, case: str | None) -> tuple[str, ...] | None:
    return None if case is None else (case, *record.cases_called(case))


def _is_record(body: bytes) -> bool:
    """Whether this is a record.json, which carries no signature of its own."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and str(found.get("schema", "")).startswith("roundtable-record/")


def _sealed(body: bytes, public_key: str | None, fingerprint: str | None) -> Verdict:
    found = verify(body, public_key)
    if not found.good:
        return Verdict(False, " ".join(found.reasons(words())))
    try:
        if fingerprint and not str(found.content_sha256).startswith(typed(fingerprint)):
            return Verdict(False, "This plan has another fingerprint than the one you typed.")
    except Mistyped:
        return Verdict(False, MISTYPED.format(form=FORM))
    whose = "the key you gave" if public_key else f"the key {found.public_key}; compare it with the agency's"
    told = f"Version {found.version} of the plan, unchanged since it was sealed. Signed with {whose}."
    return Verdict(True, told)


def _made_here(body: bytes) -> Verdict:
    known = papers_with(sha256(body).hexdigest())
    if not known:
        return Verdict(False, "This database does not know the file: it was changed, or made elsewhere.")
    paper = known[0]
    return Verdict(True, f"Made here on {paper.made_at:%Y-%m-%d} as {paper.paper!r}, and unchanged since.")
