"""The agency's office, as people outside it can reach it."""

from dataclasses import dataclass

# Nobody has this address, and nobody ever will: `.invalid` is set apart for that.
NOBODY = "no-reply@roundtable.invalid"


@dataclass(frozen=True, kw_only=True)
class Office:
    """`address` invites in calendar files; `phone` stands in e-mails; `mails`: whether any can be sent."""

    phone: str | None = None
    address: str = NOBODY
    mails: bool = False
