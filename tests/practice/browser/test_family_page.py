"""A family's private page in a real browser: on a small phone, without scripts, read and used by all."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from bot.domain.closing import Acknowledgement, View
from bot.services.family_page import links
from tests.services.casework import MANAGER
from tests.web.family import FATHER, House, house, site_of

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
# What each page is measured by: WCAG 2.2 AA 1.4.3, 1.4.10, 2.5.8, 1.3.1, 3.3.2, 2.4.2, 3.1.1.
FAULTS = """() => {
  const faults = [];
  const seen = (el) => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== "hidden";
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const el = node.parentElement;
    if (!node.textContent.trim() || !seen(el)) continue;
    const style = getComputedStyle(el), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [a, b] = [light(rgb(style.color)), light(behind(el))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) faults.push(`contrast ${ratio.toFixed(2)}: ${node.textContent.trim()}`);
    if (size < 16) faults.push(`small letters: ${node.textContent.trim()}`);
  }
  const controls = "a[href], button, input:not([type=hidden]), select, textarea";
  for (const el of document.querySelectorAll(controls)) {
    const box = el.getBoundingClientRect(), small = box.width < 24 || box.height < 24;
    if (seen(el) && box.left >= 0 && small) faults.push(`target: ${el.outerHTML}`);
    const named = el.matches("a, button") ? el.textContent.trim() : el.labels.length;
    if (!named) faults.push(`no label: ${el.outerHTML}`);
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((el) => Number(el.tagName[1]));
  if (levels.filter((one) => one === 1).length !== 1 || levels[0] !== 1) faults.push(`headings ${levels}`);
  const skipped = levels.some((one, i) => i && one > levels[i - 1] + 1);
  if (skipped) faults.push(`heading skipped: ${levels}`);
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title) faults.push("no title");
  if (document.querySelectorAll("main").length !== 1) faults.push("no main part");
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`too wide: ${wide}`);
  for (const el of document.querySelectorAll("[aria-describedby]"))
    for (const id of el.getAttribute("aria-describedby").split(" "))
      if (!document.getElementById(id)) faults.push(`describes nothing: ${id}`);
  return faults;
}"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[House, str]]:
    """The full case, and the address at which its site answers on this machine."""
    with house("sqlite", tmp_path) as made:
        server = make_server("127.0.0.1", 0, made.site, threaded=True)
        address = f"http://127.0.0.1:{server.server_port}"
        made.case.__dict__["agency"] = replace(made.case.agency, family_page=address)
        server.app = site_of(made.case, practice=True, address=address)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield made, address
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small phone whose browser runs no scripts; what a page would load from elsewhere fails the test."""
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=False, locale="en-US", device_scale_factor=2
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(8000)
    yield page
    assert not [url for url in asked if not url.startswith("http://127.0.0.1:")]
    context.close()


def well_made(page: Page) -> None:
    for size in (PHONE, NARROWEST):
        page.set_viewport_size(size)
        assert page.evaluate(FAULTS) == [], page.url
    page.set_viewport_size(PHONE)


def pictured(page: Page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png", full_page=True)


def test_a_father_reads_answers_and_leaves_on_his_phone(
    served: tuple[House, str], phone: Page, tmp_path: Path
) -> None:
    made, address = served
    acting, case = made.case.as_(MANAGER), made.case
    link = links.open_page(acting, case.ids[FATHER], {"how": "shown"})
    way = links.address_of(acting.agency, link.id)
    code, _ = links.give_code(case.as_(MANAGER), link.id)

    phone.goto(f"{way}/square")
    well_made(phone)
    pictured(phone, tmp_path, "square")
    phone.goto(way)
    expect(phone).to_have_title("Enter your code")
    well_made(phone)
    pictured(phone, tmp_path, "code")
    phone.get_by_label("Your code").fill("1111 1111")
    phone.get_by_role("button", name="Open my page").click()
    expect(phone.get_by_role("alert")).to_contain_text("That did not work.")
    expect(phone).to_have_title("Please look: Enter your code")
    well_made(phone)
    pictured(phone, tmp_path, "wrong")
    phone.get_by_label("Your code").fill(f"{code[:4]} {code[4:]}")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(f"{address}/family/you")
    assert phone.evaluate("document.cookie") == ""
    well_made(phone)
    pictured(phone, tmp_path, "you")

    phone.get_by_role("link", name="Read the plan").click()
    expect(phone.get_by_text("Voice-of-second")).to_be_visible()
    expect(phone.get_by_text("Voice-of-first")).to_have_count(0)
    well_made(phone)
    pictured(phone, tmp_path, "plan")

    phone.get_by_role("link", name="Back to your page").click()
    phone.get_by_role("link", name="Say if you had a chance").click()
    assert phone.locator("input:checked").count() == 0
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_contain_text("Please choose one answer.")
    well_made(phone)
    phone.get_by_label("In part").check()
    phone.get_by_label("Is there something you want to say").fill("I was asked by phone. Gracias 👪")
    well_made(phone)
    pictured(phone, tmp_path, "part")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status")).to_have_text("Saved.")
    phone.get_by_role("link", name="Say what you think").click()
    phone.get_by_label("It is not right for me").check()
    phone.get_by_label("In your own words").fill("It is too far by bus.")
    well_made(phone)
    pictured(phone, tmp_path, "view")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text(re.compile("You said on .*: It is not right for me"))).to_be_visible()

    phone.get_by_role("link", name="How we reach you").click()
    well_made(phone)
    pictured(phone, tmp_path, "reach")
    phone.get_by_label("Your language").select_option("es")
    phone.get_by_role("button", name="Save").last.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Su página")
    well_made(phone)
    phone.get_by_role("button", name="Salir de esta página").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your visit is over")
    well_made(phone)
    pictured(phone, tmp_path, "over")
    # Nothing was kept in the browser: going back finds nothing either.
    phone.go_back(wait_until="commit")
    expect(phone).to_have_url(re.compile("/family/you"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your visit is over")

    with case.reading() as work:
        (said,) = work.find(Acknowledgement, person_id=case.ids[FATHER])
        (view,) = work.find(View, person_id=case.ids[FATHER])
    assert (said.answer, said.manner, said.words) == (
        "in_part",
        "family_page",
        "I was asked by phone. Gracias 👪",
    )
    assert (view.view, view.words) == ("disagrees", "It is too far by bus.")


def test_a_child_reads_a_page_of_their_own(served: tuple[House, str], phone: Page, tmp_path: Path) -> None:
    made, _ = served
    acting = made.case.as_(MANAGER)
    link = links.open_page(acting, made.case.ids["U0CHILD"], {"how": "shown"})
    code, _ = links.give_code(made.case.as_(MANAGER), link.id)
    phone.goto(links.address_of(acting.agency, link.id))
    phone.get_by_label("Your code").fill(code)
    phone.get_by_role("button", name="Open my page").click()
    phone.get_by_role("link", name="Read the plan").click()
    expect(phone.get_by_text("Voice-of-first")).to_be_visible()
    expect(phone.get_by_text("PRIVATE")).to_have_count(0)
    well_made(phone)
    pictured(phone, tmp_path, "child")


def test_whoever_has_only_a_keyboard_sees_where_they_are(served: tuple[House, str], phone: Page) -> None:
    made, _ = served
    acting = made.case.as_(MANAGER)
    link = links.open_page(acting, made.case.ids[FATHER], {"how": "shown"})
    phone.goto(links.address_of(acting.agency, link.id))
    reached = []
    for _ in range(4):
        phone.keyboard.press("Tab")
        around = phone.evaluate(
            "[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle,"
            " parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
        )
        reached.append(around[0])
        assert around[1] == "solid"
        assert around[2] >= 2
    assert reached == ["A", "INPUT", "BUTTON", "A"]
