"""What a blank form asks, from the profile alone: it can lie in a bag or on a table and tells of nobody."""

from bot.domain.conference import ON_THE_WAY, Conference
from bot.domain.profile import MeetingKind
from bot.services.acting import OnCase
from bot.services.plan.plan import Json


def blank_material(on: OnCase) -> Json:
    """The stages and sections of the meeting that comes, else of the profile's shortest kind of talk."""
    kind = _kind(on)
    return {
        "kind": kind.id,
        "stages": [{"id": one.id, "minutes": one.minutes} for one in on.profile.stages_of(kind.id)],
        "sections": [one.id for one in on.profile.sections],
        "domains": [one.id for one in on.profile.needs_domains],
        "goals": [one.id for one in on.profile.permanency_goals],
    }


def snapshot_material(on: OnCase) -> Json:
    """The questions of the one-page snapshot, as the profile has them."""
    return {"prompts": [one.id for one in on.profile.snapshot]}


def _kind(on: OnCase) -> MeetingKind:
    coming = on.work.first(Conference, case_id=on.case.id, state=ON_THE_WAY)
    if coming:
        return on.profile.meeting_kind(coming.kind)
    kinds = on.profile.meeting_kinds
    return next((one for one in kinds if not one.formal), kinds[0])
