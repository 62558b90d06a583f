"""Whom one can be, and what each sees of the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.practice.browser.conftest import OMAR, PRIYA, TEAM, TOM, PageAs, Stage
from tests.practice.browser.reading import composer, send

pytestmark = pytest.mark.browser


def test_everybody_is_there_and_only_people_with_slack_can_be_played(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage)
    expect(page.get_by_role("heading", name="Who are you now?")).to_be_visible()
    expect(page.get_by_role("button", name="Omar Haddad")).to_be_visible()
    dana = page.locator(".person-card", has_text="Dana Reyes")
    expect(dana).to_contain_text("No Slack")
    expect(page.get_by_role("button", name="Dana Reyes")).to_have_count(0)
    expect(page.locator(".person-card", has_text="Cleo Danner")).to_contain_text("Guest")
    expect(page.locator(".person-card", has_text="Noel Hart")).to_contain_text("Deactivated")
    expect(page.get_by_role("button", name="Noel Hart")).to_have_count(0)


def test_choosing_a_person_shows_their_places(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage)
    page.get_by_role("button", name="Priya Nandan").click()
    side = page.get_by_role("navigation", name="Conversations")
    expect(side).to_contain_text("Priya Nandan")
    expect(side.get_by_role("link", name="team-one")).to_be_visible()
    side.get_by_role("link", name="You are Priya Nandan").click()
    expect(page.get_by_role("heading", name="Who are you now?")).to_be_visible()


def test_a_private_channel_is_seen_by_its_members_only(stage: Stage, page_as: PageAs) -> None:
    ruth = "U0SAMPLEP6"
    page = page_as(stage, ruth)
    side = page.get_by_role("navigation", name="Conversations")
    expect(side.get_by_role("link", name="staff-lounge")).to_be_visible()
    expect(side.get_by_role("link", name="team-one")).to_have_count(0)


def test_ephemeral_and_direct_messages_are_seen_by_one_person(with_app: Stage, page_as: PageAs) -> None:
    omar, priya = page_as(with_app, OMAR, TEAM), page_as(with_app, PRIYA, TEAM)
    send(omar, "/conference quiet")
    expect(omar.locator(".ephemeral")).to_contain_text("Only you read this.")
    expect(omar.locator(".ephemeral")).to_contain_text("Only visible to you")
    send(omar, "/conference tell")
    expect(omar.locator(".side .count")).to_have_text("1")
    send(omar, "Everyone sees this.")
    expect(priya.locator(".messages")).to_contain_text("Everyone sees this.")
    expect(priya.locator(".messages")).not_to_contain_text("Only you read this.")
    priya.get_by_role("link", name="Messages").click()
    expect(priya.get_by_text("No messages yet.")).to_be_visible()
    omar.get_by_role("link", name="Messages").click()
    expect(omar.locator(".messages")).to_contain_text("For you alone: bring your letter.")
    expect(omar.locator(".side .count")).to_have_count(0)


def test_a_message_appears_at_once_for_everybody_and_mentions_have_names(
    stage: Stage, page_as: PageAs
) -> None:
    omar, tom = page_as(stage, OMAR, TEAM), page_as(stage, TOM, TEAM)
    expect(tom.locator(".messages")).to_contain_text("Nothing has been said here yet.")
    box = composer(omar)
    box.press_sequentially("Thank you @Pri")
    omar.get_by_role("option", name="Priya Nandan").click()
    box.press("Enter")
    expect(tom.locator(".mention")).to_have_text("@Priya Nandan")
    text = stage.people.messages(TOM, TEAM)[-1]["text"]
    assert text.strip() == f"Thank you <@{PRIYA}>"


def test_markup_that_somebody_typed_stays_text(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    words = "<b>bold?</b> <!channel> & <img src=x onerror=alert(1)>"
    send(page, words)
    expect(page.locator("div.plain")).to_have_text(words)


def test_a_channel_can_be_made_and_the_bot_invited(stage: Stage, page_as: PageAs) -> None:
    page = page_as(stage, OMAR, TEAM)
    page.get_by_role("button", name="Add a channel").click()
    page.get_by_label("Name", exact=True).fill("second team")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="second-team")).to_be_visible()
    send(page, "/invite @Roundtable", "Message second-team")
    expect(page.get_by_role("button", name="2 people")).to_be_visible()
    page.get_by_role("button", name="2 people").click()
    people = page.get_by_role("dialog", name="People in this channel")
    people.get_by_role("combobox", name="Add somebody").fill("Lena")
    people.get_by_role("option", name="Lena Voss").click()
    expect(people.locator(".member-list")).to_contain_text("Lena Voss")
    page.keyboard.press("Escape")
    expect(people).to_have_count(0)
