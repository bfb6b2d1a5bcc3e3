"""Rahima, who wrote in the form and gave her son's telephone; what the office does; what she presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.services import resolve_case
from sanglap.stage import do_all_work, officer_at

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from sanglap.directory.people.models import Officer

SONS_PHONE = "01712345678"
WORDS = "আমাদের গ্রামের রাস্তা ভাঙা, আমি রহিমা খাতুন, বাড়ি নং ১২"
NAME = "রহিমা খাতুন"


def rahimas_case(client: Client, now: datetime, *, phone: str = SONS_PHONE, words: str = WORDS) -> Case:
    """Let Rahima write in the form, and the workers do theirs."""
    known = set(Case.objects.values_list("id", flat=True))
    client.post("/write/", {"message": words, "place": "Savar", "author": NAME, "phone": phone})
    do_all_work(now)
    return Case.objects.select_related("office").exclude(id__in=known).get()


def kamal_of(case: Case, now: datetime) -> Officer:
    """Return an officer of the case's office."""
    return officer_at(str(case.office_id), since=now.date())


def called_done(case: Case, now: datetime, *, what: str = "রাস্তার গর্ত ভরাট করা হয়েছে") -> None:
    """Let the office say what it did."""
    proof = "আদেশ ১১৪, রহিমা খাতুন দেখেছেন"
    with transaction.atomic():
        resolve_case(lock_case(*case.key), officer=kamal_of(case, now), what=what, on=now.date(), proof=proof, now=now)


def own_page(client: Client, case: Case, language: str = "en") -> str:
    """Return the page of one's own case."""
    return client.get(f"/c/{case.number}/?key={key_of(case.number)}&lang={language}").content.decode()


def press(client: Client, case: Case, door: str, *, speaks: str | None = "en", **told: object) -> HttpResponse:
    """Press a button of one's own page, as a reader of English, or (None) of what was chosen before."""
    chosen = f"?lang={speaks}" if speaks else ""
    return client.post(f"/c/{case.number}/{door}/{chosen}", {"key": key_of(case.number), **told})  # type: ignore[return-value]
