"""Rahima's own page in a real browser, on a small phone and on a desk, in both languages, in light and in dark; and pressed for real."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, TypeVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections, transaction
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from sanglap.foundation import clock
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import ask_citizen
from sanglap.oversight.public.own import views
from sanglap.oversight.public.own.services import erase_case
from sanglap.stage import do_all_work
from sanglap.stage.committing import committing
from tests.public.own_stage import SONS_PHONE, called_done, kamal_of, press, rahimas_case

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("django_db_setup")]  # the database before the browser
T = TypeVar("T")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs in the thread of the tests
PICTURES = Path(__file__).resolve().parents[2] / "test-screenshots"
WIDTHS = (360, 1280)
LARGEST_PAGE = 50 * 1024


class Door(ThreadingMixIn, WSGIServer):
    """Lets many in at once: browsers open doors that they do not go through."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for every request."""

    def log_message(self, *told: object) -> None:
        """Say nothing."""


class House:
    """Rahima's Sanglap with a door of its own, in threads of its own, since the browser's loop runs in the tests' thread."""

    def __init__(self, at: datetime) -> None:
        """Build it at a moment."""
        self._at, self._people, self._server = at, ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._door = make_server("127.0.0.1", 0, self._answer, Door, Quiet)
        self.address = f"http://127.0.0.1:{self._door.server_port}"
        self._site = StaticFilesHandler(get_wsgi_application())
        self._serving = self._server.submit(self._door.serve_forever, 0.05)

    def do(self, act: Callable[[], T]) -> T:
        """Let something happen in the house, at its own moment, and wait for it."""

        def then() -> T:
            with clock.frozen(self._at):
                return act()

        return self._people.submit(then).result()

    def case(self) -> Case:
        """Return her case as it stands."""
        return self.do(lambda: Case.objects.select_related("office").get())

    def close(self) -> None:
        """Close the door, and what lies behind it."""
        self._door.shutdown()
        self._serving.result()
        self.do(connections.close_all)
        self._door.server_close()

    def _answer(self, environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
        try:
            with clock.frozen(self._at):
                return self._site(environ, start)  # type: ignore[no-any-return]
        finally:
            connections.close_all()


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker, now: datetime, settings: SettingsWrapper) -> Iterator[House]:
    settings.CSRF_TRUSTED_ORIGINS = []
    built, kept = House(now + timedelta(hours=2)), ExitStack()
    built.do(lambda: kept.enter_context(committing(django_db_blocker)))
    yield built
    built.do(kept.close)
    built.close()


def opened(browser: Browser, *, width: int = WIDTHS[0], colours: str = "light", scripts: bool = False) -> Page:
    """Return a browser of this size and these colours."""
    context = browser.new_context(
        viewport={"width": width, "height": 780},
        color_scheme=colours,
        java_script_enabled=scripts,  # type: ignore[arg-type]
    )
    return context.new_page()


def show(page: Page, house: House, body: bytes) -> None:
    """Show a body that the house gave before."""

    def give(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route(f"{house.address}/shown/", give)
    page.goto(f"{house.address}/shown/")


def stories(client: Client, now: datetime) -> dict[str, bytes]:
    """Return every kind of page in both languages."""
    found: dict[str, bytes] = {}

    def keep(name: str, ask: object) -> None:
        for language in ("bn", "en"):
            client.cookies["language"] = language
            answer: HttpResponse = ask()  # type: ignore[operator]
            found[f"{name} {language}"] = answer.content

    def own(case: Case) -> object:
        return lambda: client.get(f"/c/{case.number}/?key={key_of(case.number)}")

    case = rahimas_case(client, now)
    keep("look up", lambda: client.get("/c/"))
    keep("wrong pair", lambda: client.post("/c/", {"number": case.number, "phone": "01899999999"}))
    keep("with office", own(case))
    keep("take back", lambda: press(client, case, "take-back", speaks=None))
    with transaction.atomic():
        ask_citizen(lock_case(*case.key), officer=kamal_of(case, now), words="কোন গ্রামের কোন রাস্তা, জানাবেন?", now=now)
    keep("asked", own(case))
    press(client, case, "add", words="তেঁতুলঝোড়া বাজারের সামনের রাস্তা")
    do_all_work(now)
    case.refresh_from_db()
    called_done(case, now)
    do_all_work(now)
    keep("done", own(case))
    press(client, case, "verdict", solved="partly")
    keep("partly", own(case))
    keep("data", lambda: client.get(f"/c/{case.number}/own-data/?key={key_of(case.number)}"))
    keep("erase", lambda: press(client, case, "own-data/erase", speaks=None))
    keep("erase at last", lambda: press(client, case, "own-data/erase", speaks=None, asked="1"))
    press(client, case, "to-appeal", words="এক পাশ এখনো ভাঙা")
    keep("appealed", own(case))
    keep("data held", lambda: client.get(f"/c/{case.number}/own-data/?key={key_of(case.number)}"))
    Case.objects.filter(id=case.id).update(danger="urgent")
    keep("danger", own(case))
    keep("take back in danger", lambda: press(client, case, "take-back", speaks=None))
    Case.objects.filter(id=case.id).update(state="confirmed", danger="none")
    erase_case(case.number, now=now)
    keep("erased", own(case))
    keep("leave", lambda: client.get("/leave/"))
    return found


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch, settings: SettingsWrapper, tmp_path: Path) -> None:
    monkeypatch.setattr(views, "SECONDS_A_WRONG_TRY", 0)
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db
def test_the_way_out_names_no_case(client: Client) -> None:
    assert "/c/" not in client.get("/leave/").content.decode()


