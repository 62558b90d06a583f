"""When something is said: in which conference, now or earlier; and whose each wording of it is."""

from collections.abc import Mapping
from typing import Any

from bot.domain.between import TeamContact, Update
from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference, ConferenceState
from bot.domain.kept import Entry, Said
from bot.domain.plan import Voice
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import conferences_for
from bot.services.plan.versions import newest_version

# What happens between meetings belongs to none.
BETWEEN = (Update, TeamContact)


def current_conference(on: OnCase) -> Conference | None:
    """The conference that an entry made now belongs to: the one that runs, else the last that was held.

    Between them one that was adjourned: it is not over.
    """
    known = conferences_for(on)
    running = [one for one in known if one.state is ConferenceState.OPEN]
    adjourned = [one for one in known if one.adjourned]
    held = [one for one in known if one.state is ConferenceState.ENDED]
    # What was keyed in from paper is over since its own day, whenever that was typed.
    held.sort(key=lambda one: one.held_until or one.ends_at)
    found = running or adjourned or held
    return found[-1] if found else None


def heard_before(on: OnCase) -> Conference | None:
    """The conference that a child's voice belongs to; none for what a child says before the next one.

    The last one that was held takes it only until its plan is sealed, or while no other is planned.
    """
    conference = current_conference(on)
    if conference is None or conference.state is ConferenceState.OPEN:
        return conference
    coming = on.work.first(Conference, case_id=on.case.id, state=ConferenceState.PLANNED)
    sealed = on.work.first(PlanVersion, conference_id=conference.id)
    return None if coming and sealed else conference


def conference_of(on: OnCase, made: type[Entry]) -> Conference | None:
    """The conference to which an entry of that kind belongs, made now."""
    if made in BETWEEN:
        return None
    return heard_before(on) if made is Voice else current_conference(on)


def is_live(on: OnCase) -> bool:
    """Whether a conference runs that began today: then what is entered is said now."""
    conference = current_conference(on)
    if conference is None or conference.state is not ConferenceState.OPEN:
        return False
    return conference.held_on == on.today


def is_sealed(on: OnCase) -> bool:
    """Whether the plan to which an entry would belong was sealed: then it is for the next version."""
    conference = current_conference(on)
    if conference is None or conference.state is not ConferenceState.ENDED or conference.ended_at is None:
        return False
    sealed = newest_version(on.work, on.case.id)
    return sealed is not None and sealed.sealed_at >= conference.ended_at


def asked_of(on: OnCase) -> dict[str, object]:
    """What decides which questions an entry's form asks of this person, now."""
    return {"leads": on.leads(), "later": not is_live(on)}


def how_many(acting: Acting, entry: Entry) -> int:
    """How many of its kind whoever acts entered in the same conference; those taken out do not count."""
    with acting.looking("case.look", entry.case_id) as on:
        return on.work.count(
            type(entry),
            case_id=entry.case_id,
            conference_id=entry.conference_id,
            entered_by=acting.user,
            withdrawn_at=None,
        )


def worded(
    on: OnCase, kind: type[Entry], values: Mapping[str, Any], older: Entry | None = None
) -> Mapping[str, Any]:
    """A plainer wording is of whoever wrote it; words that their speaker told us were told by nobody else."""
    if not issubclass(kind, Said):
        return values
    told: dict[str, Any] = dict(values)
    if "beside" in told and told["beside"] != getattr(older, "beside", None):
        told["beside_by"] = on.me.id if on.me and told["beside"] else None
    if told.get("told_by") and told["told_by"] == told.get("said_by"):
        told["told_by"] = None
    return told
