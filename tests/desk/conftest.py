"""A morning at the desk: Rahima's case about an allowance, Kamal who answers it, Farhana above him."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from sanglap.journey.cases.models import Case
from sanglap.stage import deliver, do_all_work, officer_at, page_of, signed_in, visitor_post

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django.fixtures import SettingsWrapper

SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"


@pytest.fixture(autouse=True)
def _one_factor(settings: SettingsWrapper) -> None:
    settings.MFA_REQUIRED = False


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    """Rahima writes on Savar's page, and the social services have her case."""
    page_of(SAVAR)
    deliver(client, visitor_post(501, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now, name="Rahima"))
    do_all_work(now)
    return Case.objects.get()


@pytest.fixture
def kamal(now: datetime) -> Client:
    """He works where the case is."""
    return signed_in(officer_at(SOCIAL, name="Kamal", since=now.date()))


@pytest.fixture
def farhana(now: datetime) -> Client:
    """She leads the office above."""
    return signed_in(officer_at(SAVAR, name="Farhana", since=now.date()))
