"""What all tests share: Bangladesh in the database, and a day to begin with."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

os.environ.setdefault("SANGLAP_SECRET_KEY", "only-for-tests-and-nothing-else-0123456789")
os.environ.setdefault("SANGLAP_DEMO", "yes")
os.environ.setdefault("SANGLAP_DEBUG", "yes")

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

PACKS = Path(__file__).resolve().parent / "countrypacks"
SUNDAY_MORNING = datetime(2026, 1, 4, 4, 0, tzinfo=UTC)  # 10:00 in Dhaka


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 – widens pytest-django's own
    """Load Bangladesh once, for every test of this process."""
    from sanglap.directory.packs.reading_pack import open_pack
    from sanglap.directory.packs.services import load_country

    with django_db_blocker.unblock():
        load_country(open_pack(PACKS / "BD"), now=SUNDAY_MORNING)


@pytest.fixture
def now() -> datetime:
    """Return a Sunday morning at which offices are open."""
    return SUNDAY_MORNING


@pytest.fixture(autouse=True)
def _forget_what_processes_remember() -> Iterator[None]:
    """Caches of a process must not outlive the test whose database they remember."""
    yield
    from sanglap.channels import accounts
    from sanglap.channels.services import sending
    from sanglap.directory.charter import selectors

    accounts._known.clear()
    selectors._remembered.clear()
    sending._resting.clear()


@pytest.fixture
def web(client: Client) -> Client:
    """Return a browser without JavaScript."""
    return client
