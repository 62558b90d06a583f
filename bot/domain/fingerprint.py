"""The fingerprint of a sealed plan as it stands on paper: short, in fours, with a sign that shows a slip."""

SHOWN = 16
_DIGITS = "0123456789ABCDEF"
_SIZE = len(_DIGITS)
# What people read for a digit, where the fingerprint cannot mean it.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6"})
_BETWEEN = str.maketrans(dict.fromkeys(" \t\n\r.,:-‐‑–—\xa0"))


class Mistyped(ValueError):
    """What was typed is no fingerprint: too long, too short, or its last sign does not fit the others."""


def printed(sha256: str) -> str:
    """The first signs of a SHA-256 with their check sign, to be read out and typed in."""
    short = sha256[:SHOWN].upper()
    fours = [short[start : start + 4] for start in range(0, SHOWN, 4)]
    return "-".join([*fours, _check(short)])


def typed(text: str) -> str:
    """The beginning of the SHA-256 that somebody typed from a paper. Raises Mistyped."""
    signs = text.upper().translate(_BETWEEN).translate(_MISREAD)
    short, check = signs[:SHOWN], signs[SHOWN:]
    if len(signs) != SHOWN + 1 or not set(signs) <= set(_DIGITS) or _check(short) != check:
        raise Mistyped(text)
    return short.lower()


def _check(signs: str) -> str:
    """ISO 7064 MOD 17,16: no single wrong sign keeps it right, and hardly any two that changed places."""
    product = _SIZE
    for sign in signs:
        total = (product + _DIGITS.index(sign)) % _SIZE or _SIZE
        product = 2 * total % (_SIZE + 1)
    return _DIGITS[(1 - product) % _SIZE]
