"""Who must hear that a version of the plan does not count any more."""

from collections.abc import Collection

from bot.domain.record import CaseRecord


def must_hear(record: CaseRecord, version_id: str, asked: Collection[str]) -> frozenset[str]:
    """The ids of those who were asked about it, silent or not, who answered, or who hold a copy.

    Whoever answered a newer one knows by now. That somebody was not asked is no answer.
    """
    number = next(one.number for one in record.versions if one.id == version_id)
    newer = {one.id for one in record.versions if one.number > number}
    said = {(one.version_id, one.person_id) for one in record.acknowledgements if one.was_asked}
    said |= {(one.version_id, one.person_id) for one in record.views if one.was_asked}
    held = {(one.version_id, one.person_id) for one in record.copies if one.sent_on or one.got_on}
    know = {person for version, person in said if version in newer}
    return frozenset({person for version, person in said | held if version == version_id} | {*asked}) - know
