"""Small steps that several browser tests take."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

TRIES = 3


def composer(page: Page, place: str = "Message team-one") -> Locator:
    return page.get_by_role("combobox", name=place)


def send(page: Page, text: str, place: str = "Message team-one") -> None:
    """Type into the composer and press Enter, once no window lies over it."""
    expect(page.locator("dialog[open]")).to_have_count(0)
    box = composer(page, place)
    box.fill(text)
    box.press("Enter")


def modal(page: Page, title: str = "Prepare the conference") -> Locator:
    return page.get_by_role("dialog", name=title)


def choose(dialog: Locator, label: str, *words: str) -> None:
    """Pick from a select by typing; once more, where the form was drawn anew under one's hands."""
    field = dialog.get_by_role("combobox", name=label, exact=True)
    for word in words:
        option = dialog.get_by_role("option", name=word).first
        for _ in range(TRIES):
            field.click()
            field.fill(word)
            with suppress(PlaywrightTimeout):
                option.click(timeout=2500)
                break
        else:
            option.click()
