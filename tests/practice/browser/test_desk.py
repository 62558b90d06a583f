"""The practice desk: clock, faults, breaches, the sample case, starting over; and narrow or dark screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.practice.desk import _connects
from tests.practice.browser.conftest import OMAR, TEAM, PageAs, Stage
from tests.practice.browser.reading import composer, send
from tests.practice.conftest import wait_until

pytestmark = pytest.mark.browser

DAY = 86_400.0


def desk(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Practice desk")


def offset(stage: Stage) -> float:
    found: float = stage.people.get("clock")["offset"]
    return found


def test_the_clock_moves_by_an_hour_and_a_day_for_everybody(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    desk(page).get_by_role("button", name="+ 1 hour").click()
    expect(page.get_by_role("banner")).to_contain_text("moved")
    assert offset(stage) == 3600.0
    desk(page).get_by_role("button", name="+ 1 day").click()
    expect(page.locator(".notice").last).to_contain_text("It is now")
    assert offset(stage) == 3600.0 + DAY
    assert stage.workspace.clock_file is not None
    assert float(stage.workspace.clock_file.read_text("ascii")) == 3600.0 + DAY


def test_the_clock_goes_to_a_moment_in_the_person_s_own_zone(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    desk(page).get_by_label("Move the clock to").fill("2027-03-18T15:30")
    desk(page).get_by_role("button", name="Go there").click()
    expect(desk(page)).to_contain_text("Thursday, March 18, 2027")
    expect(desk(page)).to_contain_text("3:30 PM")


def test_the_next_date_is_one_that_this_person_can_see(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, "app")
    expect(page.get_by_role("region", name="Home tab")).to_contain_text("December 31st, 2099")
    desk(page).get_by_role("button", name="To the next date").click()
    expect(desk(page)).to_contain_text("December 31, 2099")


def test_without_a_date_ahead_the_clock_moves_one_day(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    desk(page).get_by_role("button", name="To the next date").click()
    expect(page.locator(".notice").first).to_contain_text("No date ahead")
    expect(page.get_by_role("banner")).to_contain_text("moved")
    assert offset(stage) == DAY


def test_a_fault_is_switched_on_and_off(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    switch = desk(page).get_by_role("switch", name="Things arrive twice")
    switch.check()
    wait_until(lambda: stage.workspace.faults.now.duplicate_events > 0)
    expect(switch).to_be_checked()
    switch.uncheck()
    wait_until(lambda: stage.workspace.faults.now.duplicate_events == 0)
    expect(switch).not_to_be_checked()


def test_a_breach_appears_on_the_desk_as_it_happens(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    expect(desk(page)).to_contain_text("No rule has been broken.")
    stage.workspace.breaches.add("msg_too_long", "chat.postMessage", "40,001 characters")
    expect(desk(page)).to_contain_text("1 rule was broken.")
    expect(desk(page)).to_contain_text("msg_too_long")


def test_the_sample_case_waits_for_the_bot(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage)
    desk(page).get_by_role("button", name="Start the sample case").click()
    expect(page.locator(".notice").last).to_contain_text("The bot is not connected yet.")
    assert "C0SAMPLE" not in stage.workspace.channels


def test_a_press_is_not_lost_while_the_page_changes_around_it(stage: Stage, page_as: PageAs) -> None:
    """Just after the start much comes at once; the button that a finger is on stays the same button."""
    page = page_as(stage, OMAR, TEAM)
    button = desk(page).get_by_role("button", name="Start the sample case").element_handle()
    assert button is not None
    desk(page).get_by_role("button", name="+ 1 hour").click()
    expect(page.get_by_role("banner")).to_contain_text("moved")
    assert button.evaluate("(node) => node.isConnected")


def test_the_sample_case_waits_until_a_bot_that_is_starting_is_there(stage: Stage) -> None:
    """Pressed before the bot is connected, it begins as soon as it is."""
    seen = iter([0, 0, 1, 1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(stage.workspace.sockets), "connected", property(lambda self: next(seen, 1)))
        assert _connects(stage.workspace, 5.0)
    assert not _connects(stage.workspace, 0.1)


def test_the_sample_case_brings_the_team_together(with_bot: Stage, page_as: PageAs) -> None:
    page = page_as(with_bot)
    desk(page).get_by_role("button", name="Start the sample case").click()
    expect(page.get_by_role("heading", name="team-test-0001")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("link", name="You are Omar Haddad")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=60_000)
    page.get_by_role("link", name="You are Omar Haddad").click()
    desk(page).get_by_role("link", name="Go to the sample case").click()
    expect(page.get_by_role("heading", name="team-test-0001")).to_be_visible()
    send(page, "/conference", "Message team-test-0001")
    page.locator(".message").last.get_by_role("button", name="People", exact=True).click()
    people = page.get_by_role("dialog", name="People of this case")
    expect(people).to_contain_text("Dana Reyes · Mother · without Slack")
    expect(people).to_contain_text("Every role that the rules ask for is filled.")
    assert with_bot.serious() == []


def test_starting_over_asks_first(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    desk(page).get_by_role("button", name="Forget everything practised").click()
    question = page.get_by_role("dialog", name="Start over?")
    question.get_by_role("button", name="Not now").click()
    assert stage.asked == []
    desk(page).get_by_role("button", name="Forget everything practised").click()
    question.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="Who are you now?")).to_be_visible()
    assert stage.asked == ["start over"]


def test_a_phone_shows_the_conversation_and_opens_the_rest_on_demand(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM, viewport={"width": 390, "height": 780})
    expect(composer(page)).to_be_visible()
    side = page.get_by_role("navigation", name="Conversations")
    expect(side).to_be_hidden()
    page.get_by_role("button", name="Conversations").click()
    side.get_by_role("link", name="staff-lounge").click()
    expect(page.get_by_role("heading", name="staff-lounge")).to_be_visible()
    expect(side).to_be_hidden()
    expect(desk(page)).to_be_hidden()
    page.get_by_role("button", name="Practice desk").click()
    expect(desk(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_dark_screen_gets_dark_paper(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM, color_scheme="dark")
    expect(composer(page)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(27, 29, 27)"


def test_nothing_is_fetched_from_outside(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    expect(composer(page)).to_be_visible()
    sources = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert sources
    assert all(source.startswith(f"{stage.running.url}/") for source in sources)
