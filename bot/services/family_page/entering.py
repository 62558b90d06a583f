"""Coming in: a link with its code makes a visit, once; whatever else is tried gets one answer for all."""

from dataclasses import dataclass, replace

from bot.domain.errors import AlreadyDone, NotAllowed, SomeoneElseChangedThis
from bot.domain.family_page import (
    SOURCE_WINDOW,
    VISIT_LASTS,
    WRONG_CODES_AT_MOST,
    LinkState,
    PageLink,
    PageVisit,
    WrongCodes,
    digest,
    is_code,
    new_secret,
)
from bot.domain.people import ON_PAGE
from bot.services.acting import Acting, Agency, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.ports import Units

# Who changes a link before anybody is known: nobody of the case.
AT_THE_DOOR = "family_page"
FOR_SOURCES = "roundtable family page source "


@dataclass(frozen=True)
class Door:
    """Where people come in: the agency, and the one workspace that it serves."""

    agency: Agency
    workspace_id: str

    def enter(self, token: str, code: str, source: str) -> str | None:
        """What the browser keeps as the sign of its visit; None for whatever is not right, alike for all."""
        # Keyed by the server: from what is kept nobody works out an address on the net.
        place = digest(self.agency.signer.sign(f"{FOR_SOURCES}{source}".encode()))
        if self._tried_too_often(place):
            return None
        secret = self._tried(token, code)
        if secret is None:
            self._note_wrong(place)
        return secret

    def _tried(self, token: str, code: str) -> str | None:
        with self.agency.units(self.workspace_id, AT_THE_DOOR, read_only=True) as work:
            known = work.first(PageLink, token_sha256=digest(token))
        if known is None:
            is_code(None, token, code)
            return None
        with self.agency.units(self.workspace_id, AT_THE_DOOR) as work:
            work.turn(id=known.case_id)
            link = work.get(PageLink, known.id)
            right = is_code(link, token, code)
            if link.state(work.now) is not LinkState.OPEN:
                return None
            try:
                on = _as_person(self.agency, link).open(work, "family_page.own", link.case_id)
            except NotAllowed:
                return None
            if not right:
                _one_more_wrong(on, link)
            secret = _come_in(on, link) if right else None
            work.commit()
            return secret

    def _tried_too_often(self, place: str) -> bool:
        with self.agency.units(self.workspace_id, AT_THE_DOOR, read_only=True) as work:
            known = work.first(WrongCodes, source_sha256=place)
            return known is not None and known.too_many(work.now)

    def _note_wrong(self, place: str) -> None:
        """A link counts its own exactly; of two at once from one place, one may go uncounted here."""
        try:
            with self.agency.units(self.workspace_id, AT_THE_DOOR) as work:
                known = work.first(WrongCodes, source_sha256=place)
                if known is None or work.now - known.since >= SOURCE_WINDOW:
                    work.drop(WrongCodes, source_sha256=place)
                    anew = WrongCodes(
                        workspace_id=self.workspace_id,
                        id=work.new_id(),
                        source_sha256=place,
                        since=work.now,
                        count=1,
                    )
                    work.add(anew)
                else:
                    work.replace(replace(known, count=known.count + 1))
                work.commit()
        except (AlreadyDone, SomeoneElseChangedThis):
            return


def _as_person(agency: Agency, link: PageLink) -> Acting:
    return Acting(agency=agency, workspace_id=link.workspace_id, user=ON_PAGE + link.person_id)


def _come_in(on: OnCase, link: PageLink) -> str:
    secret = new_secret()
    on.work.replace(replace(link, used_at=on.work.now))
    on.keep(
        PageVisit,
        link_id=link.id,
        person_id=link.person_id,
        secret_sha256=digest(secret),
        began_at=on.work.now,
        seen_at=on.work.now,
    )
    return secret


def _one_more_wrong(on: OnCase, link: PageLink) -> None:
    """After the last one the link is locked, and those who lead are told."""
    wrong = link.wrong + 1
    locked = on.work.now if wrong >= WRONG_CODES_AT_MOST else None
    on.work.replace(replace(link, wrong=wrong, locked_at=locked))
    if locked is None:
        return
    for leader in on.leaders():
        if leader.slack_user:
            on.work.send(direct(on, leader, "page_locked", link.id, f"page_locked:{link.id}:{leader.id}"))


def forget_what_passed(units: Units, workspace_id: str) -> None:
    """Visits that are over, and wrong codes of before: nobody needs them any more."""
    with units(workspace_id, AT_THE_DOOR) as work:
        for visit in work.find(PageVisit):
            if work.now - visit.began_at >= VISIT_LASTS:
                work.drop(PageVisit, id=visit.id)
        for tried in work.find(WrongCodes):
            if work.now - tried.since >= SOURCE_WINDOW:
                work.drop(WrongCodes, id=tried.id)
        work.commit()
