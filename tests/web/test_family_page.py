"""The private page of one person: who comes in, what they find, what is kept, and what nobody learns."""

import io
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from bot.domain.closing import Acknowledgement, Copy, MadePaper, View
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, DatabaseAway, NotNow
from bot.domain.family_page import LinkState, PageLink, PageVisit, WrongCodes
from bot.domain.network import ContactWay
from bot.domain.people import ON_PAGE, Person
from bot.notices.family_page import page_by_mail
from bot.render import Words
from bot.services import closing_case
from bot.services.entries import capture, kept_private
from bot.services.family_page import links, own
from bot.services.family_page.entering import forget_what_passed
from bot.services.people import merging, parting, reaching, team
from bot.services.plan import closing, copies, look_once_more, sealing
from tests.services.casework import CUSTODY, MANAGER, TEAM, Casework
from tests.web.family import AUNT, BASE, CARER, FATHER, MOTHER, House, get, hidden, house, post, send, site_of

UNKNOWN = "/family/" + "a" * 32
INSIDE = ("/family/you", "/family/you/plan", "/family/you/part", "/family/you/view", "/family/you/reach")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(request.param, tmp_path_factory.mktemp("family")) as made:
        yield made


@pytest.fixture
def own_place(place: House, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A case of one test's own, on the same kind of database: what people answer changes it for all."""
    with house(request.node.callspec.params["place"], tmp_path) as made:
        yield made


def rows(place: House, kind: type, **equals: object) -> tuple:  # type: ignore[type-arg]
    with place.case.reading() as work:
        return work.find(kind, **equals)


# The way in.


def test_the_right_code_opens_the_page_once_and_leads_to_a_clean_address(place: House) -> None:
    link, path, code = place.link()
    browser = place.browser()
    answer = post(browser, path, code=f"{code[:4]} {code[4:]}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/family/you")
    cookie = answer.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/family/"))
    assert "Your page" in get(browser, "/family/you").text
    assert place.state(link) is LinkState.USED
    # A replayed link: the same code from another browser gets the answer for every wrong one.
    again = post(place.browser(), path, code=code)
    assert again.status_code == 403
    assert "Set-Cookie" not in again.headers


def test_neither_token_nor_code_nor_sign_is_in_the_record(place: House) -> None:
    link, path, code = place.link()
    browser = place.browser()
    post(browser, path, code=code)
    secret = browser.get_cookie("family_page", domain="pages.agency.example", path="/family/")
    token = path.rpartition("/")[2]
    with place.case.reading() as work:
        kept = (
            f"{work.get(PageLink, link.id)} {work.find(PageVisit, link_id=link.id)} {work.history(link.id)}"
        )
    assert secret is not None
    assert not any(one in kept for one in (token, code, secret.value))


def test_looking_at_a_link_changes_nothing_and_tells_nothing(place: House) -> None:
    """A mail scanner: HEAD, GET, a browser without a screen that follows each link it finds."""
    link, path, _ = place.link()
    ended, over, _ = place.link(AUNT)
    links.end_page(place.case.as_(MANAGER), ended.id)
    before = rows(place, PageLink), rows(place, WrongCodes), rows(place, PageVisit)
    scanner = place.browser()
    pages = {
        get(scanner, one).text.replace(one, "…") for one in (path, f"{path}/", over, UNKNOWN, "/family/x")
    }
    assert len(pages) == 1
    assert scanner.head(path, base_url=BASE).status_code == 200
    assert get(scanner, f"{path}?language=es").status_code == 200
    assert get(scanner, f"{path}/square").status_code == get(scanner, f"{UNKNOWN}/square").status_code == 200
    assert (rows(place, PageLink), rows(place, WrongCodes), rows(place, PageVisit)) == before
    assert place.state(link) is LinkState.OPEN


def test_whatever_is_not_right_gets_the_same_answer(place: House) -> None:
    answers = set()
    for state in ("unknown", "wrong", "used", "ended", "expired", "no code yet"):
        link, path, code = place.link()
        if state == "used":
            post(place.browser(), path, code=code)
        if state == "ended":
            links.end_page(place.case.as_(MANAGER), link.id)
        if state == "expired":
            place.later(days=8)
        if state == "no code yet":
            opened = links.open_page(place.case.as_(MANAGER), place.case.ids[FATHER], {"how": "shown"})
            path = links.address_of(place.case.agency, opened.id).removeprefix(BASE)
        tried = {"unknown": UNKNOWN}.get(state, path)
        wrong = post(place.browser(state), tried, code="00000000" if state == "wrong" else code)
        answers.add((wrong.status_code, wrong.text, tuple(wrong.headers.keys())))
    assert len(answers) == 1
    ((status, text, _),) = answers
    assert status == 403
    assert 'role="alert"' in text
    assert "<title>Please look: Enter your code</title>" in text


def test_a_thousand_wrong_codes_lock_the_link_and_staff_are_told(
    place: House, request: pytest.FixtureRequest
) -> None:
    link, path, code = place.link()
    seen = set()
    # Once is enough for all thousand: they differ by nothing after the fifth.
    for number in range(1000 if request.node.callspec.params["place"] == "sqlite" else 40):
        # From ever new places, as one who really wants in would come.
        answer = post(place.browser(f"198.51.100.{number}"), path, code=f"{number:08d}")
        seen.add((answer.status_code, answer.text))
    assert len(seen) == 1
    assert place.state(link) is LinkState.LOCKED
    assert post(place.browser("192.0.2.1"), path, code=code).status_code == 403
    (kept,) = rows(place, PageLink, id=link.id)
    assert kept.wrong == 5
    told = rows(place, Outgoing, message="page_locked", subject_id=link.id)
    assert {one.to for one in told} == {MANAGER, "U0FACILITATOR"}


def test_many_at_once_have_no_more_tries_than_one_after_another(place: House) -> None:
    link, path, _ = place.link()
    threads = [
        threading.Thread(target=lambda n=n: post(place.browser(f"10.0.0.{n}"), path, code=f"{n:08d}"))
        for n in range(16)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    (kept,) = rows(place, PageLink, id=link.id)
    assert (kept.wrong, place.state(link)) == (5, LinkState.LOCKED)


def test_one_place_that_tries_link_after_link_is_not_heard_for_a_while(place: House) -> None:
    busy = place.browser("192.0.2.99")
    for number in range(30):
        post(busy, f"/family/{number:032d}", code="12345678")
    _, path, code = place.link()
    assert post(busy, path, code=code).status_code == 403
    assert post(place.browser("192.0.2.98"), path, code=code).status_code == 303
    place.later(minutes=16)
    _, path, code = place.link()
    assert post(busy, path, code=code).status_code == 303


def test_a_new_code_takes_the_place_of_the_one_before(place: House) -> None:
    link, path, first = place.link()
    second, _ = links.give_code(place.case.as_(MANAGER), link.id)
    assert post(place.browser(), path, code=first).status_code == 403
    assert post(place.browser(), path, code=second).status_code == 303


# What every answer carries.


def test_every_answer_is_kept_to_this_browser(place: House) -> None:
    browser = place.inside()
    outside = place.browser()
    answers = [get(browser, path) for path in INSIDE]
    answers += [get(outside, one) for one in ("/family/look.css", UNKNOWN, f"{UNKNOWN}/square", *INSIDE)]
    answers += [post(outside, UNKNOWN, code="1"), post(outside, "/family/you/part")]
    answers += [get(outside, "/family/a/b/c")]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Frame-Options"] == "DENY"
    assert answers[-1].status_code == 404


def test_where_nothing_is_there_is_a_plain_page_in_the_persons_language(own_place: House) -> None:
    spanish = {"headers": {"Accept-Language": "es"}}
    for path in ("/family/", "/family/a/b/c"):
        answer = get(own_place.browser(), path, **spanish)
        assert (answer.status_code, "Esta página no está aquí" in answer.text) == (404, True)
    browser = own_place.inside()
    post(browser, "/family/you/language", **hidden(get(browser, "/family/you/reach")), language="es")
    for path in ("/family/you/plans", "/family/you/file"):
        answer = get(browser, path)
        assert (answer.status_code, 'href="/family/you"' in answer.text) == (404, True)
        assert "Esta página no está aquí" in answer.text
    assert get(own_place.browser(), "/family/you/plans").status_code == 403, "nobody learns what is there"


def test_no_page_names_a_child_in_its_title_or_address_or_loads_anything(place: House) -> None:
    browser = place.inside(MOTHER)
    for path in INSIDE:
        page = get(browser, path).text
        title = page[page.index("<title>") : page.index("</title>")]
        assert not any(name in title + path for name in ("June", "Max", "Reyes", "Name-of"))
        assert "<script" not in page
        assert "style=" not in page
        assert "http://" not in page.replace("http://www.w3.org", "")


def test_without_a_visit_nothing_is_shown_and_typed_words_come_back(place: House) -> None:
    stranger = place.browser()
    for path in INSIDE:
        answer = get(stranger, path)
        assert (answer.status_code, "Your visit is over" in answer.text) == (403, True)
    lost = post(stranger, "/family/you/view", view="disagrees", words="I <b>want</b> her home.")
    assert lost.status_code == 403
    assert "I &lt;b&gt;want&lt;/b&gt; her home." in lost.text
    foreign = stranger.post(
        "/family/you/view", base_url=BASE, data={"words": "x1x"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert "x1x" not in foreign.text


def test_a_form_of_another_site_is_not_taken(place: House) -> None:
    browser = place.inside()
    values = hidden(get(browser, "/family/you/view")) | {"view": "disagrees"}
    before = rows(place, View, person_id=place.case.ids[FATHER])
    assert post(browser, "/family/you/view", **{**values, "key": "0" * 64}).status_code == 403
    browser = place.inside()
    values = hidden(get(browser, "/family/you/view")) | {"view": "disagrees"}
    crossed = browser.post(
        "/family/you/view", base_url=BASE, data=values, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert crossed.status_code == 403
    assert rows(place, View, person_id=place.case.ids[FATHER]) == before


def test_a_visit_ends_when_nobody_is_there_when_it_is_long_and_when_it_is_left(place: House) -> None:
    browser = place.inside()
    place.later(minutes=31)
    assert get(browser, "/family/you").status_code == 403
    browser = place.inside()
    for _ in range(6):
        place.later(minutes=19)
        assert get(browser, "/family/you").status_code == 200
    place.later(minutes=19)
    assert get(browser, "/family/you").status_code == 403
    browser = place.inside()
    sign = browser.get_cookie("family_page", domain="pages.agency.example", path="/family/")
    send(browser, "/family/you", "/family/you/leave")
    assert sign is not None
    browser.set_cookie("family_page", sign.value, domain="pages.agency.example", path="/family/", secure=True)
    assert get(browser, "/family/you").status_code == 403


# What ends a link, and whoever is inside with it.


def _leave(case: Casework) -> None:
    team.remove_person(case.as_(MANAGER), case.ids[AUNT])
    team.bring_back(case.as_(MANAGER), case.ids[AUNT])


def _merge(case: Casework) -> None:
    twin = team.add_person(
        case.as_(MANAGER),
        case.ids["case"],
        {"name": "Lu", "role": "relative_support", "family_said_yes": True},
    )
    merging.part_again(case.as_(MANAGER), merging.merge(case.as_(MANAGER), twin, case.ids[AUNT]))


def _apart(case: Casework) -> None:
    pair = {"person_id": case.ids[AUNT], "other": case.ids["U0AGENCY"], "kind": "wish", "since": CUSTODY}
    rule = parting.keep_apart(case.as_(MANAGER), case.ids["case"], pair)
    parting.correct(case.as_(MANAGER), rule.id, {"ended_on": CUSTODY}, rule.version)


def _close(case: Casework) -> None:
    closing_case.close_case(
        case.as_(MANAGER), case.ids["case"], {"closed_on": CUSTODY, "why": "safe_at_home", "words": None}
    )
    closing_case.reopen_case(case.as_(MANAGER), case.ids["case"], "Dana asked.")


@pytest.mark.parametrize(
    ("happens", "why"),
    [(_leave, "left"), (_merge, "same_person"), (_apart, "kept_apart"), (_close, "case_closed")],
)
def test_a_link_ends_for_good_with_the_access_it_gave(place: House, happens: object, why: str) -> None:
    """Also when that is undone later: staff open a new one, knowing what happened."""
    assert callable(happens)
    inside, browser = place.link(AUNT), place.browser()
    post(browser, inside[1], code=inside[2])
    happens(place.case)
    assert get(browser, "/family/you").status_code == 403
    (kept,) = rows(place, PageLink, id=inside[0].id)
    assert (kept.ended_why, place.state(inside[0])) == (why, LinkState.ENDED)
    _, path, code = place.link(AUNT)
    assert post(place.browser(), path, code=code).status_code == 303


def test_another_says_the_code_who_looked_is_noted_and_its_person_hears_of_the_page(place: House) -> None:
    link = links.open_page(place.case.as_(MANAGER), place.case.ids[FATHER], {"how": "shown"})
    [told] = rows(place, Outgoing, message="page_opened", subject_id=link.id)
    assert (told.to, told.person_id) == (FATHER, place.case.ids[FATHER])
    others = links.others_to_say_code(place.case.as_(MANAGER), link.id)
    links.ask_to_say_code(place.case.as_(MANAGER), link.id)
    asked = rows(place, Outgoing, message="say_page_code", subject_id=link.id)
    assert {one.to for one in asked} == {one.slack_user for one in others} == {"U0FACILITATOR"}
    links.give_code(place.case.as_("U0FACILITATOR"), link.id)
    lines = [line for line in place.case.storage.audit_lines(TEAM, place.case.ids["case"]) if link.id in line]
    [looked] = [line for line in lines if "family_page.code" in line]
    assert "U0FACILITATOR" in looked
    links.end_page(place.case.as_(MANAGER), link.id)
    with pytest.raises(NotNow, match="link_not_open"):
        links.ask_to_say_code(place.case.as_(MANAGER), link.id)


def test_staff_end_a_link_and_see_where_each_stands(place: House) -> None:
    link, path, code = place.link(CARER)
    browser = place.browser()
    post(browser, path, code=code)
    seen = {one.person.id: one for one in links.pages_of(place.case.as_(MANAGER), place.case.ids["case"])}
    assert seen[place.case.ids[CARER]].state is LinkState.USED
    links.end_page(place.case.as_(MANAGER), link.id)
    assert get(browser, "/family/you").status_code == 403
    again, older, code = place.link(CARER)
    _, newer, newest = place.link(CARER)
    assert place.state(again) is LinkState.ENDED
    assert post(place.browser(), older, code=code).status_code == 403
    assert post(place.browser(), newer, code=newest).status_code == 303


def test_only_those_whom_it_is_for_have_a_page(place: House) -> None:
    for user in ("U0OBSERVER", "U0FACILITATOR", "U0AGENCY"):
        with pytest.raises(AnswersNotUnderstood):
            links.open_page(place.case.as_(MANAGER), place.case.ids[user], {"how": "shown"})


def test_a_link_is_mailed_to_a_safe_address_alone_and_without_its_code(place: House) -> None:
    case, words = place.case, Words()
    agency = replace(case.agency, office=replace(case.agency.office, mails=True, phone="555 0100"))
    mailing = replace(case.as_(MANAGER), agency=agency)
    with pytest.raises(AnswersNotUnderstood):
        links.open_page(mailing, case.ids[MOTHER], {"how": "email"})
    way = {"person_id": case.ids[MOTHER], "kind": "email", "value": "dana@home.example", "safe": True}
    way_id = reaching.add_way(case.as_(MANAGER), case.ids["case"], way)
    link = links.open_page(replace(case.as_(MANAGER), agency=agency), case.ids[MOTHER], {"how": "email"})
    code, _ = links.give_code(case.as_(MANAGER), link.id)
    (row,) = rows(place, Outgoing, message="family_page", subject_id=link.id)
    with case.reading() as work:
        mail = page_by_mail(agency, words)(work, row)
    assert (mail.to, mail.subject) == ("dana@home.example", "A page for you")  # type: ignore[union-attr]
    told = mail.words  # type: ignore[union-attr]
    address = links.address_of(agency, link.id)
    assert address in told
    assert code not in told.replace(" ", "")
    assert not any(name in told for name in ("June", "Max", "Reyes", "Name-of"))
    # They find that somebody reads their mail: the link that lies there lets nobody in.
    (known,) = rows(place, ContactWay, id=way_id)
    reaching.change_way(case.as_(MANAGER), way_id, {**way, "safe": False}, known.version)
    assert post(place.browser(), address.removeprefix(BASE), code=code).status_code == 403


# What a person finds and does there.


def test_the_plan_is_their_own_copy_and_says_what_their_paper_says(place: House) -> None:
    """Each reads what their paper holds; a father nothing of a child who is not his."""
    for user, theirs, others in (
        (FATHER, "Voice-of-second", ("Voice-of-first", "Name-of-U0FIRSTFATHER")),
        ("U0FIRSTFATHER", "Voice-of-first", ("Voice-of-second", "Name-of-U0SECONDFATHER")),
    ):
        browser = place.inside(user)
        page = get(browser, "/family/you/plan").text
        assert theirs in page
        assert not any(one in page for one in (*others, "PRIVATE"))
        paper = send(browser, "/family/you", "/family/you/file", paper="plan.pdf")
        assert paper.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
        text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages)
        assert theirs in text
        assert not any(one in text for one in others)


def test_whoever_has_a_short_copy_reads_it_once_it_is_given_and_no_more(own_place: House) -> None:
    """A relative's page in Kansas: nothing until somebody said why they need it, then what is theirs."""
    place, aunt = own_place, own_place.inside("U0AUNT")
    assert get(aunt, "/family/you/plan").status_code == 303
    why = {"purpose": "their_part", "why": "She helps at night.", "how": "hand"}
    person = {"person_id": place.case.ids["U0AUNT"]}
    copies.give(place.case.as_(MANAGER), place.case.ids["version"], {**person, **why})
    page = get(aunt, "/family/you/plan").text
    assert "Strength-of-U0MOTHER" in page
    assert not any(one in page for one in ("Task-of-", "Concern-of-", "Voice-of-", "Reasons-for-"))
    paper = send(aunt, "/family/you", "/family/you/file", paper="copy.pdf")
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(paper.data)).pages)
    assert "Strength-of-" in text
    assert send(aunt, "/family/you", "/family/you/file", paper="plan.pdf").status_code == 303


def test_while_the_plan_waits_their_own_steps_and_answers_stand_there_and_nothing_of_the_plan(
    own_place: House,
) -> None:
    """A child's wish came after the seal. No earlier copy is shown either: it may say what is to be kept."""
    case = own_place.case
    father = own_place.inside(FATHER)
    wish = {"child_id": case.ids["first"], "words": "PRIVATE-wish", "told_on": case.clock.moment.date()}
    assert "Task-of-" not in get(father, "/family/you").text, "the plan says it"
    kept_private.keep(case.as_(MANAGER), case.ids["case"], wish)
    page = get(father, "/family/you").text
    assert "We look at it once more" in page
    assert "Task-of-U0SECONDFATHER" in page
    assert "By April 15, 2026." in page
    assert "Task-of-U0MOTHER" not in page
    assert not any(one in page for one in ("PRIVATE", "Strength-of", "Goal", "/family/you/plan"))
    assert get(father, "/family/you/plan").status_code == 303


def test_a_file_is_logged_as_given_and_as_their_copy(place: House) -> None:
    browser, me = place.inside(), place.case.ids[FATHER]
    paper = send(browser, "/family/you", "/family/you/file", paper="plan.docx")
    assert Document(io.BytesIO(paper.data)).paragraphs
    made = rows(place, MadePaper, paper="plan.docx", made_for=ON_PAGE + me)
    assert made
    (copy,) = rows(place, Copy, person_id=me, version_id=place.case.ids["version"])
    assert (copy.how, copy.got_on is not None) == ("family_page", True)
    lines = list(place.case.storage.audit_lines("T0CASEWORK", place.case.ids["case"]))
    assert any("disclosure.file" in one and ON_PAGE + me in one for one in lines)
    # Whoever has no right to the paper has no button, and the address gives them nothing.
    carer = place.inside(CARER)
    assert "plan.pdf" not in get(carer, "/family/you").text
    assert send(carer, "/family/you", "/family/you/file", paper="plan.pdf").status_code == 303
    assert send(browser, "/family/you", "/family/you/file", paper="record.json").status_code == 303


def test_reading_is_logged_once_for_each_visit(place: House) -> None:
    def noted() -> int:
        lines = place.case.storage.audit_lines("T0CASEWORK", place.case.ids["case"])
        return sum("disclosure.page" in one and ON_PAGE + place.case.ids[MOTHER] in one for one in lines)

    browser, before = place.inside(MOTHER), noted()
    for _ in range(3):
        assert get(browser, "/family/you/plan").status_code == 200
    assert noted() == before + 1
    get(place.inside(MOTHER), "/family/you/plan")
    assert noted() == before + 2


def test_taking_part_and_view_are_two_answers_by_their_own_hand(own_place: House) -> None:
    place = own_place
    browser, me = place.inside(FATHER), place.case.ids[FATHER]
    page = get(browser, "/family/you/part").text
    assert "checked" not in page
    assert "agree" not in page.lower().replace("agrees", "").replace("disagrees", "")
    unchosen = send(browser, "/family/you/part", words="Nobody asked me.")
    assert unchosen.status_code == 422
    assert "Nobody asked me." in unchosen.text
    assert send(browser, "/family/you/part", answer="maybe").status_code == 422
    words = "I was at work. ¿Por qué no el jueves? 我 👪\n" + "far " * 3000
    assert send(browser, "/family/you/part", answer="no", words=words).status_code == 303
    (said,) = rows(place, Acknowledgement, person_id=me)
    assert (said.answer, said.manner, said.entered_by) == ("no", "family_page", ON_PAGE + me)
    assert said.words == words.strip()
    assert not rows(place, View, person_id=me)
    assert rows(place, Outgoing, message="said_no", subject_id=said.id)
    # The page itself asks what they think; no message goes to a Slack that they may not have.
    assert not rows(place, Outgoing, message="ask_view", person_id=me)
    assert send(browser, "/family/you/view", view="disagrees", words="It is too far.").status_code == 303
    (view,) = rows(place, View, person_id=me)
    assert (view.view, view.words) == ("disagrees", "It is too far.")
    assert (view.told_how_to_challenge, view.told_in) == (True, "en"), "the page says how to ask for a change"
    assert view.told in get(browser, "/family/you/view").text
    assert "You said on" in get(browser, "/family/you").text


def test_of_two_answers_at_once_the_second_is_told_the_first(own_place: House) -> None:
    """From Slack and from the page: nothing is overwritten unseen, and both are in the record."""
    place = own_place
    browser, case = place.inside(AUNT), place.case
    me = case.ids[AUNT]
    shown = hidden(get(browser, "/family/you/part"))
    closing.acknowledge(case.as_(AUNT), case.ids["version"], {"answer": "in_part"})
    late = post(browser, "/family/you/part", **shown, answer="yes", words="I came late.")
    assert late.status_code == 422
    assert "An answer of yours was saved in the meantime" in late.text
    assert "I came late." in late.text
    (said,) = rows(place, Acknowledgement, person_id=me)
    assert (said.answer, said.manner) == ("in_part", "tap")
    # Knowing that, they may still change it; the answer before stays in the history.
    assert (
        post(browser, "/family/you/part", **hidden(late), answer="yes", words="I came late.").status_code
        == 303
    )
    with case.reading() as work:
        (now,) = work.find(Acknowledgement, person_id=me)
        before = [one for one, *_ in work.history(now.id)]
    assert (now.answer, now.manner, now.words) == ("yes", "family_page", "I came late.")
    assert any(getattr(one, "answer", "") == "in_part" for one in before)


def test_a_tap_in_slack_after_the_page_is_told_what_is_kept(own_place: House) -> None:
    browser, case = own_place.inside(AUNT), own_place.case
    send(browser, "/family/you/part", answer="in_part", words="I heard it by phone.")
    with pytest.raises(NotNow) as told:
        closing.acknowledge(case.as_(AUNT), case.ids["version"], {"answer": "yes"})
    assert (told.value.problem, told.value.facts["answer"]) == ("answered_on_page", "in_part")
    (kept,) = rows(own_place, Acknowledgement, person_id=case.ids[AUNT])
    assert (kept.answer, kept.words) == ("in_part", "I heard it by phone.")
    # Nor do staff put another answer in its place: only she can.
    signed = {"person_id": case.ids[AUNT], "answer": "yes", "manner": "own_hand"}
    with pytest.raises(AnswersNotUnderstood) as refused:
        closing.acknowledge(case.as_(MANAGER), case.ids["version"], signed)
    assert refused.value.problems == {"person_id": "said_it_themselves"}


def test_truly_at_once_one_of_two_is_kept_and_the_other_is_told(own_place: House) -> None:
    place = own_place
    browsers = [place.inside(AUNT)]
    # One visit in two windows: a new link would end the first.
    browsers.append(place.browser())
    sign = browsers[0].get_cookie("family_page", domain="pages.agency.example", path="/family/")
    assert sign is not None
    browsers[1].set_cookie(
        "family_page", sign.value, domain="pages.agency.example", path="/family/", secure=True
    )
    forms = [hidden(get(one, "/family/you/part")) for one in browsers]
    answers: list[int] = []

    def say(nth: int) -> None:
        answer = ("yes", "in_part")[nth]
        answers.append(post(browsers[nth], "/family/you/part", **forms[nth], answer=answer).status_code)

    threads = [threading.Thread(target=say, args=(nth,)) for nth in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(answers) == [303, 422]
    assert len(rows(place, Acknowledgement, person_id=place.case.ids[AUNT])) == 1


def test_a_way_to_reach_them_waits_for_staff_and_one_that_is_not_safe_does_not(place: House) -> None:
    browser, me = place.inside(AUNT), place.case.ids[AUNT]
    assert send(browser, "/family/you/reach", kind="phone", value="").status_code == 422
    assert send(browser, "/family/you/reach", kind="phone", value="555 0142").status_code == 303
    (way,) = rows(place, ContactWay, person_id=me)
    assert (way.value, way.safe, way.usable, way.entered_by) == ("555 0142", None, False, ON_PAGE + me)
    told = rows(place, Outgoing, message="page_told", subject_id=me)
    assert {one.to for one in told} == {MANAGER, "U0FACILITATOR"}
    page = get(browser, "/family/you/reach").text
    assert "555 0142" not in page
    assert "••• 42" in page
    assert send(browser, "/family/you/reach", stop=way.id).status_code == 303
    (way,) = rows(place, ContactWay, person_id=me)
    assert (way.safe, way.asked_by) == (False, me)
    theirs = next(one for one in rows(place, ContactWay) if one.person_id != me)
    assert send(browser, "/family/you/reach", stop=theirs.id).status_code == 422


def test_their_language_is_theirs_at_once(place: House) -> None:
    browser, me = place.inside(AUNT), place.case.ids[AUNT]
    assert send(browser, "/family/you/reach", "/family/you/language", language="tlh").status_code == 422
    assert send(browser, "/family/you/reach", "/family/you/language", language="es").status_code == 303
    page = get(browser, "/family/you").text
    assert '<html lang="es">' in page
    assert "Su página" in page
    (person,) = rows(place, Person, id=me)
    assert person.language == "es"


def test_when_the_record_is_away_typed_words_come_back(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = place.inside()
    values = hidden(get(browser, "/family/you/view")) | {"view": "disagrees", "words": "Too <far>."}

    def away(*told: object, **more: object) -> None:
        raise DatabaseAway()

    monkeypatch.setattr(own, "look", away)
    answer = post(browser, "/family/you/view", **values)
    assert answer.status_code == 503
    assert "Too &lt;far&gt;." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_passed_is_forgotten(place: House) -> None:
    place.inside()
    post(place.browser("203.0.113.200"), UNKNOWN, code="1")
    place.later(hours=3)
    browser = place.inside()
    forget_what_passed(place.case.storage.units, TEAM)
    assert len(rows(place, PageVisit)) == 1
    assert rows(place, WrongCodes) == ()
    assert get(browser, "/family/you").status_code == 200


def test_practice_says_so_on_every_page(place: House) -> None:
    practising = House(place.case, site_of(place.case, practice=True))
    browser = practising.inside(MOTHER)
    for path in (*INSIDE, UNKNOWN):
        assert "PRACTICE" in get(browser, path).text


def test_a_newer_version_is_shown_before_anybody_answers_about_it(own_place: House) -> None:
    place = own_place
    browser, case = place.inside(MOTHER), place.case
    shown = hidden(get(browser, "/family/you/view"))
    number = own.look(case.as_(MOTHER), case.ids["case"]).version.number  # type: ignore[union-attr]
    _new_version(case)
    late = post(browser, "/family/you/view", **shown, view="disagrees", words="Too far.")
    assert late.status_code == 422
    assert f"version {number + 1}" in late.text
    assert "Too far." in late.text
    assert f'value="{shown["version"]}"' not in late.text


def _new_version(case: Casework) -> None:
    capture.add(case.as_("U0FACILITATOR"), case.ids["case"], "strength", {"text": "They sing."})
    seen = look_once_more.look(case.as_("U0FACILITATOR"), case.ids["case"], look_once_more.NOW).fingerprint
    look_once_more.answer(
        case.as_("U0FACILITATOR"), case.ids["case"], look_once_more.NOW, seen, left_out=True
    )
    sealing.seal(case.as_("U0FACILITATOR"), case.ids["conference"], "They sing.")
