"""Words that papers print beside the plan: of providers, of people who answered, of the meeting."""

from collections.abc import Iterator

from bot.domain.record import CaseRecord, standing

Texts = list[tuple[str, str]]


def printed_beside(record: CaseRecord) -> Texts:
    """Each text under the name of its part, in an order that stays the same; `record` is the whole of it."""
    return [(part, text) for part, text in _every(record) if text]


def _every(record: CaseRecord) -> Iterator[tuple[str, str | None]]:
    yield from (("provider_input", one.text) for one in standing(record.provider_inputs))
    for answers in (record.acknowledgements, record.views, record.replies, record.endorsements):
        yield from (("answers", one.words) for one in answers)
    yield from (("answers", one.words) for one in standing(record.goal_views))
    yield from (("answers", one.words) for one in standing(record.offers))
    yield from (("answers", one.words) for one in record.acceptances)
    met = {one.id for one in record.conferences if one.held_from}
    for came in record.attendances:
        yield from (("meeting", text) for text in (came.reason, came.input))
    yield from (("meeting", one.words) for one in record.set_aside)
    topics = (one for one in record.topics if one.conference_id in met and (one.stands or one.parked))
    yield from (("meeting", one.words) for one in topics)
    yield from (("meeting", one.text) for one in standing(record.ground_rules))
    yield from (("meeting", one.text) for one in standing(record.outcomes))
