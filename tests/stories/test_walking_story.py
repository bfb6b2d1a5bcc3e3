"""The walking story in a real browser: a citizen's post on an office's page becomes an answered case, seen by every level.

Pictures of each step are kept in ``test-screenshots/`` for a person to look at.
"""

from __future__ import annotations

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PICTURES, House, sign_ins

pytestmark = [pytest.mark.story, pytest.mark.xdist_group("house")]
SOCIAL_SERVICES = "upazila-social-services-BD30260072"
UNO = "uno-BD30260072"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WORDS = "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি। কোথায় যাব?"
ANSWER = "আগামীকাল সকালে জাতীয় পরিচয়পত্র নিয়ে আসুন, কোনো টাকা লাগবে না।"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Rahima's phone."""
    context = browser.new_context(viewport=PHONE, locale="bn-BD")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser, house: House) -> Iterator[Page]:
    """The social services officer's screen."""
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, house, "social.savar")
    yield page
    context.close()


def sign_in(page: Page, house: House, username: str) -> None:
    """Sign in as an officer does."""
    page.goto(f"{house.address}/account/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", sign_ins(house)[username])
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/desk/**")


def keep(page: Page, name: str) -> None:
    """Keep a picture."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def test_a_post_becomes_an_answered_case_that_every_level_sees(house: House, phone: Page, desk: Page, browser: Browser) -> None:
    # 1. Rahima writes on the page of her upazila.
    phone.goto(f"{house.address}/demo/facebook/{UNO}/")
    phone.fill("#author", "Rahima Story")
    phone.fill("#message", WORDS)
    keep(phone, "1-citizen-writes")
    phone.get_by_role("button", name="পোস্ট করুন").click()
    # 2. She is told her number, office and date on the same page, within a minute.
    hers = phone.locator("article.pretend-post").filter(has_text="Rahima Story").first
    acknowledged = hers.locator(".pretend-answer").first
    expect(acknowledged).to_contain_text("আপনার নম্বর", timeout=60_000)
    keep(phone, "2-acknowledged")
    number = re.search(r"([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3})", acknowledged.inner_text())
    assert number is not None
    # 3. The responsible officer finds it at the desk, without reloading.
    expect(desk.locator(".case-line").filter(has_text="বয়স ৬৮").first).to_be_visible(timeout=15_000)
    keep(desk, "3-desk")
    desk.goto(f"{house.address}/desk/cases/{number[1]}/")
    expect(desk.locator(".conversation")).to_contain_text("বয়স ৬৮")
    # 4. The officer sees exactly what will be sent, and answers.
    desk.fill("#reply-text", ANSWER)
    expect(desk.locator("[data-preview-target]")).to_contain_text(ANSWER)
    keep(desk, "4-preview")
    desk.locator("#composer button[data-key]").click()
    # 5. Rahima reads the answer where she asked.
    expect(phone.locator(".pretend-answer").filter(has_text=ANSWER)).to_be_visible(timeout=30_000)
    keep(phone, "5-answered")
    phone.goto(f"{house.address}/c/{number[1]}/")
    expect(phone.locator("body")).not_to_contain_text("Rahima Story")
    keep(phone, "5-public-case")
    # 6. Everybody above sees it.
    for username in ("uno.savar", "dc.dhaka", "cabinet"):
        context = browser.new_context(viewport=DESKTOP)
        above = context.new_page()
        sign_in(above, house, username)
        above.goto(f"{house.address}/oversight/")
        expect(above.locator("h1").first).to_be_visible()
        assert "Rahima Story" not in above.content()
        keep(above, f"6-oversight-{username}")
        context.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_can_be_used_by_everybody(house: House, browser: Browser, size: dict[str, int], language: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA on any page; nothing overflows sideways."""
    context = browser.new_context(viewport=size, color_scheme="dark" if language == "en" else "light")
    page = context.new_page()
    troubles: list[str] = []
    public = [
        "/",
        "/offices/?q=Savar",
        f"/offices/{UNO}/",
        "/write/",
        "/c/",
        "/about/",
        "/account/login/",
        "/demo/facebook/",
        f"/demo/facebook/{UNO}/",
    ]
    officers = ["/desk/", "/desk/?filter=ended", "/desk/?q=rasta", "/desk/opinions/", "/desk/troubles/", "/desk/people/"]
    officers += ["/counter/", "/counter/own/"]
    oversight = ["/oversight/", "/oversight/indicators/", "/oversight/reading/", "/oversight/reports/"]
    for path in public:
        troubles += look_at(page, house, path, language)
    sign_in(page, house, "dc.dhaka")
    for path in officers + oversight:
        troubles += look_at(page, house, path, language)
    context.close()
    troubles += look_at_a_case(house, browser, size, language)
    assert not troubles, "\n".join(troubles)


def look_at_a_case(house: House, browser: Browser, size: dict[str, int], language: str) -> list[str]:
    """Open one case as its officer, as anybody, and as a neighbour with the same problem."""
    context = browser.new_context(viewport=size, color_scheme="dark" if language == "en" else "light")
    page = context.new_page()
    sign_in(page, house, "uno.savar")
    page.goto(f"{house.address}/desk/")
    number = re.search(r"/cases/([0-9A-Z]+)/", page.locator(".cases a.case-line").last.get_attribute("href") or "")
    assert number is not None
    paths = [f"/desk/cases/{number[1]}/", f"/c/{number[1]}/", f"/write/?same={number[1]}"]
    troubles = [trouble for path in paths for trouble in look_at(page, house, path, language)]
    context.close()
    return troubles


def look_at(page: Page, house: House, path: str, language: str) -> list[str]:
    """Open a page and return what is wrong with it."""
    page.goto(f"{house.address}{path}{'&' if '?' in path else '?'}lang={language}")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    rules = [f"{path} [{language}] {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    return [*rules, *([f"{path} [{language}] is {wide} pixels too wide"] if wide > 1 else [])]


def test_a_plain_form_from_anywhere_publishes_and_is_answered(house: House) -> None:
    """The fixed door of the pretend network: a POST of author and message, no cookies, no script."""
    form = urllib.parse.urlencode({"author": "Karim Door", "message": "রাস্তা ভেঙে গেছে, গাড়ি যায় না"}).encode()
    with urllib.request.urlopen(f"{house.address}/demo/facebook/{UNO}/", form, timeout=20) as answer:
        assert answer.status == 200
    assert "Karim Door" in house.get(f"/demo/facebook/{UNO}/")[1]
