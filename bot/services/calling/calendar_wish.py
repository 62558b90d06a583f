"""A person wants their conferences in their calendar, with or without the place, or does not."""

from dataclasses import replace

from bot.domain.calendar import CalendarWish
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.calling.calendar_files import may_hear, offer_planned, wish_of
from bot.services.calling.scheduling import conference_of
from bot.services.people.safe_ways import safe_email, safe_slack


def wish_own(acting: Acting, conference_id: str, wish: str) -> None:
    """What the one who acts wants (one of WISHES); what is planned comes at once. Raises NotAllowed."""
    with acting.on_case("invitation.reply", conference_of(acting, conference_id).case_id) as on:
        if on.me is None:
            raise NotNow("no_conference")
        _keep(on, on.me, wish)


def wish_for(acting: Acting, conference_id: str, person_id: str, wish: str) -> None:
    """What staff heard that somebody wants. Raises NotAllowed; AnswersNotUnderstood when there is no way."""
    with acting.on_case("conference.plan", conference_of(acting, conference_id).case_id) as on:
        person = on.person(person_id)
        problem = None if wish == "none" else _no_way(on, person, mails=acting.agency.office.mails)
        if problem:
            raise AnswersNotUnderstood({"person_id": problem})
        _keep(on, person, wish)


def _no_way(on: OnCase, person: Person, *, mails: bool) -> str | None:
    if not may_hear(on.profile, person):
        return "told_by_staff"
    if safe_slack(on.work, person):
        return None
    if not mails:
        return "mail_not_set_up"
    return None if safe_email(on.work, on.case.id, person.id) else "no_safe_email"


def _keep(on: OnCase, person: Person, wish: str) -> None:
    wanted, with_place = wish != "none", wish == "with_place"
    known = wish_of(on.work, on.case.id, person.id)
    if known is None:
        by = on.work.actor
        on.keep(CalendarWish, person_id=person.id, wanted=wanted, with_place=with_place, entered_by=by)
    else:
        on.work.replace(replace(known, wanted=wanted, with_place=with_place, entered_by=on.work.actor))
    offer_planned(on, person)
