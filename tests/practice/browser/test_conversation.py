"""Messages with elements, threads, shortcuts, files and commands in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.practice.browser.conftest import OMAR, TEAM, PageAs, Stage
from tests.practice.browser.reading import composer, modal, send

pytestmark = pytest.mark.browser


def with_card(with_app: Stage, page_as: PageAs) -> Page:
    page = page_as(with_app, OMAR, TEAM)
    send(page, "/conference card")
    expect(page.get_by_role("heading", name="The conference begins")).to_be_visible()
    return page


def test_blocks_are_shown_as_slack_shows_them(with_app: Stage, page_as: PageAs) -> None:
    page = with_card(with_app, page_as)
    said = page.locator(".message .content").first
    expect(said.locator(".mention")).to_have_text("@Priya Nandan")
    expect(said.locator("strong").filter(has_text="Strengths")).to_be_visible()
    expect(said.locator("em")).to_have_text("Needs")
    expect(said.locator("code")).to_have_text("1")
    expect(said.locator("blockquote")).to_have_text("said <quietly>")
    expect(said.locator("time")).to_have_text("Wednesday, March 18th, 2026 at 3:30 PM")
    expect(said.locator("ol li")).to_have_text(["Welcome", "Listen"])
    expect(said.locator(".block-context")).to_contain_text("🔒")


def test_a_button_replaces_its_message_through_response_url(with_app: Stage, page_as: PageAs) -> None:
    page = with_card(with_app, page_as)
    page.get_by_role("button", name="I was there").click()
    expect(page.locator(".messages")).to_contain_text("Thank you, that is kept.")
    expect(page.get_by_role("button", name="I was there")).to_have_count(0)


def test_a_dangerous_button_asks_first(with_app: Stage, page_as: PageAs) -> None:
    page = with_card(with_app, page_as)
    page.get_by_role("button", name="Remove").click()
    question = page.get_by_role("dialog", name="Remove it?")
    expect(question).to_contain_text("It stays in the history.")
    question.get_by_role("button", name="Keep").click()
    expect(page.locator(".ephemeral")).to_have_count(0)
    page.get_by_role("button", name="Remove").click()
    question.get_by_role("button", name="Remove").click()
    expect(page.locator(".ephemeral")).to_contain_text("Removed.")


def test_selects_and_overflow_menus_in_a_message_reach_the_bot(with_app: Stage, page_as: PageAs) -> None:
    page = with_card(with_app, page_as)
    field = page.get_by_role("combobox", name="Choose a role")
    field.click()
    page.get_by_role("option", name="Mother").click()
    expect(page.locator(".ephemeral")).to_contain_text("You chose Mother.")
    expect(field).to_have_value("Mother")
    page.get_by_role("button", name="More choices").click()
    page.get_by_role("menuitem", name="Show again").click()
    expect(page.locator(".messages")).to_contain_text("Here it is again.")


def test_commands_are_suggested_with_their_help(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, TEAM)
    box = composer(page)
    box.press_sequentially("/con")
    expect(page.get_by_role("option", name="/conference")).to_contain_text("Hold a conference")
    box.press("Enter")
    expect(box).to_have_value("/conference ")
    box.press_sequentially("quiet")
    box.press("Enter")
    expect(page.locator(".ephemeral")).to_contain_text("Only you read this.")


def test_an_unknown_command_is_refused_and_its_text_stays(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, TEAM)
    send(page, "/confrence start")
    expect(page.locator(".slackbot")).to_contain_text("/confrence is not a valid command.")
    expect(composer(page)).to_have_value("/confrence start")


def test_a_command_in_a_thread_is_refused_with_slack_s_sentence(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, TEAM)
    send(page, "Let us talk about school.")
    page.locator(".message").hover()
    page.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_contain_text("Let us talk about school.")
    send(page, "/conference quiet", "Reply in this thread")
    expect(thread.locator(".slackbot")).to_contain_text("/conference is not supported in threads. Sorry!")
    expect(composer(page, "Reply in this thread")).to_have_value("/conference quiet")
    send(page, "She reads above her grade.", "Reply in this thread")
    expect(thread.locator(".message")).to_have_count(2)
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()


def test_a_message_s_menu_holds_the_message_shortcut(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, TEAM)
    send(page, "June likes school.")
    page.locator(".message").hover()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Capture this").click()
    expect(page.locator(".ephemeral")).to_contain_text("Kept: June likes school.")


def test_a_global_shortcut_opens_a_window(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, TEAM)
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="Start").click()
    expect(modal(page, "On top")).to_be_visible()


def test_a_bot_that_is_too_slow_is_told_in_slack_s_words(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, TEAM)
    send(page, "/conference slow")
    expect(page.locator(".slackbot")).to_contain_text('/conference failed with the error "operation_timeout"')
    expect(page.get_by_role("complementary", name="Practice desk")).to_contain_text("rule was broken")


def test_without_a_bot_the_page_says_so(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    expect(page.get_by_text("The bot is not connected")).to_be_visible()
    send(page, "/conference")
    expect(page.locator(".slackbot")).to_contain_text('failed with the error "dispatch_failed"')


def test_a_shared_file_can_be_downloaded(with_app: Stage, page_as: PageAs) -> None:
    with_app.client.files_upload_v2(
        channel=TEAM,
        filename="plan.pdf",
        title="The plan",
        content=b"%PDF-1.7 practice",
        initial_comment="Here.",
    )
    page = page_as(with_app, OMAR, TEAM)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="The plan").click()
    download = waiting.value
    assert download.suggested_filename == "plan.pdf"
    assert download.path().read_bytes() == b"%PDF-1.7 practice"


def test_the_home_tab_is_shown_and_used(with_app: Stage, page_as: PageAs) -> None:
    page = page_as(with_app, OMAR, "app")
    expect(page.get_by_role("heading", name="What waits for you")).to_be_visible()
    page.get_by_role("button", name="Show it again").click()
    expect(page.get_by_role("region", name="Home tab")).to_contain_text("It is up to date.")
