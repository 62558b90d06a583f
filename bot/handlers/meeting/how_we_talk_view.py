"""Who said what to keeping things private, for those who lead; and how the talk opened, for each reader."""

from typing import Any

from slack_bolt import Respond

from bot.domain.conference import Conference, ConferenceState
from bot.domain.how_we_talk import Acceptance, fingerprint
from bot.domain.record import CaseRecord
from bot.handlers.desk import Desk, View
from bot.notices.how_we_talk import accept_presses
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.meeting import going_on, how_we_talk
from bot.services.meeting.how_we_talk import Asked

# Each person can take three of Slack's hundred blocks.
PAGE = 24
Row = dict[str, Any]


def acceptances_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Everybody by name, page by page, and what can be done for whoever would rather not."""
    conference_id, _, page = asked.partition(":")
    everyone = how_we_talk.everyone(acting, conference_id)
    zone = conference_of(acting, conference_id).zone
    rows = [{**_row(desk, one, language), "zone": zone} for one in everyone]
    people = Part(
        "people", rows, page=int(page or 1), size=PAGE, turn="do:acceptances", turn_value=conference_id
    )
    return desk.words.view(
        "views/acceptances",
        language,
        parts=[people],
        presses=[
            Press("list", "open:confidential", conference_id, "primary"),
            Press("one_person", "open:acceptance", conference_id),
        ],
        rather_not=[one.person.name for one in everyone if _said(one) == "rather_not"],
    )


def how_named(desk: Desk, found: Acceptance, language: str) -> str:
    """What somebody said to it, and how, as people call it."""
    said = desk.words.name("acceptances", found.answer, language)
    how = desk.words.name("how_accepted", found.how, language) if found.how else ""
    return f"{said} ({how})" if how else said


def open_names(acting: Acting, conference_id: str) -> list[str]:
    """Who is there and has nothing recorded, by name, for those who lead."""
    return [one.name for one in going_on.who_is_open(acting, conference_id)]


def _anybody_noted(acting: Acting, conference_id: str) -> bool:
    """Whether somebody is noted as here: before that nobody being left to ask says nothing."""
    return any(one.here for one in how_we_talk.everyone(acting, conference_id))


def tell_who_is_open(desk: Desk, acting: Acting, conference_id: str, respond: Respond, language: str) -> None:
    """Before the first topic, to who leads alone: of whom nothing is recorded. The meeting goes on."""
    names = open_names(acting, conference_id)
    noted = _anybody_noted(acting, conference_id)
    if names or not noted:
        who = Press("list", "open:confidential", conference_id, "primary")
        if not noted:
            who = Press("roll_call", "open:roll_call", conference_id, "primary")
        said = desk.words.message("captured/went_on", language, names=names, presses=[who])
        desk.say(respond, said.text, said.blocks)


def opening_part(desk: Desk, acting: Acting, record: CaseRecord, leads: bool, language: str) -> list[Part]:
    """How the conference that runs, or was held last, opened, as far as it is this reader's."""
    conference = _now(record)
    if conference is None:
        return []
    said = next((one for one in record.rules_said if one.conference_id == conference.id), None)
    rules = {"what": "rules", "at": said.at if said else None, "zone": conference.zone}
    if leads:
        row, presses = _for_who_leads(acting, conference)
    else:
        row, presses = _for_one(desk, acting, record, conference, language)
    return [Part("opening", [rules, row], presses=presses)]


def _for_who_leads(acting: Acting, conference: Conference) -> tuple[Row, list[Press]]:
    presses = [
        Press("list", "open:confidential", conference.id),
        Press("who_said_what", "do:acceptances", conference.id),
    ]
    names, noted = open_names(acting, conference.id), _anybody_noted(acting, conference.id)
    return {"what": "open", "names": names, "noted": noted}, presses


def _for_one(
    desk: Desk, acting: Acting, record: CaseRecord, conference: Conference, language: str
) -> tuple[Row, list[Press]]:
    me = record.person_using(acting.user)
    mine = (one for one in record.acceptances if one.conference_id == conference.id)
    own = next((one for one in mine if me and one.person_id == me.id and one.was_asked), None)
    may_tap = me and own is None and conference.state is ConferenceState.OPEN
    row = {"what": "own", "answer": how_named(desk, own, language) if own else ""}
    return row, accept_presses(conference.id) if may_tap else []


def _now(record: CaseRecord) -> Conference | None:
    running = (one for one in record.conferences if one.state is ConferenceState.OPEN)
    return next(running, None) or record.latest_conference_held()


def _said(asked: Asked) -> str:
    return asked.acceptance.answer if asked.acceptance else "not_asked"


def _row(desk: Desk, asked: Asked, language: str) -> Row:
    found = asked.acceptance
    told = bool(found and found.told)
    return {
        "name": asked.person.name,
        "role": desk.words.name("roles", asked.person.role, language),
        "here": asked.here,
        "answer": how_named(desk, found, language) if found else "",
        "by": asked.entered_by,
        "at": found.at if found and found.was_asked else None,
        "told_in": desk.words.name("languages", found.language, language) if found and found.language else "",
        "wording": fingerprint(found.told or "") if found and told else "",
        "said": (found.words or "") if found else "",
    }
