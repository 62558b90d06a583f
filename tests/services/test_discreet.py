"""No confidential word of the record is in a reminder of any kind, by any way, in either language.

Which fields hold words, and which kinds of reminder there are, the code itself says: what is added later is
searched for without a change here.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.closing import Endorsement
from bot.domain.delivery import Outgoing, Sending
from bot.domain.people import DirectLine, Person
from bot.domain.plan import Task
from bot.domain.reminder import BY_MAIL, PREFIX, SAID_BEFORE
from bot.domain.sending import Composed, Drop, FileToSend, MailToSend, Ready
from bot.notices import composers
from bot.notices.calendar import calendar_by_mail
from bot.notices.reminder_lines import TELLS
from bot.notices.reminder_mail import REMINDS_BY_MAIL, remind_by_mail
from bot.paper_room import calendar
from bot.render import Words
from bot.services.calling.calendar_files import AS_FILE, AS_MAIL
from bot.services.delivery import calling
from bot.services.delivery.composing import compose_with
from bot.services.delivery.mailing import write_with
from bot.services.delivery.reminders import reckon_reminders
from bot.services.delivery.together import ALONE, MOST, WITH
from bot.services.ports import UnitOfWork
from bot.services.record import case_record
from tests.services.canaries import AUNT, CANARY, MAILED, SECRETS, found_in, full_of_canaries
from tests.services.casework import ENDORSER, MANAGER, SUPERVISOR, TEAM, Casework

WORDS = Words()
# Who only looks on is reminded of nothing.
NOT_THEIRS = Drop("NotAllowed")
SENT_BACK, ESCALATION = "reminder:sent_back", "reminder:escalation"
Said = tuple[Outgoing, Ready | MailToSend]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """A case in which each kind falls due some day; its rows are reckoned."""
    with full_of_canaries(tmp_path) as made:
        for sent_back in (True, False):
            with made.storage.units(TEAM, "system") as work:
                _answered(work, made, sent_back)
                asked_at = work.now - timedelta(days=1)
                record = case_record(work, made.ids["case"])
                reckon_reminders(work, record, made.agency.profiles, asked_at, mails=True)
                work.commit()
        yield made


def test_no_reminder_says_a_confidential_word(case: Casework) -> None:
    """Each by itself, all of one reader's together, the same said anew, and files for calendars."""
    assert found_in(case) == SECRETS
    for language in ("en", "es"):
        _speak(case, language)
        every = (*_one_by_one(case), *_together(case), *_calendars(case))
        said = [(row, ready) for row, ready in every if ready != NOT_THEIRS]
        for row, ready in said:
            assert CANARY.casefold() not in everything(ready).casefold(), (row.message, language, ready)
        kinds = {row.message.removeprefix(PREFIX) for row, _ in said}
        assert kinds >= {*TELLS, SAID_BEFORE, AS_FILE, AS_MAIL}, "a kind that this case does not bring"
        assert {type(ready) for _, ready in said} == {Composed, FileToSend, MailToSend}


def test_the_search_would_find_a_leak(case: Casework) -> None:
    """Behind the button of a call, after the access check, stand the name and what to say."""
    case.clock.moment = max(row.due_at for row in _rows(case) if row.message == "reminder:task_call")
    behind = calling.calls_to_make(case.as_(MANAGER), case.ids["case"])
    names = {one.person.name for one in behind}
    assert names
    assert all(CANARY in name for name in names)
    block = {"type": "section", "text": {"type": "plain_text", "text": names.pop()}}
    assert CANARY in everything(Composed(text="A step is due.", blocks=[block]))
    folded = f"DESCRIPTION:{CANARY[:3]}\r\n {CANARY[3:]}".encode()
    assert CANARY in everything(FileToSend(filename="m.ics", content=folded, title="A meeting"))
    assert CANARY in everything(MailToSend(to="", subject=f"For {CANARY}", words="", language="en"))


def everything(ready: Ready | MailToSend) -> str:
    """All that can be read on a lock screen, in the message, in the mail and in the file."""
    match ready:
        case Composed():
            return f"{ready.text} {json.dumps(list(ready.blocks), ensure_ascii=False)}"
        case FileToSend():
            return f"{ready.filename} {ready.title} {_unfolded(ready.content)}"
        case MailToSend():
            # Whose mailbox it is stands in an invitation to a calendar, for that calendar.
            invitation = _unfolded(ready.calendar or b"").replace(f"mailto:{ready.to}", "")
            return f"{ready.subject} {ready.words} {invitation}"
    raise AssertionError(f"{ready} says nothing")


