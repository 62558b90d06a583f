"""Messages about keeping things private: each person is asked alone; who facilitates hears of a no."""

from bot.domain.conference import Conference, ConferenceState
from bot.domain.how_we_talk import Acceptance
from bot.domain.sending import Drop, Ready
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.calling.sittings import must_be_theirs


def ask_confidential(reader: Reader) -> Ready:
    """What is said here stays with those who need to know: three ways to answer, none of which stands out."""
    conference = must_be_theirs(reader.on, reader.on.work.get(Conference, reader.outgoing.subject_id))
    if conference.state is not ConferenceState.OPEN or reader.on.me is None:
        return Drop("conference_over")
    mine = {"conference_id": conference.id, "person_id": reader.on.me.id}
    if reader.on.work.first(Acceptance, **mine):
        return Drop("answered")
    return reader.says("ask_confidential", presses=accept_presses(conference.id))


def accept_presses(conference_id: str) -> list[Press]:
    """Yes; in words of one's own; rather not."""
    return [
        Press("accepted", "do:accept", f"{conference_id}:accepted"),
        Press("with_words", "open:own_acceptance", f"{conference_id}?answer=with_words"),
        Press("rather_not", "do:accept", f"{conference_id}:rather_not"),
    ]


def rather_not(reader: Reader) -> Ready:
    """To who facilitates: somebody would rather not; who, and what can be done, is behind the button."""
    about = {"conference_id": reader.outgoing.subject_id, "answer": "rather_not"}
    if reader.on.work.first(Acceptance, **about) is None:
        return Drop("changed")
    who = Press("who_said_what", "do:acceptances", reader.outgoing.subject_id, "primary")
    return reader.says("rather_not", presses=[who])
