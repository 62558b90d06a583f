"""About private pages: the link as an e-mail, and to those who lead that one is locked or holds news."""

from bot.domain.delivery import Outgoing
from bot.domain.errors import NotFound
from bot.domain.family_page import LinkState, PageLink
from bot.domain.people import Person
from bot.domain.sending import Drop, MailToSend, Ready, Refused
from bot.notices.reader import Reader
from bot.render import Press, Words
from bot.services.acting import Agency
from bot.services.delivery.mailing import NO_SAFE_ADDRESS, Write
from bot.services.family_page.links import address_of
from bot.services.people.safe_ways import safe_email
from bot.services.ports import UnitOfWork


def page_by_mail(agency: Agency, words: Words) -> Write:
    """A writer of the mail with the link. Its code is never in it, nor anybody's name."""

    def write(work: UnitOfWork, outgoing: Outgoing) -> MailToSend | Drop:
        link = work.get(PageLink, outgoing.subject_id)
        if link.state(work.now) is not LinkState.OPEN or not agency.family_page:
            return Drop("link_not_open")
        person = work.get(Person, link.person_id)
        address = safe_email(work, link.case_id, link.person_id)
        if address is None:
            raise Refused(NO_SAFE_ADDRESS)
        language = person.language or "en"
        values = {"practice": agency.practice, "phone": agency.office.phone or ""}
        return MailToSend(
            to=address,
            subject=words.text("web/subject", language, **values),
            words=words.text("web/mail", language, address=address_of(agency, link.id), **values),
            language=language,
        )

    return write


def locked(reader: Reader) -> Ready:
    """Too many wrong codes: nobody comes in by this link any more. Whose it is, is behind the button."""
    return reader.says("page_locked", presses=[_links(reader)])


def told(reader: Reader) -> Ready:
    """Somebody changed how they are reached, or their language; who and what is behind the button."""
    person = reader.on.person(reader.outgoing.subject_id)
    if not person.here:
        raise NotFound("person", id=person.id)
    return reader.says("page_told", presses=[Press("person", "do:person", person.id, "primary")])


def opened(reader: Reader) -> Ready:
    """To the person themself: a private page was opened for them. Neither link nor code is in it."""
    link = reader.on.work.get(PageLink, reader.outgoing.subject_id)
    if link.state(reader.on.work.now) is not LinkState.OPEN:
        return Drop("link_not_open")
    return reader.says("page_opened")


def say_code(reader: Reader) -> Ready:
    """To another who leads: please say the code of a page. Whose, and the code, are behind the button."""
    link = reader.on.work.get(PageLink, reader.outgoing.subject_id)
    if link.state(reader.on.work.now) is not LinkState.OPEN:
        return Drop("link_not_open")
    return reader.says("say_page_code", presses=[Press("code", "do:page_code", link.id, "primary")])


def _links(reader: Reader) -> Press:
    return Press("pages", "do:family_pages", reader.on.case.id, "primary")
