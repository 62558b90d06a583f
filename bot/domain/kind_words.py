"""English words in an entry that label or blame, or that only the office understands.

Whoever writes is asked, once; nothing is changed. What a family said stays as they said it.
"""

import re

_BLAME = (
    r"non-?complian\w*",
    r"uncooperative|resistant|hostile|manipulative|combative",
    r"refus(?:es|ed|ing|al)",
    r"(?:has |have )?fail(?:s|ed|ure)?(?: to)?",
    r"neglectful|unfit|dysfunctional|abusive",
    r"(?:drug )?addicts?|junkies?|alcoholics?|abusers?|perpetrators?|perps?",
    r"in denial|lack of insight|unmotivated|lazy|bad (?:mother|father|mom|dad|parents?|kid|child)",
    r"alleg(?:es|ed|edly)|claims? that",
    r"broken home|troubled (?:child|teen|youth|kid)|runaways?",
)
_JARGON = (
    r"clients?|consumers?",
    r"bio(?:logical)?[ -](?:mom|dad|mother|father|parents?)",
    r"case ?load|service array|wrap-?around|multi-?disciplinary",
    r"(?:UA|TPR|CPS|GAL|CASA|APPLA|SUD|IEP|MDT|TDM|FTM|CFT|OOHC|MH|DV)s?",
    r"collaterals?|dispositions?|adjudicat\w+|mandated|utili[sz]e[sd]?|facilitate[sd]?",
    r"psycho-?social|modalit(?:y|ies)|sobriety maintenance|placement disruption",
    r"compl(?:y|ies|ied|iance|iant)(?: with)?",
    r"as evidenced by|in regards? to|pursuant to",
)


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


BLAME = _any_of(_BLAME)
# Short forms are told from words by being written large.
JARGON = re.compile(
    "|".join(rf"\b(?:{pattern})\b" if "TPR" in pattern else rf"(?i:\b(?:{pattern})\b)" for pattern in _JARGON)
)

# How offices call a child that has a name.
NAMELESS = _any_of(
    (
        r"(?:the |this )?(?:subject|target|identified) child",
        r"(?:the|this) (?:child|minor|youth|juvenile)",
    )
)


def blaming(text: str) -> tuple[str, ...]:
    """The words of a text that label or blame somebody, as they stand there."""
    return _found(BLAME, text)


def jargon(text: str) -> tuple[str, ...]:
    """The words of a text that only the office understands, as they stand there."""
    return _found(JARGON, text)


def not_by_name(text: str) -> tuple[str, ...]:
    """The words of a text that stand where a child's name could, as they stand there."""
    return _found(NAMELESS, text)


def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group(0) for match in pattern.finditer(text)))
