"""How hard a message is to read, and the words that we do not use."""

import re
import warnings

with warnings.catch_warnings():
    # textstat 0.7.4, the last that needs no download, asks setuptools for its word lists.
    warnings.simplefilter("ignore", UserWarning)
    import textstat

# Words that label, blame or talk down, and what to say instead where it is not plain.
BANNED = {
    r"clients?": "the person's name or part in the case",
    r"non-?complian\w*": "what was not done, and what would help",
    r"compl(y|ied|ies|iance|iant)": "do, did, agree",
    r"fail(ed|s|ure)? to": "did not, could not",
    r"failed|failure|failing": "did not work",
    r"invalid|illegal|error|exception": "what is wrong, in plain words",
    r"refus(ed|es|al)": "said no, chose not to",
    r"uncooperative|resistant|dysfunctional|unfit|neglectful": "what was seen",
    r"(mom|dad|mum|mother|father|parents?|you) must(n't| not)?": "what the plan or the law asks, or please",
    r"bio(logical)? (mom|dad|mother|father|parents?)": "mother, father",
    r"natural parents?": "parents",
    r"abusers?|perpetrators?|victims?|offenders?": "the person's name or part",
    r"allegedly|so-called": "who said it",
    r"case ?load|placements? disruption": "the people, the move",
}
_banned = re.compile(rf"\b(?:{'|'.join(BANNED)})\b", re.IGNORECASE)

# Grade formulas swing widely on few words, so a short text is given room and a very short one is not
# measured at all; `hard_words` looks at those.
SHORTEST, SHORT = 8, 30
GRADE_OF_SHORT, GRADE = 9.0, 6.9
# The field's own words, which a plainer one would make unclear; people hear them at every meeting.
KNOWN_WORDS = (
    r"\b(facilitators?|acknowledge(ment|d)?|conferences?|permanency|interpreters?"
    r"|objectives?|endorse(d|ment|r)?)\b"
)


def banned_words(text: str) -> list[str]:
    """The words of a text that we do not use."""
    return [found[0] for found in _banned.finditer(text)]


def too_hard(text: str) -> str:
    """Why a text is too hard to read, or nothing."""
    plain = _sentences(text)
    words = textstat.lexicon_count(plain)
    if words < SHORTEST:
        return ""
    grade = float(textstat.flesch_kincaid_grade(re.sub(KNOWN_WORDS, "meeting", plain, flags=re.IGNORECASE)))
    most = GRADE if words >= SHORT else GRADE_OF_SHORT
    return f"grade {grade:.1f} of {words} words, at most {most}" if grade > most else ""


def _sentences(text: str) -> str:
    """Without markup, buttons and numbers; each line ends as a sentence does."""
    text = re.sub(r"<[^>]*>|\[[^\]]*\]|[*_`]|:[a-z_]+:", " ", text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(
        line if line[-1] in ".?!" else f"{line}." for line in lines if re.search(r"[a-zA-Z]", line)
    )
