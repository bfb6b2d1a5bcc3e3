"""Savar's social services close cases; its appeal office and the UNO look on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sanglap.directory.offices.models import Office
from sanglap.directory.people.models import Citizen
from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.models import Case, CasePost, Filing
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.models import Disposal
from sanglap.journey.handling.services import resolve_case
from sanglap.journey.handling.tests.factories import case_of, fresh
from sanglap.journey.privacy.identity import Identity, locked
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.services import draw_call_backs, flag_closures
from sanglap.stage import officer_at, signed_in

if TYPE_CHECKING:
    from django.test import Client

    from sanglap.directory.people.models import Officer

SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"
DHAKA = "dc-BD3026"
CLOSURES, CALLS = "/oversight/closures/", "/oversight/callbacks/"
EVASION = "বিষয়টি দেখা হয়েছে এবং এলাকায় লোক পাঠিয়ে সন্তোষজনক অবস্থা পাওয়া গেছে"
PHONE = "01711223344"


def appeal_office() -> str:
    """Return the office that hears appeals about Savar's social services."""
    return str(Office.objects.get(code=SOCIAL).appeal_office_id)


def officer(office: str, name: str, now: datetime) -> Officer:
    """Return an officer who heads an office."""
    return officer_at(office, name=name, since=now.date() - timedelta(days=400))


def browser(office: str, name: str, now: datetime, language: str = "en") -> Client:
    """Return the browser of an officer who heads an office."""
    return signed_in(officer(office, name, now), language=language)


def closed_case(
    at: datetime, *, office: str = SOCIAL, what: str = EVASION, proof: str = "নথিভুক্ত", phone: str = PHONE, **fields: object
) -> Case:
    """Return a case that an office has just closed, of a citizen who gave a number."""
    case = case_of(office, at=at - timedelta(days=20))
    if fields.get("privacy") == "hidden_from_office":
        remote_id = CasePost.objects.select_related("post").get(case_id=case.id).post.remote_id
        kept = locked(Identity(name="Rahima", phone=phone))
        Filing.objects.create(district_id=case.district_id, id=new_id(), remote_id=remote_id, locked_identity=kept, at=at)
        phone = ""
    person = Citizen.objects.create(
        district_id=case.district_id, id=new_id(), identity=f"test:{case.id}", name="Rahima", phone=phone, first_seen_at=at
    )
    Case.objects.filter(id=case.id).update(citizen_id=person.id, **fields)
    with transaction.atomic(), clock.frozen(at):
        kamal = officer(office, "Kamal", at)
        resolve_case(lock_case(*case.key), officer=kamal, what=what, on=at.date(), proof=proof, now=at)
    return fresh(case)


def flagged_case(now: datetime) -> tuple[Case, Flag]:
    """Return one of five that were closed in one sitting with nothing to show, and its flag."""
    cases = [closed_case(now - timedelta(days=1, minutes=number)) for number in range(5)]
    flag_closures(now)
    return cases[0], Flag.objects.get(case_id=cases[0].id)


def call_about(case: Case, now: datetime, settings: object) -> CallBack:
    """Return the call that is drawn about a closed case."""
    settings.CALL_BACK_PERCENT = 100  # type: ignore[attr-defined]
    draw_call_backs(now)
    return CallBack.objects.get(case_id=case.id)


def disposal_of(case: Case) -> Disposal:
    """Return how a case was closed."""
    return Disposal.objects.get(case_id=case.id)
