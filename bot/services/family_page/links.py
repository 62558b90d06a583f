"""For those who lead: open a private page for somebody, hear its code, see which are open, take one back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from bot.domain import access
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.family_page import (
    BY_EMAIL,
    LINK_LASTS,
    LinkState,
    PageLink,
    as_typed,
    code_mac,
    digest,
    new_code,
)
from bot.domain.people import Person
from bot.domain.reminder import BY_MAIL
from bot.services.acting import Acting, Agency, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.family_page.ending import end_link, end_pages
from bot.services.people.safe_ways import safe_email, safe_slack

AS_MAIL = "family_page"
# Nothing else that the server signs begins so: plans and papers are JSON.
FOR_TOKENS = "roundtable family page link "


@dataclass(frozen=True)
class OpenLink:
    """One link as those who lead see it."""

    link: PageLink
    person: Person
    state: LinkState


def token_of(agency: Agency, link_id: str) -> str:
    """A link's secret: made again from the server's own key whenever it is needed, and kept nowhere."""
    signed = agency.signer.sign(f"{FOR_TOKENS}{link_id}".encode())
    return as_typed(sha256(signed.encode()).digest()[:20])


def address_of(agency: Agency, link_id: str) -> str:
    """Where the link leads."""
    return f"{agency.family_page}/family/{token_of(agency, link_id)}"


def open_page(acting: Acting, person_id: str, values: Mapping[str, Any]) -> PageLink:
    """A new link for this person; an older one of theirs ends. By e-mail only to an address called safe.

    Whoever reads Slack hears of it there: nobody opens a page in their name without their knowing.
    Raises NotNow where there are no private pages, AnswersNotUnderstood for whoever may have none.
    """
    with acting.on_case("family_page.open", acting.case_of(Person, person_id)) as on:
        if not acting.agency.family_page:
            raise NotNow("no_family_page")
        person = on.person(person_id)
        if not may_have_one(on, person):
            raise AnswersNotUnderstood({"how": "no_page_for_them"})
        if values["how"] == BY_EMAIL and not _can_be_mailed(acting.agency, on, person):
            raise AnswersNotUnderstood({"how": "no_page_by_email"})
        end_pages(on, [person.id], "newer_link")
        link = _kept(acting.agency, on, person, values["how"])
        if link.how == BY_EMAIL:
            on.work.send(_mail(on, link))
        if safe_slack(on.work, person):
            on.work.send(direct(on, person, "page_opened", link.id, f"page_opened:{link.id}"))
        return link


def may_have_one(on: OnCase, person: Person) -> bool:
    """Whether somebody of the case may use a private page."""
    allowed = access.may(on.as_seen_by(person).by_role, "family_page.own")
    return allowed and person.here and person.on_team


def may_open(acting: Acting, person_id: str) -> bool:
    """Whether there are private pages, and one may be opened for this person. Raises NotAllowed."""
    with acting.looking("family_page.open", acting.case_of(Person, person_id)) as on:
        person = on.people.get(person_id)
        return bool(acting.agency.family_page) and person is not None and may_have_one(on, person)


def give_code(acting: Acting, link_id: str) -> tuple[str, PageLink]:
    """A code to say out loud; one that was given before works no longer. Raises NotNow for a dead link."""
    with acting.on_case("family_page.open", acting.case_of(PageLink, link_id)) as on:
        link = on.work.get(PageLink, link_id)
        if link.state(on.work.now) is not LinkState.OPEN:
            raise NotNow("link_not_open")
        code = new_code()
        mac = code_mac(token_of(acting.agency, link.id), code)
        on.work.replace(replace(link, code_mac=mac))
        on.work.audit("family_page.code", link.id, ["code"], on.case.id)
        return code, link


def others_to_say_code(acting: Acting, link_id: str) -> tuple[Person, ...]:
    """The others who lead and have Slack: one gives the link, another says the code. Raises NotAllowed."""
    with acting.looking("family_page.open", acting.case_of(PageLink, link_id)) as on:
        return tuple(_others_who_lead(on))


def ask_to_say_code(acting: Acting, link_id: str) -> None:
    """Ask the others who lead to say the code, so that nobody holds both link and code.

    Raises NotNow for a link that lets nobody in, or where nobody else leads.
    """
    with acting.on_case("family_page.open", acting.case_of(PageLink, link_id)) as on:
        link = on.work.get(PageLink, link_id)
        others = list(_others_who_lead(on))
        if link.state(on.work.now) is not LinkState.OPEN:
            raise NotNow("link_not_open")
        if not others:
            raise NotNow("nobody_else_leads")
        for one in others:
            on.work.send(direct(on, one, "say_page_code", link.id, f"say_page_code:{link.id}:{one.id}"))


def _others_who_lead(on: OnCase) -> Iterator[Person]:
    return (one for one in on.leaders() if one.slack_user and one.slack_user != on.work.actor)


def end_page(acting: Acting, link_id: str) -> str:
    """Take a link back; whoever is on the page is out at once. Returns the case id."""
    with acting.on_case("family_page.open", acting.case_of(PageLink, link_id)) as on:
        link = on.work.get(PageLink, link_id)
        if link.ended_at is None:
            end_link(on, link, "staff")
        return on.case.id


def pages_of(acting: Acting, case_id: str) -> tuple[OpenLink, ...]:
    """The links of a case, the newest first: the last of each person, so that none is overlooked."""
    with acting.looking("family_page.open", case_id) as on:
        last = {one.person_id: one for one in on.work.find(PageLink, case_id=case_id)}
        found = sorted(last.values(), key=lambda one: one.opened_at, reverse=True)
        return tuple(OpenLink(one, on.person(one.person_id), one.state(on.work.now)) for one in found)


def _kept(agency: Agency, on: OnCase, person: Person, how: str) -> PageLink:
    link_id = on.work.new_id()
    link = PageLink(
        workspace_id=on.work.workspace_id,
        id=link_id,
        case_id=on.case.id,
        person_id=person.id,
        token_sha256=digest(token_of(agency, link_id)),
        how=how,
        opened_by=on.work.actor,
        opened_at=on.work.now,
        expires_at=on.work.now + LINK_LASTS,
    )
    on.work.add(link)
    return link


def _can_be_mailed(agency: Agency, on: OnCase, person: Person) -> bool:
    return agency.office.mails and safe_email(on.work, on.case.id, person.id) is not None


def _mail(on: OnCase, link: PageLink) -> Outgoing:
    return Outgoing(
        workspace_id=on.work.workspace_id,
        id=on.work.new_id(),
        key=f"{AS_MAIL}:{link.id}",
        to=BY_MAIL + link.person_id,
        message=AS_MAIL,
        subject_id=link.id,
        due_at=on.work.now,
        case_id=on.case.id,
        person_id=link.person_id,
        expires_at=link.expires_at,
    )
