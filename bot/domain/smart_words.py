"""The English words and patterns that give rise to a hint on a task; smart.py applies them."""

import re
from enum import StrEnum


class HintId(StrEnum):
    """What to ask about a task; the words of the question live in messages/ under these names."""

    PROGRAM_NOT_CHANGE = "program_not_change"
    NO_MEASURE = "no_measure"
    NO_DATE = "no_date"
    OPEN_ENDED = "open_ended"
    NOT_SEEN = "not_seen"
    NO_NAME = "no_name"
    ONLY_WHAT_NOT = "only_what_not"
    TWO_STEPS = "two_steps"
    AGENCY_FIRST = "agency_first"
    DUE_BY_MEETING = "due_by_meeting"
    DUE_AFTER_NEXT = "due_after_next"
    SAME_DUE_FOR_ALL = "same_due_for_all"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


# Naming a paper after "complete" makes it a step that can be seen: "complete the form".
_PAPER = r"(?:form|application|paperwork|papers|questionnaire|list|log|sheet|survey)"
_PROGRAM = (
    r"(?:class(?:es)?|course|program(?:me)?|treatment|therapy|counsel+ing|training|group|sessions?|workshop)"
)

PATTERNS = {
    HintId.PROGRAM_NOT_CHANGE: _pattern(
        rf"""\b(?:successfully\s+)? complet(?:e|es|ed|ing)\b (?!(?:\W+\w+){{0,4}}\W+{_PAPER}\b)
        | \b(?:attend|participate\s+in|take\s+part\s+in|engage\s+in)\b (?=(?:\W+\w+){{0,4}}\W+{_PROGRAM}\b)"""
    ),
    HintId.NO_MEASURE: _pattern(
        r"\b(?:stable|stability|(?:in)?appropriate(?:ly)?|adequate(?:ly)?|suitabl[ey]|proper(?:ly)?)\b"
    ),
    HintId.NO_DATE: _pattern(
        r"""\b(?:as\s+soon\s+as\s+\w+ | asap | ongoing | regularly | (?:as|when|if)\s+needed
        | when(?:ever)?\s+(?:ready|possible|able))\b"""
    ),
    HintId.OPEN_ENDED: _pattern(
        r"""\b(?:comply | complies | compliance | co-?operat(?:e|es|ion)
        | follow\s+(?:all|any)\s+\w+ | work(?:s|ing)?\s+with)\b"""
    ),
    # "Address" is a verb here only before what it would settle: "address her issues".
    HintId.NOT_SEEN: _pattern(
        r"""\b(?:improv(?:e|es|ed|ing) | understand(?:s|ing)? | (?:be|become|is)\s+(?:more\s+)?aware
        | address(?:es|ing)?(?=\s+(?:\w+\s+){0,2}(?:issues?|concerns?|problems?|needs?)\b))\b"""
    ),
    HintId.NO_NAME: _pattern(
        r"""\b(?:mother|mom|mum|father|dad|parents?|family|caregivers?|agency|team|worker|everyone|someone|they)
        \s+(?:will|must|should|shall|needs?\s+to)\b"""
    ),
    HintId.ONLY_WHAT_NOT: _pattern(
        r"""^(?:[\w'’]+\s+(?:will|must|should|shall)\s+)?
        (?:stop|do\s+not|don['’]t|not|no\s+more|never|quit|avoid|refrain\s+from)\b"""
    ),
}
WHAT_INSTEAD = _pattern(r"\b(?:instead|and|but)\b|;")
FROM_AGENCY = _pattern(r"\b(?:referrals?|referred|approv(?:al|ed)|authori[sz]ation|voucher)\b")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that begin a step of its own after "and". Showing or telling what came of the step before
# is none: ask, bring, copy, email, give, report, send, share, show, tell are left out on purpose.
STEP_VERBS = _words("""
    apply arrange attend begin book build buy call change check choose clean collect complete contact drive
    enrol enroll file fill find finish fit fix get go hire install join keep make meet move open order pay
    pick plan register rent repair replace request schedule sell set sign start store take talk visit wash
    work write
""")
# These are nouns as well ("referral and pay approval"); what follows shows which.
NOUN_TOO = _words(
    "book call change check file fit move open order pay plan rent repair set sign start visit work"
)
AFTER_A_VERB = re.compile(
    r"(?:[A-Z]\w*|\d+|an?|the|this|that|his|her|their|my|our|for|to|with|in|on|up|out|off|two|three|four|every)\b"
)
SAME_THING = _words("it them there")
LITTLE = _words("""
    about also back both each finish for from have her him his into its out she that the their them then they
    this two when will with your
""")
