"""The pages of honest closing in a real browser without JavaScript: on a phone, in both languages, in light and in dark."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from sanglap.foundation import clock
from sanglap.oversight.honesty.services import see_number
from sanglap.oversight.honesty.tests import stage
from sanglap.oversight.honesty.tests.stage import (
    CALLS,
    CLOSURES,
    PHONE,
    SAVAR,
    appeal_office,
    call_about,
    closed_case,
    flagged_case,
    officer,
)
from sanglap.stage.committing import at_once, committing

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.story
SOURCE = Path(__file__).resolve().parents[2] / "src" / "sanglap"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in the thread of the tests
WIDTH = 360  # of a small phone
PICTURES = Path(__file__).resolve().parents[2] / "test-screenshots"


def pages(now: datetime, settings: object, language: str) -> dict[str, str]:
    """Return what those who look and those who call are given."""
    with clock.frozen(now):
        return _pages(now, settings, language)


def _pages(now: datetime, settings: object, language: str) -> dict[str, str]:
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    farhana = officer(SAVAR, "Farhana", now)
    flagged_case(now)
    call = call_about(closed_case(now - timedelta(days=1)), now, settings)
    see_number(call, officer=farhana, now=now)
    calling, looking = stage.browser(SAVAR, "Farhana", now, language), stage.browser(appeal_office(), "Dipu", now, language)
    asked = {
        "closures": (looking, CLOSURES), "nothing to look at": (calling, CLOSURES), "calls": (calling, CALLS),
        "nobody to call": (looking, CALLS), "call": (calling, f"{CALLS}{call.id}/"),
    }  # fmt: skip
    return {name: client.get(address).content.decode() for name, (client, address) in asked.items()}


def shown(browser: Browser, body: str, colours: str) -> Page:
    """Open a page on a phone that runs no script."""

    def give(route: Route) -> None:
        path = urlsplit(route.request.url).path
        files = list(SOURCE.glob(f"**/static/{path.removeprefix('/static/')}")) if path.startswith("/static/") else []
        if files:
            route.fulfill(path=files[0])
        elif path == "/oversight/":
            route.fulfill(body=body, headers={"Content-Type": "text/html; charset=utf-8"})
        else:
            route.abort()

    phone = browser.new_context(viewport={"width": WIDTH, "height": 740}, color_scheme=colours)  # type: ignore[arg-type]
    opened = phone.new_page()
    opened.route("**/*", give)
    opened.goto("http://localhost/oversight/")
    return opened


@pytest.mark.django_db
@pytest.mark.parametrize("address", [CLOSURES, CALLS])
def test_no_page_opens_for_a_stranger(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_can_be_read_by_everybody(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    browser: Browser,
    now: datetime,
    settings: object,
    language: str,
) -> None:
    def write_and_read() -> dict[str, str]:
        with committing(django_db_blocker):
            return pages(now, settings, language)

    bodies = at_once(write_and_read)[0]  # in a thread of its own: the browser's loop runs in this one
    assert PHONE in bodies["call"]
    PICTURES.mkdir(exist_ok=True)
    for colours, (name, body) in product(("light", "dark"), bodies.items()):
        page = shown(browser, body, colours)
        found, wide = Axe().run(page), page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=PICTURES / f"closing-{name.replace(' ', '-')}-{language}-{colours}.png", full_page=True)
        page.context.close()
        assert found.violations_count == 0, (name, found.generate_report())
        assert wide <= WIDTH, name
