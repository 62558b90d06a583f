"""What the bot says to people unasked: each message composed from the record as it is when it goes."""

from collections.abc import Mapping

from bot.domain.reminder import ASKED_BEFORE, SAID_BEFORE
from bot.notices import (
    agenda,
    card,
    closing,
    conference,
    during,
    family_page,
    get_ready,
    how_we_talk,
    looking_back,
    reminders,
    talk,
    trouble,
    versions,
)
from bot.notices.calendar import MakeCalendar, calendar_by_dm
from bot.notices.due_table import table_stays
from bot.notices.old_messages import asks_to_come, says_when
from bot.notices.reader import Tell, to_reader
from bot.render import Words
from bot.services.acting import Agency
from bot.services.calling.calendar_files import AS_FILE
from bot.services.delivery.composing import Compose
from bot.services.plan.papers import PAPERS
from bot.services.seeing.due_table import TABLE_STAYS

# Which right the reader of each message needs at the moment it goes.
NOTICES: Mapping[str, tuple[str, Tell]] = {
    "invitation": ("agenda.look", asks_to_come(conference.invitation)),
    "conference_moved": ("agenda.look", asks_to_come(conference.moved)),
    "conference_goes_on": ("agenda.look", asks_to_come(conference.goes_on)),
    "conference_cancelled": ("agenda.look", conference.cancelled),
    "ask_topics": ("agenda.suggest", conference.ask_topics),
    "agenda": ("agenda.look", says_when(conference.agenda)),
    "agenda_draft": ("agenda.look", says_when(agenda.draft)),
    "agenda_changed": ("agenda.look", says_when(agenda.changed)),
    "agenda_request": ("agenda.arrange", agenda.request),
    "request_answered": ("agenda.look", agenda.answered),
    "card_alone": ("conference.hold", card.card_alone),
    "own_part": ("conference.signal", during.own_part),
    "cue_card": ("conference.hold", during.cue_card),
    "overrun": ("conference.hold", during.overrun),
    "break_asked": ("conference.hold", during.break_asked),
    "back_together": ("conference.hold", during.back_together),
    "paused": ("pause.look", during.paused),
    "kept_apart": ("private.write", conference.kept_apart),
    "get_ready": ("preparation.own", get_ready.ask),
    "needs_named": ("conference.ready", get_ready.needs_named),
    "need_answered": ("preparation.own", get_ready.need_answered),
    "talk": ("private.write", talk.begin),
    "channel_changes": ("channel.look", conference.channel_changes),
    "bot_left": ("channel.look", conference.bot_left),
    "ask_confidential": ("confidentiality.own", how_we_talk.ask_confidential),
    "how_was_it": ("feeling.own", looking_back.how_was_it),
    "rather_not": ("conference.hold", how_we_talk.rather_not),
    "topic_aside": ("agenda.suggest", conference.topic_aside),
    "tell_people": ("conference.plan", conference.tell_people),
    "ask_acknowledgement": ("closing.own", closing.ask_acknowledgement),
    "ask_view": ("closing.own", closing.ask_view),
    "your_steps": ("case.look", closing.your_steps),
    "ask_endorsement": ("endorsement.answer", closing.ask_endorsement),
    "endorsement_returned": ("closing.enter", closing.endorsement_returned),
    "plan_ready": ("case.look", closing.plan_ready),
    "plan_withdrawn": ("case.look", versions.plan_withdrawn),
    ASKED_BEFORE: ("closing.own", versions.question_said),
    "endorsement_over": ("endorsement.answer", versions.endorsement_over),
    "plan_waits": ("private.write", closing.plan_waits),
    "said_no": ("case.look", closing.said_no),
    "disagrees": ("dissent.look", closing.disagrees),
    "dissent_answered": ("dissent.look", closing.dissent_answered),
    "tell_reply": ("closing.enter", closing.tell_reply),
    "task_stuck": ("closing.enter", closing.task_stuck),
    "reminder": ("case.look", reminders.remind),
    "not_sent": ("reminder.look", trouble.not_sent),
    "page_locked": ("family_page.open", family_page.locked),
    "page_opened": ("family_page.own", family_page.opened),
    "say_page_code": ("family_page.open", family_page.say_code),
    "page_told": ("network.look", family_page.told),
    "not_delivered": ("case.look", trouble.not_delivered),
    "rules_moved": ("case.change", trouble.rules_moved),
    "not_mailed": ("conference.plan", trouble.not_mailed),
}


def composers(
    agency: Agency, words: Words, papers: Mapping[str, Tell], calendar: MakeCalendar
) -> dict[str, Compose]:
    """Every message's composer by its name; `papers` make the files, `calendar` those for a calendar."""
    told = {name: to_reader(agency, words, right, tell) for name, (right, tell) in NOTICES.items()}
    files = {f"file:{name}": to_reader(agency, words, PAPERS[name], tell) for name, tell in papers.items()}
    files[AS_FILE] = calendar_by_dm(agency, words, calendar)
    own = {"card": card.card(agency, words), SAID_BEFORE: reminders.say_again(agency, words)}
    own[TABLE_STAYS] = table_stays(words)
    return {**told, **files, **own}