def test_every_page_fits_a_small_phone_and_reads_well_for_everybody(house: House, browser: Browser, now: datetime) -> None:
    PICTURES.mkdir(exist_ok=True)
    client = Client()
    bodies, trouble = house.do(lambda: stories(client, now)), []
    for (name, body), width, colours in product(bodies.items(), WIDTHS, ("light", "dark")):
        page = opened(browser, width=width, colours=colours, scripts=True)  # those who look need theirs
        show(page, house, body)
        page.screenshot(path=PICTURES / f"own-{name.replace(' ', '-')}-{width}-{colours}.png", full_page=True)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            trouble.append(f"{name} {width}: wider than the screen")
        trouble += [f"{name} {width} {colours}: {one['id']}" for one in Axe().run(page).response["violations"]]
        page.context.close()
    trouble += [f"{name}: {len(body)} bytes" for name, body in bodies.items() if len(body) > LARGEST_PAGE]
    assert trouble == []


def test_rahima_opens_presses_and_leaves_without_a_script(house: House, browser: Browser, now: datetime) -> None:
    case = house.do(lambda: rahimas_case(Client(), now))
    page = opened(browser)
    page.goto(f"{house.address}/c/?lang=en")
    page.fill("#number", case.number)
    page.fill("#phone", SONS_PHONE)
    press_in(page, "main button")
    assert page.url.endswith(f"?key={key_of(case.number)}")
    assert page.title() == "Sanglap"
    house.do(lambda: called_done(Case.objects.select_related("office").get(), now))
    page.reload()
    press_in(page, "button[value=partly]")
    assert "partly" in page.inner_text("main")
    page.check("input[name=stars][value='3']")
    press_in(page, "form[action$='rating/'] button")
    assert house.case().satisfaction == 3
    press_in(page, "button[value=no]")
    assert house.case().state == "reopened"
    press_in(page, "form[action$='take-back/'] button")
    press_in(page, "form[action$='take-back/'] button")
    assert house.case().state == "withdrawn"
    press_in(page, "text=My data")
    for _ in range(3):
        press_in(page, "form[action$='erase/'] button")
    assert "erased" in page.inner_text("main")
    assert house.case().citizen_name == ""
    press_in(page, "text=Leave quickly")
    assert page.url == f"{house.address}/leave/"


def test_leaving_takes_the_page_out_of_back(house: House, browser: Browser, now: datetime) -> None:
    case = house.do(lambda: rahimas_case(Client(), now))
    page = opened(browser, scripts=True)
    page.goto(f"{house.address}/about/")
    page.goto(f"{house.address}/c/{case.number}/?key={key_of(case.number)}")
    page.click("[data-leave]")
    page.wait_for_url("**/leave/")
    page.go_back()
    assert page.url == f"{house.address}/about/"


def press_in(page: Page, what: str) -> None:
    """Press something that leads to another page, and wait until it is there."""
    with page.expect_navigation():
        page.click(what)
