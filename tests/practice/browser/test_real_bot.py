"""The bot itself in the browser: a case opened, a strength kept, a plan sealed, acknowledged, a task due."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.practice.browser.conftest import OMAR, TEAM, TOM, PageAs, Stage
from tests.practice.browser.reading import choose, send

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

INES = "U0SAMPLEADM"
STRENGTH = "Dana calls June every night at 7:30 and reads to her."


def window(page: Page, title: str) -> Locator:
    found = page.get_by_role("dialog", name=title)
    expect(found).to_be_visible()
    return found


def done(page: Page, dialog: Locator, button: str = "Save") -> None:
    """Send a form and leave the window that thanks for it."""
    dialog.get_by_role("button", name=button, exact=True).click()
    thanks = (
        page.get_by_role("dialog").filter(has_text="record").or_(page.get_by_role("dialog", name="Saved"))
    )
    expect(thanks.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def hub(page: Page, button: str) -> None:
    """Ask where the team stands and press a button there."""
    before = page.get_by_text("Where this team stands").count()
    send(page, "/conference")
    expect(page.get_by_text("Where this team stands")).to_have_count(before + 1)
    there = page.locator(".message", has_text="Where this team stands").last
    there.get_by_role("button", name=button, exact=True).first.click()


def name_staff(page: Page, name: str) -> None:
    page.get_by_role("button", name="Name someone").click()
    dialog = window(page, "Name someone")
    choose(dialog, "Who is it?", name)
    dialog.get_by_label("What is their name?").fill(name)
    dialog.get_by_label("Staff: open cases").check()
    done(page, dialog)


def begin_case(page: Page) -> Locator:
    """Fill the form that opens a case, with a day that has not come yet."""
    send(page, "/conference open")
    dialog = window(page, "Open a case")
    dialog.get_by_label("What is the case number").fill("TEST-0001")
    dialog.get_by_role("radio", name="Kansas").check()
    dialog.get_by_role("radio", name="Plan for a child who lives away from home").check()
    dialog.get_by_role("radio", name="Custody began").check()
    dialog.get_by_label("On which day did it happen?").fill("2099-01-05")
    dialog.get_by_label("What is the child's name?").fill("June Reyes")
    dialog.get_by_label("When was the child born?").fill("2016-08-14")
    dialog.get_by_label("What is your name?").fill("Omar Haddad")
    dialog.get_by_role("radio", name="I am the facilitator").check()
    choose(dialog, "Which time zone does the family live in?", "Chicago")
    return dialog


def move_clock(page: Page, moment: str) -> None:
    page.get_by_label("Move the clock to").fill(moment)
    page.get_by_role("button", name="Go there").click()
    expect(page.locator(".notice").first).to_contain_text("It is now")


def test_a_case_from_its_opening_to_a_reminder(with_bot: Stage, page_as: PageAs) -> None:
    ines = page_as(with_bot, INES, "app")
    name_staff(ines, "Omar Haddad")
    omar = page_as(with_bot, OMAR, TEAM)
    move_clock(omar, "2026-12-01T08:00")

    dialog = begin_case(omar)
    dialog.get_by_role("button", name="Open the case").click()
    day = dialog.locator(".block-input", has_text="On which day did it happen?")
    expect(day.get_by_role("alert")).to_contain_text("This day has not come yet.")
    expect(dialog.get_by_label("What is the child's name?")).to_have_value("June Reyes")
    dialog.get_by_label("On which day did it happen?").fill("2026-11-20")
    dialog.get_by_role("button", name="Open the case").click()
    window(omar, "The case is open")
    omar.keyboard.press("Escape")

    add_tom(omar)
    plan_conference(omar)
    tom = page_as(with_bot, TOM, "messages")
    expect(tom.locator(".messages")).to_contain_text("You are invited to a planning meeting.")

    move_clock(omar, "2026-12-02T09:00")
    hub(omar, "Start the conference")
    expect(omar.locator(".messages")).to_contain_text("Stage 1 of")
    send(omar, f"/conference strength {STRENGTH}")
    kept = omar.locator(".ephemeral", has_text="Recorded as a strength")
    expect(kept).to_contain_text(STRENGTH)
    channel = page_as(with_bot, TOM, TEAM)
    expect(channel.locator(".messages")).to_contain_text("Stage 1 of")
    expect(channel.locator(".messages")).not_to_contain_text(STRENGTH)

    omar.get_by_role("button", name="End the conference").last.click()
    omar.locator("dialog.confirm").get_by_role("button").last.click()
    expect(omar.locator(".messages")).to_contain_text("counts as held")
    seal(omar)
    acknowledge(tom)
    be_reminded(tom)
    assert with_bot.serious() == []


def add_tom(page: Page) -> None:
    hub(page, "Add a person")
    dialog = window(page, "A person of this case")
    choose(dialog, "What is their part?", "Guardian")
    dialog.get_by_label("What is their name?").fill("Tom Weller")
    choose(dialog, "Do they use Slack here? (optional)", "Tom Weller")
    done(page, dialog)


def plan_conference(page: Page) -> None:
    hub(page, "Plan a conference")
    dialog = window(page, "Plan a conference")
    dialog.get_by_role("radio", name="Case planning conference", exact=True).check()
    dialog.get_by_label("On which day?").fill("2026-12-02")
    dialog.get_by_label("When does it start?").fill("09:00")
    dialog.get_by_label("When does it end?").fill("10:30")
    choose(dialog, "In which time zone?", "Chicago")
    done(page, dialog)


def seal(page: Page) -> None:
    """Answer what is open, or leave it open, then seal."""
    hub(page, "What is still open")
    window(page, "What is still open").get_by_role("button", name="Fill it in").first.click()
    part = window(page, "Who takes part")
    choose(part, "Who?", "Tom Weller")
    part.get_by_role("radio", name="In person").check()
    back_to_gaps(page, part)
    for _ in ("the child's voice", "the permanency goal"):
        window(page, "What is still open").get_by_role("button", name="Leave it open").first.click()
        reason = window(page, "Leave it open")
        reason.get_by_role("radio", name="We will do it later").check()
        back_to_gaps(page, reason)
    window(page, "What is still open").get_by_role("button", name="Fill it in").first.click()
    goal = window(page, "A goal")
    goal.get_by_label("What will be true when the plan has worked?").fill("June comes home.")
    keep_open(page, goal)
    look_again(page)
    gaps = page.get_by_role("dialog", name="What is still open")
    gaps.get_by_role("button", name="Fill it in").first.click()
    step = window(page, "An objective")
    step.get_by_role("radio", name="June comes home.").check()
    step.get_by_label("What will be different?").fill("The home is warm.")
    keep(page, step, "Recorded")
    look_again(page)
    window(page, "What is still open")
    page.keyboard.press("Escape")
    add_task(page)
    hub(page, "What is still open")
    # A row that was passed over says so in the name of its own button, too.
    rest = gaps.get_by_role("button", name=re.compile("^Not needed this time"))
    expect(rest.first).to_be_visible()
    while rest.count():
        left = gaps.inner_text()
        rest.first.click()
        expect(gaps).not_to_have_text(left, use_inner_text=True)
    gaps.get_by_role("button", name="Seal the plan").click()
    sure = page.locator("dialog.confirm")
    expect(sure).to_contain_text("Did you read everything back to everyone?")
    sure.get_by_role("button").last.click()
    expect(window(page, "Answers and copies")).to_contain_text("Version 1")


def add_task(page: Page) -> None:
    send(page, "/conference task Fit two smoke alarms.")
    task = window(page, "A task")
    choose(task, "Who will do it?", "Tom Weller")
    task.get_by_label("How will we know that it is done?").fill("Both alarms tested")
    task.get_by_label("By which day?").fill("2026-12-20")
    choose(task, "Which objective does it serve? (optional)", "The home is warm.")
    keep(page, task, "Recorded")


def keep_open(page: Page, form: Locator) -> None:
    """Save an entry's form, which stays there for the next one, and leave it."""
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form).to_contain_text("Recorded.")
    page.keyboard.press("Escape")


