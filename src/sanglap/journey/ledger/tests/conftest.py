"""Rahima's case with a history of a few lines, and a key to sign with."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from sanglap.journey.cases.models import Case
from sanglap.stage import deliver, do_all_work, page_of, visitor_post

SAVAR = "uno-BD30260072"


@pytest.fixture(autouse=True)
def _key(settings: Settings) -> None:
    settings.LEDGER_KEY = "A" * 43
    settings.LEDGER_NAME = "sanglap.test/ledger"


@pytest.fixture
def case(db: None, client: Client, now: datetime) -> Case:
    """Rahima's case, as it was sent to an office and acknowledged."""
    return open_case(client, now)


def open_case(client: Client, now: datetime) -> Case:
    """Let Rahima write, and the workers do their part."""
    page_of(SAVAR)
    deliver(client, visitor_post(501, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now, name="Rahima"))
    do_all_work(now)
    return Case.objects.get()
