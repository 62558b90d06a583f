"""The whole record comes back as it was kept, and its private parts only to whoever asks for them."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.agenda import AgendaRequest, FirstLook, Publishing, StandingTopic, TopicsAsked
from bot.domain.as_it_is import AsItIs
from bot.domain.between import QuietDays, TeamContact, Update
from bot.domain.calendar import CalendarWish
from bot.domain.calls import Called
from bot.domain.case import CaseClosing, CaseFact
from bot.domain.channel import CardsBack, ChannelChange
from bot.domain.closing import Reply
from bot.domain.conference import AgendaSeen, SetAside
from bot.domain.course import Happened, Moment, Signal, Wish
from bot.domain.disclosure import Disclosure
from bot.domain.how_we_talk import Acceptance, GroundRule, RulesSaid, WentOn
from bot.domain.ideas import EnoughIdeas, Idea, OtherView
from bot.domain.kept import Kept
from bot.domain.kept_private import KeepPrivate, LookedOnceMore, ToldForSafety
from bot.domain.looking_back import Outcome
from bot.domain.network import ContactTry, ContactWay, Found, Mention, Merge, PersonFact, ProviderInput
from bot.domain.notes import Note
from bot.domain.parting import NoContact
from bot.domain.people import Person, PrivateNote
from bot.domain.plan import Concern, Decision, FromEarlier
from bot.domain.preparing import AccessNeed, PartAside
from bot.domain.readiness import Go, Interpreting
from bot.domain.record import CaseRecord
from bot.domain.supervised import ChildStatus, SetInterval
from bot.domain.ties import Tie
from bot.domain.version_moves import AnswerStays, VersionMove
from bot.domain.youth import YouthPicks
from bot.services.record import case_record
from bot.storage import Storage
from tests.builders import CASE, CHILD, CONFERENCE, OF_CASE, SAID, VERSION, WORKSPACE, sample_record

PRIVATE = (
    *("candidates", "mentions", "person_facts", "found", "contact_tries", "contact_ways", "merges"),
    *("calendar_wishes", "calls_made", "preparations", "safety_screens", "no_contacts", "private_notes"),
    *("youth_picks", "channel_changes", "cards_back", "went_on"),
    *("interpretings", "goes", "access_needs", "parts_aside", "accepted"),
    *("keep_private", "told_for_safety", "looked_once_more"),
    *("moments", "signals"),
)
DAY = date(2026, 3, 10)
NINE = datetime(2026, 3, 10, 9, tzinfo=UTC)


def full_record() -> CaseRecord:
    """The worked example with something of every kind that it lacks."""
    seen = AgendaSeen(
        **OF_CASE, id="g1", conference_id=CONFERENCE, person_id="p1", seen_on=DAY, how="phone", entered_by="U"
    )
    note = PrivateNote(
        **OF_CASE, id="n1x", kind="hidden_address", entered_by="U", on=DAY, words="Not for the plan."
    )
    secret = KeepPrivate(
        **OF_CASE, id="q1", child_id=CHILD, entered_by="U", told_on=DAY, words="He misses his dad."
    )
    told = ToldForSafety(**OF_CASE, id="q2", item_id="q1", told_to="The doctor", on=DAY, entered_by="U")
    now = datetime(2026, 3, 10, 9, tzinfo=UTC)
    looked: dict[str, Any] = {
        "fingerprint": "ab",
        "wishes": ("q1:1",),
        "left_out": True,
        "looked_by": "U",
        "looked_at": now,
    }
    aside = SetAside(
        **OF_CASE, id="a1", conference_id=CONFERENCE, item="visits:child1", why="later", entered_by="U"
    )
    about = {**OF_CASE, "conference_id": CONFERENCE, "entered_by": "U"}
    asked: dict[str, Any] = {"kind": "move", "words": "Earlier, please.", "asked_at": NINE}
    declined = Interpreting(**about, id="r1", person_id="p1", settled="declined", on=DAY)
    go = Go(**about, id="r2", decided_at=datetime(2026, 3, 10, 9, tzinfo=UTC), open_items=("place:father",))
    held = {**OF_CASE, "conference_id": CONFERENCE}
    told_at: dict[str, Any] = {"entered_by": "U", "entered_at": NINE}
    of_view = {"view_id": "w1", "version_id": sample_record().versions[0].id, "person_id": "p1"}
    fact = CaseFact(**OF_CASE, id="k1", name="father", recorded_by="U", reason="Not known.")
    return replace(
        with_network(sample_record()),
        agenda_seen=(seen,),
        private_notes=(note,),
        keep_private=(secret,),
        told_for_safety=(told,),
        looked_once_more=(LookedOnceMore(**OF_CASE, id="q3", **looked),),
        set_aside=(aside,),
        from_earlier=(FromEarlier(**held, **told_at, id="a2", entry_id="n1", kind="need", carried=True),),
        version_moves=(
            VersionMove(
                **OF_CASE,
                id="v7",
                version_id=of_view["version_id"],
                move="reopen",
                why="A day was wrong.",
                moved_by="U",
                moved_at=NINE,
            ),
        ),
        answers_stay=(
            AnswerStays(
                **OF_CASE,
                id="v8",
                version_id=of_view["version_id"],
                person_id="p1",
                said_of=of_view["version_id"],
            ),
        ),
        replies=(
            Reply(**OF_CASE, **of_view, id="v6", asked_of=("U1",), asked_on=DAY, due=DAY, words="We heard."),
        ),
        facts=(fact,),
        first_looks=(FirstLook(**about, id="e1", person_id="p1", how="phone", on=DAY),),
        agenda_requests=(AgendaRequest(**about, **asked, id="e2", person_id="p1"),),
        publishings=(Publishing(**about, id="e3", at=NINE, topics=("t1:1",), not_first=("p2",), why="Ill."),),
        topics_asked=(TopicsAsked(**about, id="e4", person_id="p2", on=DAY),),
        standing_topics=(StandingTopic(**OF_CASE, id="e5", topic_id="t1", since=DAY, entered_by="U"),),
        acceptances=(Acceptance(**about, id="v1", person_id="p1", answer="with_words", at=NINE),),
        rules_said=(RulesSaid(**about, id="v2", at=NINE, language="en", text="We let judgment wait."),),
        ground_rules=(GroundRule(**about, id="v3", entered_at=NINE, text="Nobody shouts."),),
        outcomes=(Outcome(**about, id="v5", entered_at=NINE, question="natural_network", text="Rosa."),),
        went_on=(WentOn(**about, id="v4", at=NINE, still_open=("p1",)),),
        interpretings=(declined,),
        goes=(go,),
        moments=(Moment(**held, id="m1", what=Happened.STAGE_SKIPPED, at=NINE, by="U", why="Later."),),
        signals=(Signal(**held, id="m2", person_id="p1", wish=Wish.BREAK, at=NINE),),
        ties=(Tie(**OF_CASE, **told_at, id="l1", child_id=CHILD, kind="faith", name="The choir"),),
        accepted=(
            AsItIs(
                **OF_CASE,
                id="v1",
                kind="task",
                about="t1",
                about_version=1,
                notes=("no_date",),
                accepted_by="U",
                accepted_at=NINE,
            ),
        ),
        ideas=(Idea(**SAID, id="i1", need_id="n1", text="Rosa stays.", chosen_by=("p1",), chosen_on=DAY),),
        other_views=(OtherView(**SAID, id="o1", idea_id="i1", text="I can.", said_by="p1"),),
        enough_ideas=(EnoughIdeas(**SAID, id="u1", need_id="n1", why="no_time"),),
        concerns=(Concern(**SAID, id="w1", text="Nights.", action="A rota."),),
        decisions=(Decision(**SAID, id="d1", text="We meet in May.", on=DAY, decided_by=("p1",)),),
    )


def with_network(record: CaseRecord) -> CaseRecord:
    """The same with all that is known in private of who belongs and how people are reached."""
    entered = {**OF_CASE, "entered_by": "U"}
    of_one = {**entered, "person_id": "p1"}
    said = {**entered, "entered_at": datetime(2026, 3, 10, 9, tzinfo=UTC)}
    given = {**said, "given_on": DAY}
    at: dict[str, Any] = {**entered, "entered_at": NINE}
    given_out: dict[str, Any] = {**entered, "id": "g1", "version_id": VERSION, "on": DAY}
    candidate = Person(**OF_CASE, id="p0", name="Noor Haddad", role="relative_support", candidate=True)
    return replace(
        record,
        notes=(Note(**said, id="i2", text="June's cat is called Moss."),),
        provider_inputs=(ProviderInput(**given, id="i1", text="June reads well."),),
        candidates=(candidate,),
        mentions=(Mention(**of_one, id="m1", asked_of="p2", on=DAY, belongs="helps"),),
        person_facts=(PersonFact(**of_one, id="f1", name="willing", answer="yes", on=DAY),),
        found=(Found(**of_one, id="o1", how="case_file", on=DAY),),
        contact_tries=(ContactTry(**of_one, id="t1", on=DAY, channel="phone", result="no_answer"),),
        contact_ways=(ContactWay(**of_one, id="w1", kind="email", value="dana@mail.example", safe=True),),
        updates=(Update(**given, id="u1", text="A day is set.", task_id=record.tasks[0].id),),
        team_contacts=(TeamContact(**at, id="u2", on=DAY, how="phone", people=("p1",)),),
        set_intervals=(
            SetInterval(**entered, id="u4", clock_id="team_meeting", days=45, set_by="Sue Lane", set_on=DAY),
        ),
        child_statuses=(
            ChildStatus(**entered, id="u5", child_id="child1", since=DAY, out_of_home=True, legal_basis="x"),
        ),
        quiet_days=(QuietDays(**entered, id="u3", days=14, set_by="Sue Lane", set_on=DAY),),
        merges=(Merge(**entered, id="j1", kept_person="p1", gone_person="p9", on=DAY),),
        youth_picks=(YouthPicks(**entered, id="y1", child_id="child1", on=DAY, picked=("p1",)),),
        channel_changes=(ChannelChange(**OF_CASE, id="h1", slack_user="U7", joined=True, at=NINE),),
        cards_back=(CardsBack(**OF_CASE, id="b1", said_by="U4", said_at=NINE, absent=("U7",)),),
        no_contacts=(NoContact(**entered, id="x1", between=("p1", "p2"), kind="order", since=DAY),),
        access_needs=(AccessNeed(**of_one, id="n1", what="ride", agreed_on=DAY),),
        parts_aside=(PartAside(**of_one, id="s1", part="reach", state="later", at=given["entered_at"]),),
        closings=(CaseClosing(**entered, id="z1", entered_at=NINE, closed_on=DAY, why="grown_up"),),
        calls_made=(
            Called(**of_one, id="k1", kind="task_call", subject_id="t1", slot="0d", result="made", at=NINE),
        ),
        calendar_wishes=(CalendarWish(**of_one, id="c1", wanted=True, with_place=False),),
        disclosures=(Disclosure(**given_out, to_whom="Court", why="A hearing."),),
    )


def parts(record: CaseRecord) -> Iterable[tuple[Kept, ...]]:
    return (getattr(record, field.name) for field in fields(record) if field.name != "case")


def keep(storage: Storage, record: CaseRecord) -> None:
    with storage.units(WORKSPACE, "U_p4") as work:
        work.add(record.case)
        for part in parts(record):
            for thing in part:
                work.add(thing)
        work.commit()


def test_every_part_of_the_record_comes_back_as_it_was_kept(sqlite_storage: Storage) -> None:
    kept = full_record()
    assert all(parts(kept)), "every kind of thing has one, so that none can be forgotten"
    keep(sqlite_storage, kept)
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        read = case_record(work, CASE, private=True)
    for field in fields(CaseRecord):
        assert getattr(read, field.name) == getattr(kept, field.name), field.name


def test_private_parts_are_not_even_read_unless_asked_for(sqlite_storage: Storage) -> None:
    keep(sqlite_storage, full_record())
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        read = case_record(work, CASE)
    for name in PRIVATE:
        assert getattr(read, name) == ()
    assert read.strengths == full_record().strengths


def test_another_case_is_not_read_along(sqlite_storage: Storage) -> None:
    keep(sqlite_storage, full_record())
    other = replace(full_record().case, id="case2", channel_id="C2", reference="TEST-0009")
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        work.add(other)
        work.commit()
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        read = case_record(work, "case2", private=True)
    assert read == CaseRecord(case=other)
