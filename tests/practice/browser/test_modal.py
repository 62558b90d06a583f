"""Modals in the browser: every element, errors under their fields, the stack, the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.practice.browser.conftest import OMAR, TEAM, PageAs, Stage
from tests.practice.browser.reading import choose, composer, modal, send

pytestmark = pytest.mark.browser


@pytest.fixture
def page(with_app: Stage, page_as: PageAs) -> Page:
    """Omar in the team's channel, with the big form open."""
    page = page_as(with_app, OMAR, TEAM)
    send(page, "/conference")
    expect(modal(page)).to_be_visible()
    return page


def fill_required(dialog: Locator, place: str = "Library, room B") -> None:
    dialog.get_by_label("What helps already?").fill("Dana calls June\nevery night.")
    dialog.get_by_label("Place").fill(place)
    choose(dialog, "Role", "Father")
    dialog.get_by_role("radio", name="By phone").check()
    dialog.get_by_label("Day").fill("2026-03-18")


def saved(page: Page) -> str:
    page.get_by_role("link", name="Messages").click()
    said = page.locator(".message .content").last
    expect(said).to_contain_text("Saved:")
    return said.inner_text()


def test_every_element_is_filled_and_arrives(page: Page, with_app: Stage, tmp_path: Path) -> None:
    dialog = modal(page)
    fill_required(dialog)
    choose(dialog, "Roles (optional)", "Mother", "Father")
    choose(dialog, "Person (optional)", "Tom Weller")
    choose(dialog, "People (optional)", "Lena Voss", "Ruth Ellison")
    choose(dialog, "Topic (optional)", "School")
    dialog.get_by_role("group", name="Kinds of meeting").get_by_label("By video").check()
    dialog.get_by_label("Time (optional)").fill("15:30")
    dialog.get_by_label("Moment").fill("2026-03-18T15:30")
    dialog.get_by_label("Minutes").fill("90")
    dialog.get_by_label("Email").fill("sam@example.org")
    dialog.get_by_label("Link").fill("https://example.org/plan")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all", "utf-8")
    dialog.get_by_label("Paper").set_input_files(letter)
    expect(dialog.locator(".file-list")).to_contain_text("letter.txt")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    words = saved(page)
    for part in (
        "words=Dana calls June", "place=Library, room B", "role=father", "roles=mother,father",
        "person=U0SAMPLEP5", "people=U0SAMPLEP8,U0SAMPLEP6", "topic=School 1", "how=phone", "kinds=video",
        "day=2026-03-18", "time=15:30", "moment=1773865800", "minutes=90", "mail=sam@example.org",
        "paper=letter.txt",
    ):  # fmt: skip
        assert part in words
    assert with_app.serious() == []


def test_slack_s_own_checks_appear_under_their_fields(page: Page) -> None:
    dialog = modal(page)
    dialog.get_by_role("button", name="Save").click()
    place = dialog.locator('[data-block-id="place"]')
    expect(place.get_by_role("alert")).to_have_text("Please complete this required field.")
    field = dialog.get_by_label("Place")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Please complete this required field.")
    expect(dialog.get_by_label("What helps already?")).to_be_focused()


def test_an_error_from_the_bot_stands_under_its_field_and_typed_text_stays(page: Page) -> None:
    dialog = modal(page)
    fill_required(dialog, place="nowhere")
    dialog.get_by_role("button", name="Save").click()
    place = dialog.locator('[data-block-id="place"]')
    expect(place.get_by_role("alert")).to_have_text("Please name a place that people can find.")
    expect(dialog.get_by_label("What helps already?")).to_have_value("Dana calls June\nevery night.")
    expect(dialog.get_by_role("radio", name="By phone")).to_be_checked()
    dialog.get_by_label("Place").fill("Library")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    assert "place=Library" in saved(page)


def test_enter_in_a_single_line_sends_and_in_many_lines_does_not(page: Page) -> None:
    dialog = modal(page)
    fill_required(dialog)
    dialog.get_by_label("What helps already?").press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Place").press("Enter")
    expect(dialog).to_have_count(0)


def test_escape_closes_and_the_bot_hears_of_it(page: Page) -> None:
    dialog = modal(page)
    dialog.get_by_label("Place").focus()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("link", name="Messages").click()
    expect(page.locator(".messages")).to_contain_text("Nothing was saved.")


def test_escape_in_an_open_list_closes_the_list_alone(page: Page) -> None:
    dialog = modal(page)
    field = dialog.get_by_role("combobox", name="Role", exact=True)
    field.click()
    expect(dialog.get_by_role("option", name="Mother")).to_be_visible()
    field.press("Escape")
    expect(dialog.get_by_role("option", name="Mother")).to_have_count(0)
    expect(dialog).to_be_visible()


def test_a_window_on_top_keeps_what_was_typed_below(page: Page) -> None:
    dialog = modal(page)
    dialog.get_by_label("Place").fill("Library")
    dialog.get_by_role("button", name="Open another").click()
    top = modal(page, "On top")
    expect(top).to_contain_text("2 of 3")
    top.get_by_label("Note").fill("A note")
    top.get_by_role("button", name="Keep").click()
    expect(modal(page).get_by_label("Place")).to_have_value("Library")


def test_a_select_is_used_by_keyboard_alone(page: Page) -> None:
    field = modal(page).get_by_role("combobox", name="Role", exact=True)
    field.focus()
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("Father")


def test_over_long_text_is_counted_before_it_is_refused(page: Page) -> None:
    dialog = modal(page)
    field = dialog.get_by_label("What helps already?")
    field.fill("a" * 290)
    expect(dialog.get_by_text("10 characters left")).to_be_visible()
    field.fill("a" * 302)
    expect(dialog.get_by_text("2 characters too many")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    wrong = dialog.locator('[data-block-id="words"]').get_by_role("alert")
    expect(wrong).to_have_text("Please use at most 300 characters.")


def test_a_command_s_text_comes_back_to_nobody_once_it_worked(page: Page) -> None:
    modal(page).get_by_role("button", name="Not now").click()
    expect(composer(page)).to_have_value("")
