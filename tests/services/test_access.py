"""Each right of the access table, asked of everybody in every place, by the services, on a real record."""

import ast
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.access import RULES, Standing
from bot.domain.calls import Which
from bot.domain.course import Wish
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, PlanningError
from bot.domain.plan import TaskState
from bot.domain.preparing import PartState
from bot.services import cases, closing_case, setup
from bot.services.acting import Acting
from bot.services.agenda import (
    agenda,
    agenda_receipts,
    agenda_seen,
    carrying,
    first_look,
    late_topics,
    own_topics,
    publishing,
)
from bot.services.calling import calendar_wish, scheduling, taking_part, telling
from bot.services.delivery import ahead, calling, putting_off
from bot.services.entries import by_command, capture, ideas, kept_private, tasks
from bot.services.family_page import links, own
from bot.services.meeting import (
    adjourning,
    going_on,
    holding,
    how_we_talk,
    looking_back,
    pausing,
    roll_call,
    running,
    signals,
    stages,
    talks,
    topics_at_hand,
)
from bot.services.meeting.how_we_talk import Wording
from bot.services.people import (
    belonging,
    channel,
    merging,
    network,
    parting,
    reaching,
    sides,
    team,
    youth_picks,
)
from bot.services.plan import (
    accepting,
    asking,
    closing,
    copies,
    court,
    dissent,
    endorsing,
    from_earlier,
    look_once_more,
    moving,
    own_words,
    papers,
    sealing,
    sections,
)
from bot.services.preparing import (
    access_needs,
    getting_ready,
    go,
    guided,
    interpreting,
    offers,
    private,
    readiness,
    talk,
)
from bot.services.rules import confirming, guide, intervals, plan_kinds, without_plan
from bot.services.seeing import dates, deadlines, looking, outcomes
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import (
    ADMIN,
    CHANNEL,
    CUSTODY,
    ENDORSER,
    EVERYBODY,
    MANAGER,
    OTHER_MANAGER,
    STRANGER,
    SUPERVISOR,
    ZONE,
    Casework,
    Clock,
    with_everybody,
)
from tests.sqlite import make_database as make_sqlite

SERVICES = Path(__file__).parents[2] / "bot" / "services"
S = Standing
STANDS = {
    "U0FACILITATOR": S.FACILITATOR,
    MANAGER: S.CASE_MANAGER,
    "U0MOTHER": S.PARENT,
    "U0FIRSTFATHER": S.PARENT,
    "U0SECONDFATHER": S.PARENT,
    "U0CHILD": S.CHILD,
    "U0AUNT": S.KIN,
    "U0CARER": S.RESOURCE_PARENT,
    "U0CASA": S.PROFESSIONAL,
    "U0AGENCY": S.AGENCY,
    "U0OBSERVER": S.OBSERVER,
    SUPERVISOR: S.SUPERVISOR,
    ENDORSER: S.ENDORSER,
    ADMIN: S.ADMIN,
}
# Staff of the agency, but nobody in this case.
OUTSIDE = {MANAGER: {S.STAFF}, OTHER_MANAGER: {S.STAFF}, STRANGER: set()}
NEXT = {"date": date(2026, 4, 20), "start": time(10), "end": time(11), "zone": ZONE}
NEXT |= {"kind": "case_planning_conference", "after_due": True}
# In Kansas no kind of meeting is a talk: whoever may note one is told so.
TALK = {"kind": "family_meeting", "date": CUSTODY, "start": time(10), "end": time(11), "how": "phone"}

Deed = Callable[[Acting, dict[str, str]], object]


def _task_of(acting: Acting, ids: dict[str, str]) -> object:
    """Everybody's own task, where they have one; else one of another's, which only leaders may answer."""
    return tasks.answer_task(acting, ids[f"task {acting.user}"], TaskState.NOT_YET)


def _a_call(ids: dict[str, str]) -> Which:
    return "task_call", ids["task U0MOTHER"], ids["U0MOTHER"], "20260401-3d"


def _any_row(me: Acting, ids: dict[str, str]) -> str:
    """Some message of the case; whether it waits does not matter to the right."""
    with me.agency.units(me.workspace_id, MANAGER, read_only=True) as work:
        return work.find(Outgoing, case_id=ids["case"])[0].id


FOR_COURT = {"to_whom": "The court", "why": "The hearing in June"}

