"""The hub: where this team stands, and first of all the one step that this person can take next."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond

from bot.domain.conference import Conference, ConferenceState
from bot.domain.plan_states import State
from bot.handlers.desk import Desk, pressed
from bot.handlers.plan.offered import offered
from bot.handlers.seeing.counting import counted
from bot.handlers.seeing.hub_meeting import grouped, of_the_meeting
from bot.handlers.seeing.hub_rooms import rooms
from bot.notices.card import back_press, end_press, own_presses
from bot.render import Press
from bot.render.parts import Message
from bot.services.acting import Acting
from bot.services.meeting.course import is_family_alone
from bot.services.plan.look_once_more import SEALED
from bot.services.seeing import looking
from bot.services.seeing.looking import Hub

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The way back to the hub from anything that was pressed too late."""

    @app.action(pressed("hub"))
    def hub(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        ack()
        shown = hub_message(desk, context["acting"], str(body["channel"]["id"]), context["language"])
        desk.say(respond, shown.text, shown.blocks)


def hub_message(desk: Desk, acting: Acting, channel: str, language: str) -> Message:
    """Where this team stands, and what this person can do next."""
    found = looking.hub(acting, channel)
    open_dates = () if found.closed_on else found.due
    due = next((one for one in open_dates if one.met_on is None and not one.warn_only), None)
    presses, groups = grouped(found, _when_closed(found) if found.closed_on else _next(found))
    return desk.words.message(
        "hub/hub",
        language,
        presses=presses,
        parts=[*groups, *of_the_meeting(found), *rooms(found)],
        closed=found.closed_on,
        state=str(found.conference.state) if found.conference else "none",
        when=_when(found.conference),
        zone=found.case.zone,
        due=due.due if due else None,
        due_name=desk.words.name("clocks", due.clock_id, language) if due else "",
        counted=counted(desk, due.reckoning, language) if due else "",
        sealed=found.version.number if found.version else 0,
        withdrawn=found.withdrawn.number if found.withdrawn else 0,
        corrected=found.standing is not None and found.standing.state is State.REOPENED,
        copies_overdue=found.copies_overdue,
        leads=found.leads,
        silent_since=found.silent_since,
        card_alone=found.card_alone,
        to_offer=found.to_offer and not found.closed_on,
        is_paused=found.conference is not None and found.conference.paused_at is not None,
        family_alone=is_family_alone(found.conference),
    )


def _when(conference: Conference | None) -> datetime | None:
    """When it is to be, or was, where it is over."""
    if conference is None:
        return None
    over = conference.state is ConferenceState.ENDED
    return (over and conference.held_from) or conference.starts_at


def _next(found: Hub) -> list[Press]:
    """What this person can do: the next step first, and it alone stands out."""
    if found.leads:
        presses = _for_who_leads(found)
        first = next((one for one in presses if one.name == found.next_step), presses[0])
        others = [one for one in presses if one is not first]
        waiting = [Press("waiting", "do:waiting", found.case.id)] if found.waits else []
        return [_standing_out(first), *waiting, *others]
    waiting = [Press("waiting", "do:waiting", found.case.id, "primary")] if found.waits else []
    own = [
        Press("add_strength", "open:strength", found.case.id),
        Press("add_need", "open:need", found.case.id),
        Press("add_update", "open:update", found.case.id),
    ]
    if found.me is None:
        return waiting
    return [*waiting, *_own_part(found), *([] if is_family_alone(found.conference) else own)]


def _own_part(found: Hub) -> list[Press]:
    """What somebody can ask for while their conference runs; the pause stays while the family is alone."""
    conference = found.conference
    if conference is None or conference.state is not ConferenceState.OPEN or conference.paused_at:
        return []
    presses = own_presses(conference)
    return [back_press(conference), presses[-1]] if is_family_alone(conference) else presses


def _when_closed(found: Hub) -> list[Press]:
    """What a closed case still allows."""
    waiting = [Press("waiting", "do:waiting", found.case.id, "primary")] if found.waits else []
    answers = [Press("answers", "do:answers", found.version.id)] if found.version else []
    reopen = [Press("reopen_case", "open:reopen_case", found.case.id)] if found.leads else []
    return [*waiting, *answers, *reopen]


def _standing_out(press: Press) -> Press:
    # Long before its day, a start is never what a hand should fall on.
    return press if press.name == "start_early" else replace(press, style="primary")


def _for_who_leads(found: Hub) -> list[Press]:
    conference = found.conference
    if conference is None:
        return [
            Press("schedule", "open:schedule", found.case.id),
            Press("person", "open:person", found.case.id),
            *_note_talk(found),
        ]
    if conference.state is ConferenceState.PLANNED and not conference.formal:
        return _while_talk_planned(found, conference)
    if conference.state is ConferenceState.PLANNED:
        return _while_planned(found, conference)
    if conference.state is ConferenceState.OPEN:
        return _while_open(found, conference)
    return _when_over(found, conference)


def _while_open(found: Hub, conference: Conference) -> list[Press]:
    if conference.paused_at:
        return [
            Press("safety", "do:safety", conference.id),
            Press("resume", "do:resume", conference.id),
            Press("adjourn", "open:adjourn", conference.id),
            end_press(conference, found.any_noted),
        ]
    here = f"{conference.id}:{conference.stage}"
    on = Press("next_stage", "do:next_stage", here)
    return [
        Press("roll_call", "open:roll_call", conference.id),
        Press("attendance", "open:attendance", conference.id),
        Press("confidential", "open:confidential", conference.id),
        Press("running", "do:running", conference.id),
        back_press(conference) if is_family_alone(conference) else on,
        Press("close_up", "do:gaps", conference.id),
        *_earlier(conference),
        Press("pause", "do:pause", conference.id),
        Press("adjourn", "open:adjourn", conference.id),
        end_press(conference, found.any_noted),
    ]


def _earlier(conference: Conference) -> list[Press]:
    """What the plan before held, where this conference begins a blank one."""
    return [Press("earlier", "do:earlier", conference.id)] if conference.after_version else []


def _note_talk(found: Hub) -> list[Press]:
    """The way to note a talk that was not planned, where the practice knows such talks (V-02)."""
    return [Press("note_talk", "open:noted_talk", found.case.id)] if found.profile.talk_kinds else []


def _while_talk_planned(found: Hub, conference: Conference) -> list[Press]:
    """A talk or a visit: no agenda and no topics; once it is over it is noted."""
    this = f"{conference.id}:{conference.version}"
    tell = [Press("tell", "do:tell", conference.id)] if found.next_step == "tell" else []
    return [
        *tell,
        Press("note_talk", "open:noted_talk", this),
        Press("ready", "do:ready", conference.id),
        Press("told", "open:notice", conference.id),
        Press("start" if found.is_its_day else "start_early", "do:start", conference.id),
        Press("move", "open:schedule", this),
        Press("cancel", "open:cancel", conference.id),
        Press("separate", "open:schedule", found.case.id),
    ]


def _while_planned(found: Hub, conference: Conference) -> list[Press]:
    start = "start" if found.is_its_day else "start_early"
    presses = [
        Press("ask_topics", "do:ask_topics", conference.id),
        Press("add_topic", "open:topic", conference.id),
        Press("agenda", "do:open_agenda", conference.id),
        Press("show_draft", "do:show_draft", conference.id),
        Press("send_agenda", "do:send_agenda", conference.id),
        Press("told", "open:notice", conference.id),
        Press("agenda_told", "open:agenda_told", conference.id),
        Press("ready", "do:ready", conference.id),
        Press(start, "do:start", conference.id),
        Press("move", "open:schedule", f"{conference.id}:{conference.version}"),
        Press("cancel", "open:cancel", conference.id),
        Press("separate", "open:schedule", found.case.id),
    ]
    more = {
        "tell": Press("tell", "do:tell", conference.id),
        "preparation": Press("preparation", "open:preparation", found.case.id),
    }
    return [*([more[found.next_step]] if found.next_step in more else []), *presses]


def _when_over(found: Hub, conference: Conference) -> list[Press]:
    seal = "read_and_seal" if found.next_step == "read_and_seal" else "close_up"
    presses = [Press(seal, "do:gaps", conference.id), *_earlier(conference)]
    if found.version:
        answers = found.next_step if found.next_step in ("copies", "sent_back") else "answers"
        presses.append(Press(answers, "do:answers", found.version.id))
    if found.version and found.version.conference_id == conference.id:
        ask = Press("ask_endorsement", "open:ask_endorsement", found.version.id)
        presses += offered([ask], found.standing) if found.standing else []
    if found.next_step == "look_once_more":
        presses.append(Press("look_once_more", "do:look_once_more", f"{found.case.id}:{SEALED}:1"))
    if found.version or found.withdrawn:
        presses.append(Press("versions", "do:changes", found.case.id))
    held = Press("held", "open:held", f"{conference.id}:{conference.version}")
    return [*presses, held, Press("schedule", "open:schedule", found.case.id), *_note_talk(found)]
