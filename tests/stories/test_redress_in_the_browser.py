"""Two stories of redress in a real browser: closing without a proof is refused, and a hidden name stays hidden (R9, R20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import House
from tests.stories.test_walking_story import DESKTOP, PHONE, UNO, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.story
EMPTY_WORDS = "সমাধান করা হয়েছে"
NAME, MATTER = "Sufia Hidden", "আমাদের পাড়ার রাস্তায় তিন মাস ধরে পানি জমে আছে, কেউ দেখে না"


@pytest.fixture
def officer(house: House, browser: Browser) -> Iterator[Page]:
    """The officer of Savar at the desk."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, house, "uno.savar")
    yield page
    context.close()


def test_an_officer_who_closes_with_empty_words_is_refused_and_loses_nothing(house: House, officer: Page) -> None:
    officer.goto(f"{house.address}/desk/?lang=bn")
    officer.locator(".cases a.case-line").last.click()
    closing = officer.locator("#resolve")
    closing.locator("summary").click()
    officer.fill("#done-what", EMPTY_WORDS)
    closing.locator("button").last.click()
    expect(officer.locator("[role=alert]").first).to_be_visible()
    expect(officer.locator("#done-what")).to_have_value(EMPTY_WORDS)
    officer.fill("#done-what", "রাস্তার দুই পাশে নালা কেটে জমা পানি নামিয়ে দেওয়া হয়েছে")
    officer.fill("#done-proof", "")
    officer.locator("#resolve button").last.click()
    expect(officer.locator("[role=alert]").first).to_contain_text("প্রমাণ")
    officer.fill("#done-proof", "কার্যাদেশ ৪৪/২০২৬, ছবি ফাইলে")
    officer.locator("#resolve button").last.click()
    expect(officer.locator("[role=alert]")).to_have_count(0)


def test_a_hidden_name_is_on_no_page_of_the_office(house: House, browser: Browser, officer: Page) -> None:
    context = browser.new_context(viewport=PHONE)
    phone = context.new_page()
    phone.goto(f"{house.address}/write/?office={UNO}&lang=bn")
    phone.fill("#id_message", MATTER)
    phone.fill("#id_author", NAME)
    phone.fill("#id_phone", "01799887766")
    phone.locator("input[name=privacy][value=hidden_from_office]").check()
    phone.locator("form button.button-large").click()
    number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}", phone.locator("main").inner_text())
    if number is None:
        phone.wait_for_selector("text=/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}/", timeout=60_000)
        number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}", phone.locator("main").inner_text())
    assert number is not None
    context.close()
    for path in ("/desk/", f"/desk/?q={number[0]}", f"/desk/cases/{number[0]}/", f"/c/{number[0]}/"):
        officer.goto(house.address + path)
        assert NAME not in officer.content()
        assert "01799887766" not in officer.content()