DEEDS: dict[str, list[Deed]] = {
    "staff.name": [lambda me, ids: setup.name_staff(me, "U0NEW", ("staff",), ())],
    "staff.list": [
        lambda me, ids: setup.staff_members(me),
        lambda me, ids: setup.staff_member(me, ENDORSER),
    ],
    "profile.confirm": [
        lambda me, ids: confirming.rules_to_confirm(me),
        lambda me, ids: confirming.rules_of(me, "us-ks"),
        lambda me, ids: confirming.confirm_value(
            me, "us-ks", "quiet_hours", {"said_by": "Ann Lee", "confirmed_on": CUSTODY}
        ),
        lambda me, ids: confirming.take_back(me, ids["confirmation"]),
    ],
    "interval.set": [
        # No rule of Kansas is for supervision to shorten: whoever may set one is told so.
        lambda me, ids: intervals.set_interval(me, ids["case"], {"clock_id": "next_conference", "days": 90}),
    ],
    "report.agency": [
        lambda me, ids: deadlines.agency_load(me),
        lambda me, ids: deadlines.counting(me),
    ],
    "report.look": [lambda me, ids: without_plan.without_plan_in(me, ids["case"])],
    "guide.look": [
        lambda me, ids: guide.guide_about(me, f"case:{ids['case']}"),
        lambda me, ids: guide.tick(me, f"case:{ids['case']}", "parents_guide"),
        lambda me, ids: guide.untick(me, f"case:{ids['case']}", "parents_guide"),
    ],
    "plan_kinds.look": [lambda me, ids: plan_kinds.plans_due(me, ids["case"])],
    "case.open": [
        lambda me, ids: cases.open_case(
            me,
            "C0NEW",
            {
                "reference": "TEST-NEW",
                "profile": "us-ks",
                "plan_kind": "child_in_placement",
                "trigger_event": "placed_in_custody",
                "trigger_date": CUSTODY,
                "child_name": "Ada",
                "opener_name": "Kim Roe",
                "opener_role": "case_manager",
            },
        )
    ],
    "case.look": [
        lambda me, ids: looking.whole_record(me, ids["case"]),
        lambda me, ids: looking.hub(me, CHANNEL),
        lambda me, ids: outcomes.asked_at(me, ids["conference"]),
        lambda me, ids: scheduling.kind_of(me, ids["conference"]),
        lambda me, ids: dates.due_dates_of(me, ids["case"]),
        lambda me, ids: dates.dates_of(me, ids["case"]),
        lambda me, ids: dates.past_dates_of(me, ids["case"]),
        lambda me, ids: dates.events_to_correct(me, ids["case"]),
        lambda me, ids: looking.leads(me, ids["case"]),
        lambda me, ids: capture.may_add(me, ids["case"], "provider_input"),
        lambda me, ids: papers.papers_for(me, ids["case"]),
        lambda me, ids: papers.waits_to_be_looked_at(me, ids["case"]),
    ],
    "case.change": [
        lambda me, ids: cases.add_child(me, ids["case"], {"name": "Ada"}),
        lambda me, ids: cases.correct_child(me, ids["first"], {"name": "Ada"}, 1),
        lambda me, ids: cases.set_quiet_days(
            me, ids["case"], {"days": 14, "set_by": "Sue Lane", "set_on": CUSTODY}
        ),
        lambda me, ids: cases.record_event(me, ids["case"], "placed_in_custody", CUSTODY),
        lambda me, ids: cases.describe_case(me, ids["case"], {"household": "Dana and June"}, 1),
        lambda me, ids: plan_kinds.record_status(
            me, ids["case"], {"child_id": ids["first"], "since": CUSTODY, "out_of_home": True}
        ),
        lambda me, ids: cases.record_placement(me, ids["case"], {"child_id": ids["first"], "kind": "kin"}),
        lambda me, ids: cases.record_tribe_inquiry(
            me, ids["case"], {"asked_on": CUSTODY, "asked_of": "Dana", "result": "no_reason_to_know"}
        ),
    ],
    "case.close": [
        lambda me, ids: closing_case.left_open(me, ids["case"]),
        lambda me, ids: closing_case.close_case(
            me, ids["case"], {"closed_on": CUSTODY, "why": "safe_at_home"}
        ),
    ],
    "case.reopen": [lambda me, ids: closing_case.reopen_case(me, ids["case"], "Dana asked.")],
    "team.change": [
        lambda me, ids: team.add_person(me, ids["case"], {"name": "Kim Roe", "role": "casa"}),
        lambda me, ids: team.change_person(me, ids["U0CASA"], {"name": "Kim Roe", "role": "casa"}, 1),
        lambda me, ids: sides.accept(me, ids["case"]),
        lambda me, ids: sides.look(me, ids["case"]),
        lambda me, ids: team.remove_person(me, ids["U0CASA"]),
        lambda me, ids: team.bring_back(me, ids["U0CASA"]),
        lambda me, ids: team.record_fact(me, ids["case"], {"name": "father", "reason": "not known"}),
        lambda me, ids: youth_picks.record_picks(
            me, ids["case"], {"child_id": ids["second"], "no_more": True, "on": CUSTODY}
        ),
        lambda me, ids: team.look_at_team(me, ids["case"]),
        lambda me, ids: merging.merge(me, ids["U0CASA"], ids["U0AUNT"]),
        lambda me, ids: merging.part_again(me, ids["merge"]),
    ],
    "network.change": [
        lambda me, ids: belonging.say_who_belongs(
            me, ids["case"], {"asked_of": ids["U0MOTHER"], "belongs": "no_one", "on": CUSTODY}
        ),
        lambda me, ids: belonging.add_candidate(
            me, ids["case"], {"name": "Kim Roe", "role": "kin_support", "how": "online", "on": CUSTODY}
        ),
        lambda me, ids: belonging.put_on_team(
            me, ids["candidate"], {"role": "kin_support", "family_said_yes": True}, 1
        ),
        lambda me, ids: belonging.record_answers(
            me, ids["case"], {"person_id": ids["U0AUNT"], "able": "no", "on": CUSTODY}
        ),
        lambda me, ids: belonging.record_try(
            me, ids["case"], {"channel": "phone", "result": "reached", "on": CUSTODY}
        ),
        lambda me, ids: belonging.correct_try(
            me, ids["try"], {"channel": "visit", "result": "reached", "on": CUSTODY}, 1
        ),
        lambda me, ids: reaching.add_way(
            me, ids["case"], {"person_id": ids["U0AUNT"], "kind": "mail", "value": "12 Elm"}
        ),
        lambda me, ids: reaching.change_way(
            me, ids["way"], {"person_id": ids["U0MOTHER"], "kind": "mail", "value": "12 Elm"}, 1
        ),
        lambda me, ids: reaching.end_way(me, ids["way"]),
        lambda me, ids: reaching.take_up_way(me, ids["way"]),
    ],
    "network.look": [
        lambda me, ids: network.look_at_network(me, ids["case"]),
        lambda me, ids: network.look_at_person(me, ids["candidate"]),
        lambda me, ids: taking_part.taking_part(me, ids["U0AUNT"]),
    ],
    "channel.look": [
        lambda me, ids: channel.look(me, ids["case"]),
        lambda me, ids: channel.channel_of(me, ids["case"]),
    ],
    "conference.plan": [
        lambda me, ids: scheduling.schedule(me, ids["case"], NEXT),
        lambda me, ids: scheduling.move(me, ids["conference"], NEXT, 1),
        lambda me, ids: scheduling.cancel(me, ids["conference"], "ill"),
        lambda me, ids: adjourning.adjourn(me, ids["conference"], NEXT),
        lambda me, ids: scheduling.record_notice(me, ids["conference"], ids["U0AUNT"], CUSTODY, "phone"),
        lambda me, ids: telling.people_to_tell(me, ids["conference"]),
        lambda me, ids: offers.ways_to_meet(me, ids["case"]),
        lambda me, ids: telling.not_reached(me, ids["invitation row"]),
        lambda me, ids: calendar_wish.wish_for(me, ids["conference"], ids["U0AUNT"], "with_place"),
    ],
    "conference.ready": [
        lambda me, ids: readiness.look(me, ids["conference"]),
        lambda me, ids: interpreting.settle(
            me, ids["conference"], {"person_id": ids["U0MOTHER"], "settled": "declined", "on": CUSTODY}
        ),
        lambda me, ids: access_needs.open_needs(me, ids["case"]),
        lambda me, ids: access_needs.answer_need(
            me, ids["need"], {"answer": "not_possible", "why": "no bus", "answered_on": CUSTODY}, 1
        ),
        lambda me, ids: access_needs.end_need(me, ids["need"]),
        lambda me, ids: access_needs.need_again(me, ids["need"]),
        lambda me, ids: go.decide(me, ids["conference"], {"why": "No father is known."}),
        lambda me, ids: go.take_back(me, ids["go"]),
    ],
    "conference.hold": [
        lambda me, ids: holding.start(me, ids["conference"]),
        lambda me, ids: stages.go_to_stage(me, ids["conference"], "welcome", 1),
        lambda me, ids: stages.jump(me, ids["conference"], "needs"),
        lambda me, ids: stages.skip_stage(me, ids["conference"], "needs", "Another day"),
        lambda me, ids: topics_at_hand.take_up(me, ids["topic U0MOTHER"]),
        lambda me, ids: topics_at_hand.at_hand(me, ids["topic U0MOTHER"]),
        lambda me, ids: topics_at_hand.done(me, ids["topic U0MOTHER"]),
        lambda me, ids: topics_at_hand.skip(me, ids["topic U0MOTHER"], "Another day"),
        lambda me, ids: topics_at_hand.park(me, ids["topic U0MOTHER"]),
        lambda me, ids: running.look(me, ids["conference"]),
        lambda me, ids: running.moments(me, ids["conference"]),
        lambda me, ids: signals.tick_off(me, ids["signal"]),
        lambda me, ids: pausing.resume(me, ids["conference"]),
        lambda me, ids: holding.attend(
            me, ids["conference"], {"person_id": ids["U0AUNT"], "how": "in_person"}
        ),
        lambda me, ids: holding.end(me, ids["conference"]),
        lambda me, ids: holding.reopen(me, ids["conference"]),
        lambda me, ids: how_we_talk.everyone(me, ids["conference"]),
        lambda me, ids: how_we_talk.keep(
            me, ids["conference"], {ids["U0AUNT"]: "phone"}, Wording("en", "Yes?")
        ),
        lambda me, ids: how_we_talk.keep_one(
            me,
            ids["conference"],
            {"person_id": ids["U0AUNT"], "answer": "rather_not"},
            Wording("en", "Yes?"),
        ),
        lambda me, ids: how_we_talk.rules_said(me, ids["conference"]),
        lambda me, ids: going_on.who_is_open(me, ids["conference"]),
        lambda me, ids: talks.note_talk(me, ids["case"], TALK),
        lambda me, ids: roll_call.everyone(me, ids["conference"]),
        lambda me, ids: roll_call.keep(me, ids["conference"], {ids["U0AUNT"]: "phone"}),
    ],
    "conference.signal": [
        lambda me, ids: signals.signal(me, ids["conference"], Wish.SPEAK),
        lambda me, ids: signals.take_back(me, ids["conference"], Wish.SPEAK),
        lambda me, ids: stages.back_together(me, ids["conference"]),
        lambda me, ids: pausing.pause(me, ids["conference"]),
    ],
    "pause.look": [lambda me, ids: pausing.look(me, ids["conference"])],
    "confidentiality.own": [
        lambda me, ids: how_we_talk.keep_own(me, ids["conference"], "accepted", None, Wording("en", "Yes?")),
        lambda me, ids: how_we_talk.own_answer(me, ids["conference"]),
    ],
    "self_check.own": [
        lambda me, ids: looking_back.check_oneself(me, ids["conference"], {"respect": "4"}),
        lambda me, ids: looking_back.own_check(me, ids["conference"]),
    ],
    "feeling.own": [lambda me, ids: looking_back.say_how_it_was(me, ids["conference"], {"mark": "4"})],
    "feeling.enter": [
        lambda me, ids: looking_back.note_how_it_was(
            me, ids["conference"], {"person_id": ids["U0AUNT"], "mark": "rather_not"}
        ),
    ],
    "feeling.look": [lambda me, ids: looking_back.how_it_was(me, ids["conference"])],
    "invitation.reply": [
        lambda me, ids: scheduling.reply(me, ids["conference"], "yes"),
        lambda me, ids: scheduling.invited_to(me, ids["conference"]),
        lambda me, ids: calendar_wish.wish_own(me, ids["conference"], "without_place"),
    ],
    "preparation.own": [
        lambda me, ids: getting_ready.begin(me, ids["conference"]),
        lambda me, ids: getting_ready.given(me, ids["conference"]),
        lambda me, ids: getting_ready.answer(me, ids["conference"], "times", "Mornings"),
        lambda me, ids: getting_ready.stop(me, ids["conference"]),
        lambda me, ids: getting_ready.own_needs(me, ids["conference"]),
        lambda me, ids: getting_ready.where_asked(me, ids["conference"]),
    ],
    "agenda.suggest": [
        lambda me, ids: guided.answer_topic(me, ids["conference"], "topic", "School"),
        lambda me, ids: own_topics.add(me, ids["conference"], {"words": "School"}),
    ],
    "agenda.arrange": [
        lambda me, ids: agenda.ask_for_topics(me, ids["conference"]),
        lambda me, ids: agenda.add_topic(me, ids["conference"], {"words": "School"}),
        lambda me, ids: agenda.arrange_topic(me, ids["topic U0MOTHER"], {"words": "School"}, 1),
        lambda me, ids: agenda.retime_topic(me, ids["topic U0MOTHER"], 5),
        lambda me, ids: agenda.fit(me, ids["conference"]),
        lambda me, ids: carrying.carry_over(me, ids["conference"]),
        lambda me, ids: carrying.any_left(me, ids["conference"]),
        lambda me, ids: late_topics.let_in(me, ids["topic U0MOTHER"], [ids["U0MOTHER"]]),
        lambda me, ids: papers.ask_for_copy_of(me, ids["conference"], ids["U0MOTHER"]),
        lambda me, ids: publishing.publish(me, ids["conference"], "They saw it on paper."),
        lambda me, ids: agenda_seen.seen(me, ids["conference"], ids["U0AUNT"], "paper"),
        lambda me, ids: publishing.show_draft(me, ids["conference"]),
        lambda me, ids: agenda_receipts.receipts(me, ids["conference"]),
        lambda me, ids: first_look.note_look(
            me, ids["conference"], ids["U0MOTHER"], {"how": "paper", "words": "Good."}
        ),
        lambda me, ids: first_look.note_request(
            me, ids["conference"], ids["U0MOTHER"], {"kind": "other", "words": "Shorter"}
        ),
        lambda me, ids: first_look.answer_request(me, ids["request"], True, "Done.", 1),
    ],
    "agenda.look": [
        lambda me, ids: looking.whole_record(me, ids["case"], "agenda.look"),
        lambda me, ids: agenda_seen.seen(me, ids["conference"]),
        lambda me, ids: agenda_seen.reading(me, ids["conference"]),
        lambda me, ids: first_look.requests_of(me, ids["conference"]),
    ],
    "entry.add": [
        lambda me, ids: capture.add(me, ids["case"], "goal", {"text": "Home"}),
        lambda me, ids: ideas.enough(me, ids["need U0MOTHER"], None),
        lambda me, ids: ideas.choose(me, ids["idea"], {"chosen_by": (), "chosen_why": ""}, 1),
        lambda me, ids: ideas.take_back(me, ids["idea"]),
        lambda me, ids: ideas.idea_of(me, ids["idea"]),
        lambda me, ids: (
            capture.add(me, ids["case"], "need", {"text": "Sleep", "said_by": ids["U0AUNT"]})
            if me.user != "U0AUNT"
            else capture.add(me, ids["case"], "goal", {"text": "Home"})
        ),
    ],
    "entry.add_own": [
        lambda me, ids: capture.add(me, ids["case"], "strength", {"text": "Singing"}),
        lambda me, ids: by_command.add_in(me, CHANNEL, "need", "Sleep"),
    ],
    "entry.change": [
        lambda me, ids: capture.correct(me, "goal", ids["goal"], {"text": "Safe"}, 1),
        lambda me, ids: capture.withdraw(me, "strength", ids["strength U0MOTHER"], "slip"),
        lambda me, ids: capture.bring_back(me, "strength", ids["strength U0MOTHER"]),
    ],
    "private.write": [
        lambda me, ids: private.record_preparation(
            me, ids["case"], {"person_id": ids["U0AUNT"], "done_on": CUSTODY, "by_person": None}
        ),
        lambda me, ids: private.record_safety_screen(me, ids["case"], {"person_id": ids["U0AUNT"]}),
        lambda me, ids: private.record_private_note(me, ids["case"], {"on": CUSTODY, "words": "called"}),
        lambda me, ids: kept_private.keep(
            me, ids["case"], {"child_id": ids["first"], "words": "A secret", "told_on": CUSTODY}
        ),
        lambda me, ids: kept_private.correct(me, ids["kept private"], {"lifted_on": CUSTODY}, 1),
        lambda me, ids: kept_private.told_for_safety(
            me, ids["kept private"], {"told_to": "The doctor", "on": CUSTODY}
        ),
        lambda me, ids: look_once_more.look(me, ids["case"], "now"),
        lambda me, ids: look_once_more.answer(me, ids["case"], "now", "", True),
        lambda me, ids: parting.keep_apart(
            me,
            ids["case"],
            {"person_id": ids["U0MOTHER"], "other": ids["U0AUNT"], "kind": "wish", "since": CUSTODY},
        ),
        lambda me, ids: parting.correct(me, ids["rule"], {"ended_on": CUSTODY}, 2),
        lambda me, ids: access_needs.record_reach(
            me, ids["case"], {"person_id": ids["U0AUNT"], "needs": ("ride",), "on": CUSTODY}
        ),
        lambda me, ids: talk.talks(me, ids["case"]),
        lambda me, ids: talk.look(me, ids["U0AUNT"]),
        lambda me, ids: talk.begin(me, ids["U0AUNT"]),
        lambda me, ids: talk.put_aside(me, ids["U0AUNT"], "reach", PartState.LATER),
        lambda me, ids: talk.where_held(me, ids["U0AUNT"]),
        lambda me, ids: channel.let_cards_back(me, ids["case"], []),
        lambda me, ids: parting.who_is_kept_apart(me, ids["case"]),
    ],
    "kept_private.look": [lambda me, ids: kept_private.wishes(me, ids["case"])],
    "plan.seal": [
        lambda me, ids: sealing.what_is_open(me, ids["conference"]),
        lambda me, ids: sealing.set_aside(me, ids["conference"], "visits:x", "later"),
        lambda me, ids: sections.not_needed(me, ids["conference"], "services"),
        lambda me, ids: sections.take_up_again(me, ids["conference"], "well_being"),
        lambda me, ids: from_earlier.look(me, ids["conference"]),
        lambda me, ids: from_earlier.carry(me, ids["conference"], ids["goal"]),
        lambda me, ids: from_earlier.carry_group(me, ids["conference"], "goal"),
        lambda me, ids: from_earlier.leave_out(me, ids["conference"], ids["goal"], "done"),
        lambda me, ids: from_earlier.undo(me, ids["conference"], ids["goal"]),
        lambda me, ids: sealing.seal(me, ids["conference"]),
        lambda me, ids: moving.reopen(me, ids["version"], "A day was wrong."),
        lambda me, ids: moving.leave(me, ids["version"]),
        lambda me, ids: accepting.accept(me, ids["conference"], "no_reason", ids["case"]),
    ],
    "plan.withdraw": [
        lambda me, ids: moving.withdraw(me, ids["version"], "Wrong child."),
        lambda me, ids: moving.restore(me, ids["version"]),
    ],
    "closing.enter": [
        lambda me, ids: asking.ask_again(me, ids["version"], ids["U0AUNT"]),
        lambda me, ids: closing.standing_of_version(me, ids["version"]),
        lambda me, ids: closing.acknowledge(
            me, ids["version"], {"person_id": ids["U0AUNT"], "answer": "yes"}
        ),
        lambda me, ids: closing.give_view(me, ids["version"], {"person_id": ids["U0AUNT"], "view": "agrees"}),
        lambda me, ids: closing.record_copy(me, ids["version"], {"person_id": ids["U0AUNT"], "how": "mail"}),
        lambda me, ids: closing.where_it_stands(me, ids["version"]),
        lambda me, ids: own_words.type_more(me, ids["dissent"], "More."),
        lambda me, ids: dissent.was_told(me, ids["dissent"]),
    ],
    "closing.own": [
        lambda me, ids: closing.too_late(me, ids["version"]),
        lambda me, ids: closing.acknowledge(me, ids["version"], {"answer": "yes"}),
        lambda me, ids: closing.give_view(me, ids["version"], {"view": "agrees"}),
        lambda me, ids: closing.got_own_copy(me, ids["version"]),
        lambda me, ids: own_words.change_answer(me, ids["no"], {"answer": "yes"}, 1),
        lambda me, ids: own_words.change_view(me, ids["dissent"], {"view": "agrees"}, 1),
        lambda me, ids: own_words.say_more(me, ids["dissent"], "More."),
    ],
    "answers.look": [
        lambda me, ids: closing.no_words(me, ids["no"]),
    ],
    "dissent.look": [
        lambda me, ids: dissent.look(me, ids["dissent"]),
    ],
    "dissent.answer": [lambda me, ids: dissent.answer(me, ids["dissent"], "We heard you.")],
    "endorsement.ask": [
        lambda me, ids: endorsing.ask(me, ids["version"], ENDORSER),
        lambda me, ids: endorsing.requests(me, ids["version"]),
        lambda me, ids: endorsing.take_back(me, ids["endorsement"]),
    ],
    "endorsement.answer": [lambda me, ids: endorsing.answer(me, ids["endorsement"], "endorsed")],
    "task.answer": [_task_of],
    "reminder.own": [
        lambda me, ids: putting_off.put_off(me, ids["case"], "task", (ids["U0MOTHER"],), "tomorrow"),
        lambda me, ids: putting_off.choices(me, ids["case"], "task", (ids["U0MOTHER"],)),
    ],
    "reminder.look": [
        lambda me, ids: ahead.ahead(me, ids["case"]),
        lambda me, ids: ahead.unsent(me, ids["case"]),
        lambda me, ids: ahead.asked_to_send(me, _any_row(me, ids)),
        lambda me, ids: ahead.remind_now(me, _any_row(me, ids)),
    ],
    "call.make": [
        lambda me, ids: calling.calls_to_make(me, ids["case"]),
        lambda me, ids: calling.call_of(me, ids["case"], _a_call(ids)),
        lambda me, ids: calling.note_call(me, ids["case"], _a_call(ids), "made"),
    ],
    "paper.agenda": [lambda me, ids: papers.ask_for(me, ids["case"], "agenda.pdf")],
    "paper.court": [lambda me, ids: court.give_to_court(me, ids["case"], FOR_COURT)],
    "copy.give": [
        lambda me, ids: copies.copies(me, ids["version"]),
        lambda me, ids: copies.preview(me, ids["version"], ids["U0AUNT"]),
        lambda me, ids: copies.show_me(me, ids["version"], ids["U0AUNT"]),
        lambda me, ids: copies.give(
            me,
            ids["version"],
            {"person_id": ids["U0AUNT"], "purpose": "their_part", "why": "She helps.", "how": "hand"},
        ),
    ],
    "paper.copy": [lambda me, ids: papers.ask_for(me, ids["case"], "copy.pdf")],
    "paper.blank": [lambda me, ids: papers.ask_for(me, ids["case"], "blank.pdf")],
    "paper.plan": [lambda me, ids: papers.ask_for(me, ids["case"], "plan.pdf")],
    "paper.record": [lambda me, ids: papers.ask_for(me, ids["case"], "record.json")],
    "family_page.open": [
        lambda me, ids: links.open_page(me, ids["U0MOTHER"], {"how": "shown"}),
        lambda me, ids: links.may_open(me, ids["U0MOTHER"]),
        lambda me, ids: links.give_code(me, ids["page link"]),
        lambda me, ids: links.end_page(me, ids["page link"]),
        lambda me, ids: links.pages_of(me, ids["case"]),
    ],
    "family_page.own": [
        lambda me, ids: own.look(me, ids["case"]),
        lambda me, ids: own.own_copy(me, ids["case"]),
        lambda me, ids: own.note_read(me, ids["case"], "visit"),
        lambda me, ids: own.answer(me, ids["version"], {"answer": "yes"}, 0),
        lambda me, ids: own.give_view(me, ids["version"], {"view": "agrees"}, 0),
        lambda me, ids: own.tell_way(me, ids["case"], "phone", "555 0100"),
        lambda me, ids: own.stop_way(me, ids["case"], ids["way"]),
        lambda me, ids: own.speak(me, ids["case"], "es"),
    ],
    "paper.audit": [lambda me, ids: papers.ask_for(me, ids["case"], "audit.jsonl")],
}
# Rights that say more than the table can: whose thing it is as well.
NARROWER = {
    "endorsement.answer": {ENDORSER},
    "dissent.answer": {SUPERVISOR},
    "task.answer": {"U0MOTHER", "U0FIRSTFATHER", "U0SECONDFATHER", "U0FACILITATOR", MANAGER},
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def casework(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """The full case on each kind of database; the deeds of these tests are rehearsals that keep nothing."""
    clock = Clock()
    postgresql = request.param == "postgresql"
    url = make_database() if postgresql else make_sqlite(tmp_path_factory.mktemp("access"))
    storage = open_storage(url, bytes(range(32)), clock)
    made = with_everybody(storage, clock)
    with made.reading() as work:
        made.ids["invitation row"] = work.find(Outgoing, message="invitation")[0].id
    page = links.open_page(made.as_(MANAGER), made.ids["U0AUNT"], {"how": "shown"})
    made.ids["page link"] = page.id
    made.ids |= {
        f"task {user}": made.ids["task U0MOTHER"] for user in EVERYBODY if f"task {user}" not in made.ids
    }
    yield made
    storage.close()
    if postgresql:
        drop_database(url)


def test_every_right_has_deeds() -> None:
    assert set(DEEDS) == set(RULES)


@pytest.mark.requirement("G-01")
@pytest.mark.parametrize("action", RULES)
def test_a_right_is_exactly_for_those_who_have_it(casework: Casework, action: str) -> None:
    for nth, deed in enumerate(DEEDS[action]):
        allowed = {user for user in EVERYBODY if _got_in(casework, user, deed)}
        assert allowed == _meant(action), f"deed {nth} of {action}"


def test_rights_end_when_somebody_leaves(casework: Casework) -> None:
    team.remove_person(casework.as_(MANAGER), casework.ids["U0CASA"])
    with pytest.raises(NotAllowed):
        looking.whole_record(casework.as_("U0CASA"), casework.ids["case"])
    team.bring_back(casework.as_(MANAGER), casework.ids["U0CASA"])
    assert looking.whole_record(casework.as_("U0CASA"), casework.ids["case"]).people


def test_the_list_of_rights_for_help_is_that_of_the_table(casework: Casework) -> None:
    for user in EVERYBODY:
        told = looking.rights_in(casework.as_(user), CHANNEL)
        assert told == {action for action in RULES if user in _by_table(action)}, user


def _got_in(casework: Casework, user: str, deed: Deed) -> bool:
    """Whether the service let them in; what it then says to the values does not matter here."""
    try:
        deed(casework.rehearsing(user), casework.ids)
    except NotAllowed:
        return False
    except PlanningError:
        return True
    return True


def _meant(action: str) -> set[str]:
    return NARROWER.get(action, _by_table(action))


def _by_table(action: str) -> set[str]:
    standings = {user: {STANDS[user]} if user in STANDS else set() for user in EVERYBODY}
    return {user for user in EVERYBODY if (standings[user] | OUTSIDE.get(user, set())) & RULES[action]}


# A service function that takes `acting` goes through a rule, or says here why it need not.
NO_RULE = {
    "scheduling.conference_of": "finds the case, for the check that follows",
    "drafts.save_draft": "one's own half-filled form",
    "drafts.keep_beside": "one's own half-filled form",
    "drafts.draft": "one's own half-filled form",
    "drafts.drop_draft": "one's own half-filled form",
    "guided.answers": "one's own answers",
    "waiting.waits_for": "looks at a case that was opened through a rule",
    "waiting._before": "looks at a case that was opened through a rule",
    "guide.guides": "names the profiles whose guides one may open",
    "guide.for_help": "papers meant for one's standing in the channel's case",
    "guide._of_profile": "for everybody with a duty, in a case or not",
    "guide._own_cases": "finds one's cases, by the rule",
    "guide._is_staff": "says what one is",
    "looking.rights_in": "says what one may do, and nothing else",
    "setup.is_admin": "says what one is",
    "setup.has_duty": "says what one is",
    "confirming._profile": "finds a profile by its id, behind the rule",
    "from_thread._known": "finds the entry of a reply, for the check that follows",
    "from_thread._under_card": "finds the conference of a card, for the check that follows",
    **dict.fromkeys(
        ("answered_for.scopes", "answered_for.must_have", "answered_for._scopes", "answered_for.places_of"),
        "says which cases somebody answers for",
    ),
    "answered_for._answers_for": "says whose cases somebody answers for",
    "answered_for._places": "finds one's cases, and asks the table of rights for each",
    "answered_for._place": "asks the table of rights for a case",
    "deadlines.look": "only the cases that somebody answers for",
    "deadlines._today": "finds the reader's own day",
    "due_table.ask_for_table": "only what somebody answers for",
    "due_table.note_table_made": "only what somebody answers for",
    "without_plan._cases": "finds one's cases, for the check of each that follows",
    "looking_back.self_checks": "one's own, and those of the workers whom one supervises",
    "putting_off.own_times": "one's own quiet hours",
    "putting_off.set_own_times": "one's own quiet hours",
    "ahead._case_of": "finds the case of a message, for the check that follows",
    "calling._due": "looks at a case that was opened through a rule",
}
GATES = {"on_case", "on_case_in", "looking", "looking_in", "in_workspace", "must", "open"}


def test_every_service_goes_through_a_rule() -> None:
    ungated = set()
    for file in SERVICES.rglob("*.py"):
        functions = {
            node.name: node
            for node in ast.parse(file.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef) and "acting" in {arg.arg for arg in node.args.args}
        }
        gated = _gated(functions)
        ungated |= {f"{file.stem}.{name}" for name in functions if name not in gated}
    assert ungated == set(NO_RULE)


def _gated(functions: dict[str, ast.FunctionDef]) -> set[str]:
    """The functions that pass a gate themselves, or hand `acting` to one of their module that does."""
    gated: set[str] = set()
    while True:
        more = {name for name, node in functions.items() if name not in gated and _passes(node, gated)}
        if not more:
            return gated
        gated |= more


def _passes(function: ast.FunctionDef, gated: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called: Any = node.func
            on_acting = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
            if on_acting and called.value.id == "acting" and called.attr in GATES:
                return True
            if isinstance(called, ast.Name) and called.id in gated:
                return True
    return False
