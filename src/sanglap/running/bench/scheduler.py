"""One scheduler for measuring: prepare a case to copy, climb once, or time a minute in which nothing is due."""

from __future__ import annotations

import sys
import time

import django

django.setup()

from sanglap.channels.models import Page  # noqa: E402 – Django must be ready first
from sanglap.directory.charter.models import Topic  # noqa: E402
from sanglap.foundation import clock  # noqa: E402
from sanglap.foundation.ids import new_id  # noqa: E402
from sanglap.journey.cases.models import Case  # noqa: E402
from sanglap.journey.dispatch.events import CaseDispatched  # noqa: E402
from sanglap.journey.handling.services import climb, start_clocks  # noqa: E402
from sanglap.running.bench.prepare_names import SOONEST, TEMPLATE_NUMBER  # noqa: E402


def main(what: str) -> None:
    """Print how many were told, or how many seconds the quiet minute took."""
    if what == TEMPLATE_NUMBER:
        _make_template()
    elif what == "climb":
        print(climb(clock.now()))  # noqa: T201 – read by the measuring program
    else:
        climb(clock.now())
        started = time.perf_counter()
        climb(clock.now())
        print(time.perf_counter() - started)  # noqa: T201


def _make_template() -> None:
    page, now = Page.objects.get(office_id=SOONEST, kind="facebook"), clock.now()
    case = Case.objects.create(
        district_id=page.district_id, id=new_id(), number=TEMPLATE_NUMBER, thread_key="bench:template", page=page,
        office_id=SOONEST, topic=Topic.objects.filter(clock_code="G").first(), area_id=page.office.area_id if page.office else None,
        state="with_office", language="bn", received_at=now, citizen_wrote_at=now, changed_at=now,
    )  # fmt: skip
    start_clocks([CaseDispatched(case.district_id, case.id, SOONEST, first=True)], now)


if __name__ == "__main__":
    main(sys.argv[1])
