"""A file that was made, with its fingerprint: whoever made it keeps the hash, so that it can be verified."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class MadeFile:
    """The bytes of a file and their SHA-256. `missing_signs` were shown as a replacement."""

    body: bytes
    sha256: str
    missing_signs: tuple[str, ...] = ()


def made(body: bytes, missing_signs: tuple[str, ...] = ()) -> MadeFile:
    """The file with its hash."""
    return MadeFile(body, sha256(body).hexdigest(), missing_signs)
