"""A number or address shown so that its owner knows it, and whoever looks over their shoulder does not."""

DOTS = "•••"


def masked(kind: str, value: str) -> str:
    """The end of a phone number, the first sign of an e-mail address, the first word of anything else."""
    text = value.strip()
    if kind == "phone":
        return f"{DOTS} {text[-2:]}"
    name, at, place = text.partition("@")
    if kind == "email" and at:
        return f"{name[:1]}{DOTS}@{place[:1]}{DOTS}"
    return f"{text.split(' ')[0][:3]}{DOTS}" if text else DOTS