def _unfolded(calendar_file: bytes) -> str:
    return calendar_file.decode().replace("\r\n ", "")


def _rows(case: Casework) -> list[Outgoing]:
    with case.reading() as work:
        found = work.find(Outgoing, case_id=case.ids["case"])
    return sorted((row for row in found if row.key.startswith(PREFIX)), key=lambda row: row.due_at)


def _one_by_one(case: Casework) -> Iterator[Said]:
    """Each kind, at each of its moments, to one reader for each way; nothing of the unit is kept."""
    alike = {(row.message, row.to[:5], row.key[-3:], row.subject_id): row for row in reversed(_rows(case))}
    for row in alike.values():
        case.clock.moment = row.due_at
        with case.storage.units(TEAM, "system") as work:
            _answered(work, case, row.message == SENT_BACK)
            if row.message == ESCALATION:
                _told_its_owner(work, row)
            yield row, _composed(case, work, row)


def _together(case: Casework) -> Iterator[Said]:
    """All that one reader gets in one message, and the same said anew."""
    rows = [row for row in _rows(case) if row.message not in ALONE]
    case.clock.moment = max(row.due_at for row in rows)
    for reader in (MANAGER, AUNT, ENDORSER, BY_MAIL + case.ids[MAILED]):
        first, *others = [row for row in rows if row.to == reader]
        with case.storage.units(TEAM, "system") as work:
            for one in others[: MOST - 1]:
                work.replace(replace(one, state=Sending.DROPPED, why=WITH + first.id))
            yield first, _composed(case, work, first)
            if not reader.startswith(BY_MAIL):
                anew = replace(first, message=SAID_BEFORE, subject_id=first.id)
                yield anew, _composed(case, work, anew)


def _calendars(case: Casework) -> Iterator[Said]:
    case.clock.moment = datetime(2026, 3, 19, 15, tzinfo=UTC)
    with case.reading() as work:
        for row in work.find(Outgoing, case_id=case.ids["case"], message=(AS_FILE, AS_MAIL)):
            yield row, _composed(case, work, row)


def _composed(case: Casework, work: UnitOfWork, row: Outgoing) -> Ready | MailToSend:
    if row.to.startswith(BY_MAIL) or row.message == AS_MAIL:
        by_mail = dict.fromkeys(REMINDS_BY_MAIL, remind_by_mail(case.agency, WORDS))
        ready = write_with(by_mail | {AS_MAIL: calendar_by_mail(case.agency, WORDS, calendar)})(work, row)
    else:
        ready = compose_with(composers(case.agency, WORDS, {}, calendar))(work, row)
    return ready


def _answered(work: UnitOfWork, case: Casework, sent_back: bool) -> None:
    """A plan waits for the endorser's answer, or came back with a note: one excludes the other."""
    asked = work.get(Endorsement, case.ids["endorsement"])
    answer, done_on = ("returned", date(2026, 3, 18)) if sent_back else (None, None)
    work.replace(replace(asked, answer=answer, done_on=done_on))


def _told_its_owner(work: UnitOfWork, row: Outgoing) -> None:
    """The owner was reminded after the step's day, and so heard of the supervisor."""
    due = work.get(Task, row.subject_id).due
    told = work.find(Outgoing, message="reminder:task", subject_id=row.subject_id)
    after = next(one for one in told if one.due_at.date() > due)
    work.replace(replace(after, state=Sending.SENT, sent_at=after.due_at))


def _speak(case: Casework, language: str) -> None:
    """Everybody reads this language."""
    with case.storage.units(TEAM, "system") as work:
        for person in work.find(Person, case_id=case.ids["case"]):
            work.replace(replace(person, language=language))
        for user in (SUPERVISOR, ENDORSER):
            known = work.first(DirectLine, slack_user=user)
            if known is None:
                known = DirectLine(workspace_id=TEAM, id=work.new_id(), slack_user=user)
                work.add(known)
            work.replace(replace(known, language=language))
        work.commit()
