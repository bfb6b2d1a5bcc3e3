"""For stories in which several workers meet: what is written is committed, and swept away afterwards; the country stays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

SWEPT = (
    "channels", "arrivals", "cases", "ledger", "dispatch", "handling", "privacy", "redress", "replies", "incidents", "tallies",
    "finding", "people", "accuracy", "honesty", "public",
)  # fmt: skip


@contextmanager
def committing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let the block write for good, and empty every table of the journey afterwards."""
    with blocker.unblock():
        try:
            yield
        finally:
            tables = [model._meta.db_table for label in SWEPT for model in apps.get_app_config(label).get_models()]
            names = ", ".join(f'"{table}"' for table in [*tables, "procrastinate_jobs", "foundation_handledbatch"])
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {names} CASCADE")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts at the same time, each as a worker of its own; return what they returned, errors included."""
    results: list[Any] = [None] * len(acts)
    begin = threading.Barrier(len(acts))

    def work(place: int, act: Callable[[], Any]) -> None:
        try:
            begin.wait()
            results[place] = act()
        except Exception as trouble:  # noqa: BLE001 – handed to the test, which looks at it
            results[place] = trouble
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=pair) for pair in enumerate(acts)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return results
