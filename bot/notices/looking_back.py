"""After a meeting: each person of the family may say how it was for them."""

from bot.domain.conference import Conference, ConferenceState
from bot.domain.looking_back import MARKS, RATHER_NOT, Feeling
from bot.domain.sending import Drop, Ready
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.calling.sittings import must_be_theirs


def how_was_it(reader: Reader) -> Ready:
    """How was it for you? A mark, words, or nothing."""
    conference = must_be_theirs(reader.on, reader.on.work.get(Conference, reader.outgoing.subject_id))
    if conference.state is not ConferenceState.ENDED or reader.on.me is None:
        return Drop("conference_not_over")
    mine = {"conference_id": conference.id, "person_id": reader.on.me.id}
    if reader.on.work.first(Feeling, **mine):
        return Drop("answered")
    return reader.says("how_was_it", presses=feeling_presses(conference.id))


def feeling_presses(conference_id: str) -> list[Press]:
    """Five marks, one's own words, or rather not; none stands out."""
    marks = [Press(f"mark_{one}", "do:feeling", f"{conference_id}:{one}") for one in MARKS]
    own = Press("own_words", "open:own_feeling", conference_id)
    return [*marks, own, Press("not_say", "do:feeling", f"{conference_id}:{RATHER_NOT}")]
