"""A reader checks a receipt in a real browser that reaches no server but for the page and its script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, Request, Route

from sanglap.foundation.ledger.heads import SigningKey
from sanglap.foundation.ledger.lines import open_line
from sanglap.foundation.ledger.receipts import Receipt
from sanglap.foundation.ledger.tree import SubtreesInMemory, hash_leaf, inclusion_path, root
from sanglap.oversight.proofs.selectors import CaseReceipt, Step

pytestmark = pytest.mark.story
SOURCE = Path(__file__).resolve().parents[2] / "src" / "sanglap"
ADDRESS = "http://localhost/ledger/verify/"  # browsers compute hashes on https and on localhost
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
AT = datetime(2026, 1, 4, 4, 0, tzinfo=UTC)
KEY = SigningKey("sanglap.example/ledger", bytes(range(32)))


def receipt_in_a_log_of(size: int, position: int) -> Receipt:
    lines = [
        open_line(
            case="7K3M9QX2TB4", line=UUID(int=n), at=AT, kind="opened", from_state="", to_state="", commitment=bytes([n]) * 32
        )
        for n in range(size)
    ]
    tree = SubtreesInMemory([hash_leaf(line) for line in lines])
    return Receipt(
        lines[position], position, tuple(inclusion_path(position, size, tree)), KEY.sign(size=size, root=root(size, tree), at=AT)
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return the page that verifies, in English; it may load styles and its script, and nothing else."""
    request = RequestFactory().get("/ledger/verify/")
    request.user = AnonymousUser()
    with translation.override("en"):
        body = render_to_string("proofs/verify.html", {"key": ""}, request)
    asked: list[Request] = []

    def give(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/ledger/verify/":
            route.fulfill(body=body, headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY})
        elif path.startswith("/static/"):
            route.fulfill(path=next(SOURCE.glob(f"**/static/{path.removeprefix('/static/')}")))
        else:
            asked.append(route.request)
            route.abort()

    opened = browser.new_page()
    opened.route("**/*", give)
    opened.goto(ADDRESS)
    asked.clear()  # the browser's own wish for an icon
    yield opened
    assert not asked
    opened.close()


@pytest.fixture
def verdict(page: Page) -> Callable[[str, str], str]:
    """Return how the page judges a receipt with a key."""

    def judge(text: str, key: str) -> str:
        page.fill("#receipt", text)
        page.fill("#key", key)
        page.click("#verify")
        shown = page.locator("[data-result]:visible")
        shown.wait_for()
        return str(shown.get_attribute("data-result"))

    return judge


class TestAReader:
    def test_finds_the_right_receipt_of_any_log_proven(self, page: Page, verdict: Callable[[str, str], str]) -> None:
        for size, position in [(1, 0), (2, 1), (3, 2), (5, 4), (7, 3), (8, 0), (100, 64)]:
            assert verdict(str(receipt_in_a_log_of(size, position)), str(KEY.public)) == "proven"
        assert page.locator("[data-fact=case]").inner_text() == "7K3M-9QX2-TB4"
        assert page.locator("[data-fact=place]").inner_text() == "64 / 100"

    @pytest.mark.parametrize(
        ("was", "becomes", "judged"),
        [
            ("opened", "solved", "not-in-log"),
            ("position 3", "position 4", "not-in-log"),
            ("\n7\n", "\n8\n", "wrong-signature"),
            ("time 2026", "time 2025", "wrong-signature"),
            ("— sanglap.example", "— sanglap.elsewhere", "unreadable"),
            ("sanglap receipt 1", "my receipt", "unreadable"),
        ],
    )
    def test_finds_a_changed_one_not_proven(self, verdict: Callable[[str, str], str], was: str, becomes: str, judged: str) -> None:
        text = str(receipt_in_a_log_of(7, 3))
        assert was in text
        assert verdict(text.replace(was, becomes, 1), str(KEY.public)) == judged

    def test_is_told_of_another_key_and_of_a_wrong_letter_in_it(self, verdict: Callable[[str, str], str]) -> None:
        text, other = str(receipt_in_a_log_of(7, 3)), SigningKey(KEY.name, bytes(32))
        assert verdict(text, str(other.public)) == "wrong-signature"
        assert verdict(text, str(KEY.public).replace("+", "+0", 1)) == "wrong-key"

    def test_who_comes_from_the_receipt_finds_it_there(self, page: Page) -> None:
        text = str(receipt_in_a_log_of(7, 3))
        carried = CaseReceipt("7K3M9QX2TB4", [], Step(UUID(int=3), "opened", AT), text).fragment
        page.goto(f"{ADDRESS}#{carried}")
        page.reload()
        assert page.locator("#receipt").input_value() == text
        page.locator("[data-result=wrong-key]:visible").wait_for()  # there is no head here, and so no key beside it

    def test_can_use_it_with_any_tool_for_reading(self, page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
