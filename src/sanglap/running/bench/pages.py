"""How long pages take on a whole country, seen from the browser's side of the connection."""

from __future__ import annotations

import http.cookiejar
import re
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass

import psycopg

from sanglap.running.bench import load
from sanglap.running.bench.ingest import House
from sanglap.running.bench.prepare_names import BUSIEST, OFFICERS, PASSWORD
from sanglap.running.bench.report import Report, percentile

TIMES = 60
WARM_UP = 5
GOAL_P95, GOAL_RATIO = 100.0, 1.3


@dataclass(frozen=True, slots=True)
class PageToMeasure:
    """A page: its name, its address, and who looks at it ("" is anybody)."""

    name: str
    address: str
    officer: str = ""


def measure(house: House, report: Report, scale: str) -> None:
    """Note the 95th percentile of every page, and on the whole nation its ratio to the tenth."""
    cookies: dict[str, str] = {}
    for page in _pages(house):
        if page.officer and page.officer not in cookies:
            cookies[page.officer] = _sign_in(house.port, page.officer)
        p95, size = _time(house.port, page, cookies.get(page.officer, ""))
        before = report.value(f"{page.name}, tenth, p95")
        ratio = p95 / before if scale == "whole" and before else 0.0
        note = f"{ratio:.2f} × the tenth" if ratio else ""
        met = p95 <= GOAL_P95 and (not ratio or ratio <= GOAL_RATIO)
        goal = f"≤ {GOAL_P95:.0f} ms" + (f", ≤ {GOAL_RATIO} × the tenth" if ratio else "")
        report.add(f"{page.name}, {scale}, p95", p95, "ms", goal=goal, met=met, note=f"{note} {size / 1024:.0f} kB".strip())


def _pages(house: House) -> list[PageToMeasure]:
    """Return the pages; the busiest office of the nation is the one that is measured."""
    with psycopg.connect(house.url) as connection:
        row = connection.execute(
            "SELECT c.number, c.office_id FROM cases_case c WHERE c.sensitivity IN ('P', 'N') AND c.office_id = %s ORDER BY c.received_at DESC LIMIT 1",
            [BUSIEST],
        ).fetchone()
    number, office = row or ("", BUSIEST)
    oversight = [PageToMeasure(f"oversight, {name}", f"/oversight/{code}/", name) for name, code in OFFICERS.items()]
    return [
        PageToMeasure("public home", "/"),
        PageToMeasure("public office page", f"/offices/{office}/"),
        PageToMeasure("public case page", f"/c/{number}/"),
        PageToMeasure("find my office", "/offices/?q=Savar"),
        PageToMeasure("desk", "/desk/", "busiest"),
        PageToMeasure("desk, search a word", "/desk/?q=rasta", "busiest"),
        PageToMeasure("desk, search three words", f"/desk/?q={urllib.parse.quote('তিন মাস ভাতা')}", "busiest"),
        PageToMeasure("desk, search a telephone", "/desk/?q=01712345678", "busiest"),
        PageToMeasure("desk, search the whole country", "/desk/?q=doctor&below=yes", next(iter(OFFICERS))),
        PageToMeasure("desk, case", f"/desk/cases/{number}/", "busiest"),
        *oversight,
    ]


def _time(port: int, page: PageToMeasure, cookie: str) -> tuple[float, int]:
    request, taken = load.get(page.address, port, cookie), []
    with load.Connection(port) as connection:
        for place in range(WARM_UP + TIMES):
            started = time.perf_counter()
            status = connection.ask(request)
            if status != 200:  # noqa: PLR2004 – HTTP
                message = f"{page.address} answered {status}."
                raise RuntimeError(message)
            if place >= WARM_UP:
                taken.append((time.perf_counter() - started) * 1000)
        return percentile(taken, 95), connection.size


def _sign_in(port: int, officer: str) -> str:
    """Sign in as a person would and return the session's cookie."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/account/login/"
    form = browser.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    words = {"login": f"bench-{officer}", "password": PASSWORD, "csrfmiddlewaretoken": token[1] if token else ""}
    browser.open(urllib.request.Request(address, urllib.parse.urlencode(words).encode(), {"Referer": address}))
    return "; ".join(f"{one.name}={one.value}" for one in jar)
