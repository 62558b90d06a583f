"""Going on from the ground rules: who is asked by a message, and who was still open; it holds nobody up."""

from bot.domain import access
from bot.domain.conference import Conference, ConferenceState
from bot.domain.how_we_talk import WentOn
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.outgoing import direct
from bot.services.meeting.how_we_talk import still_open
from bot.services.people.safe_ways import kept_from_slack

GROUND_RULES = "ground_rules"


def note_going_on(on: OnCase, before: Conference, now: Conference) -> None:
    """The stage changed: whoever leads went on from the ground rules, or came to them."""
    stages = [one.id for one in on.profile.stages_of(now.kind)]
    if before.stage == GROUND_RULES and stages.index(now.stage or "") > stages.index(GROUND_RULES):
        people = tuple(one.id for one in still_open(on, now.id))
        facts = {"at": on.work.now, "entered_by": on.work.actor, "still_open": people}
        on.keep(WentOn, conference_id=now.id, **facts)
    ask_by_message(on, now)


def ask_by_message(on: OnCase, conference: Conference) -> None:
    """From the ground rules on: whoever is noted as there and has Slack can tap what they say to it, once."""
    if not _is_asked_now(on, conference):
        return
    unsafe = kept_from_slack(on.work, on.case.id)
    for person in still_open(on, conference.id):
        if person.slack_user and person.id not in unsafe and _taps_alone(on, person):
            key = asking_key(conference.id, person.id)
            on.work.send(direct(on, person, "ask_confidential", conference.id, key))


def asking_key(conference_id: str, person_id: str) -> str:
    """The key of the message that asks somebody."""
    return f"confidential:{conference_id}:{person_id}"


def who_is_open(acting: Acting, conference_id: str) -> tuple[Person, ...]:
    """By name, for those who lead alone."""
    with acting.looking("conference.hold", conference_of(acting, conference_id).case_id) as on:
        return still_open(on, conference_id)


def open_now(on: OnCase, conference: Conference) -> tuple[str, ...]:
    """Their names, from the ground rules on until the end, for those who lead; nobody for all others."""
    asked = on.leads() and _is_asked_now(on, conference)
    return tuple(one.name for one in still_open(on, conference.id)) if asked else ()


def _taps_alone(on: OnCase, person: Person) -> bool:
    """Whoever leads has the list for everybody before them."""
    standing = access.of_role(on.profile.role(person.role))
    return standing not in access.LEADING and access.may({standing}, "confidentiality.own")


def _is_asked_now(on: OnCase, conference: Conference) -> bool:
    if conference.state is not ConferenceState.OPEN:
        return False
    stages = [one.id for one in on.profile.stages_of(conference.kind)]
    return GROUND_RULES not in stages or stages.index(conference.stage or "") >= stages.index(GROUND_RULES)