def keep(page: Page, form: Locator, thanks: str) -> None:
    """Save a form that lies on top, and leave the window that thanks for it."""
    form.get_by_role("button", name="Save", exact=True).click()
    window(page, thanks)
    page.keyboard.press("Escape")


def back_to_gaps(page: Page, form: Locator, thanks: str = "Saved") -> None:
    """Save a form, and see that the list below it is shorter."""
    keep(page, form, thanks)
    look_again(page)


def look_again(page: Page) -> None:
    """The list anew: what was filled in stands there no more."""
    gaps = window(page, "What is still open")
    before = gaps.inner_text()
    gaps.get_by_role("button", name="Look again").click()
    expect(gaps).not_to_have_text(before, use_inner_text=True)


def acknowledge(page: Page) -> None:
    """Answer the first question; the second one comes apart from it."""
    asked = page.locator(".message", has_text="Did you have a chance to take part?")
    expect(asked).to_be_visible(timeout=20_000)
    asked.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("It is noted that you had a chance to take part.")
    expect(page.locator(".messages")).to_contain_text("what do you think of the plan?")


def be_reminded(page: Page) -> None:
    """The day before a task is due, its owner is asked how it goes, without its words."""
    move_clock(page, "2026-12-19T10:00")
    reminder = page.locator(".message", has_text="One of your steps is due")
    expect(reminder).to_be_visible(timeout=30_000)
    expect(reminder).not_to_contain_text("smoke alarms")
    expect(reminder.get_by_role("button", name="Stuck", exact=True)).to_be_visible()
