"""Redress from the desk: an inquiry, an appeal and the right path by its forms, each refusal in the officer's own words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.directory.offices.models import Office
from sanglap.journey.cases.models import Case
from sanglap.journey.cases.services import lock_case
from sanglap.journey.cases.states import CaseState
from sanglap.journey.handling.models import Disposal
from sanglap.journey.redress.models import Inquiry, Instruction
from sanglap.journey.redress.services import appeal_case
from sanglap.stage import officer_at, signed_in

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

pytestmark = pytest.mark.django_db
DONE = {"what": "কার্ডটি তাঁর বাড়িতে গিয়ে দেওয়া হয়েছে", "on": "2026-01-03"}


def act(browser: Client, case: Case, name: str, /, **form: str) -> int:
    return browser.post(f"/desk/cases/{case.number}/act/{name}/", form).status_code


def text_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def head_above(case: Case, now: datetime) -> Client:
    above = Office.objects.get(code=case.office_id).appeal_office
    assert above is not None
    return signed_in(officer_at(above.code, name="Selina", since=now.date()), language="en")


class TestADisposal:
    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("refused", "the act and the section"),
            ("proved", "heard both sides"),
            ("instruction_executed", "No instruction"),
            ("served", "name a proof"),
        ],
    )
    def test_without_what_its_kind_needs_is_refused_in_words_and_keeps_what_was_typed(
        self, kamal: Client, case: Case, kind: str, words: str
    ) -> None:
        kamal.cookies["language"] = "en"
        answer = kamal.post(f"/desk/cases/{case.number}/act/resolve/", {**DONE, "kind": kind})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert DONE["what"] in answer.content.decode()

    def test_that_refuses_names_its_ground_in_law(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "resolve", kind="refused", ground="Act 20 of 2009, section 7", **DONE) == 302
        assert Disposal.objects.get(case_id=case.id).legal_ground == "Act 20 of 2009, section 7"


class TestAnInquiry:
    def test_goes_from_the_order_to_the_report_without_the_inquirer_seeing_more_than_was_asked(
        self, kamal: Client, farhana: Client, case: Case, now: datetime
    ) -> None:
        senior = officer_at("dc-BD3026", name="Tahmina", since=now.date())
        assert act(kamal, case, "inquire", words="কার্ডের জন্য টাকা নেওয়া হয়েছে কি না", members="nobody.here") == 422
        assert act(kamal, case, "inquire", words="কার্ডের জন্য টাকা নেওয়া হয়েছে কি না", members=senior.username) == 302
        inquiry = Inquiry.objects.get(case_id=case.id)
        browser = signed_in(senior, language="en")
        assert "কার্ডের জন্য টাকা নেওয়া হয়েছে কি না" in text_of(browser, "/desk/opinions/")
        address = f"/desk/opinions/report/{inquiry.id}/"
        early = browser.post(address, {"finding": "proved", "words": "তিনজন সাক্ষীর কথা মিলে গেছে"})
        assert early.status_code == 422
        assert "Both sides must be heard" in early.content.decode()
        assert "তিনজন সাক্ষীর কথা মিলে গেছে" in early.content.decode()
        for side in ("citizen", "office"):
            browser.post(f"/desk/opinions/statement/{inquiry.id}/", {"side": side, "refused": "yes"})
        assert farhana.post(address, {"finding": "proved", "words": "তিনজন সাক্ষীর কথা মিলে গেছে"}).status_code == 403
        assert browser.post(address, {"finding": "proved", "words": "তিনজন সাক্ষীর কথা মিলে গেছে"}).status_code == 302
        assert act(kamal, case, "resolve", kind="proved", **DONE) == 302


class TestAnInstruction:
    def test_is_answered_where_it_is_read(self, farhana: Client, kamal: Client, case: Case) -> None:
        assert act(farhana, case, "instruct", words="আজই দেখুন", by="2099-01-04") == 302
        order = Instruction.objects.get(case_id=case.id)
        assert "আজই দেখুন" in text_of(kamal, "/desk/opinions/")
        assert kamal.post(f"/desk/opinions/instruction/{order.id}/", {"words": "দেখা হয়েছে, ছবি জমা আছে"}).status_code == 302
        order.refresh_from_db()
        assert order.met_at is not None


class TestAnAppeal:
    def test_is_decided_above_and_no_other_way(self, kamal: Client, case: Case, now: datetime) -> None:
        assert act(kamal, case, "resolve", proof="স্মারক ১২", **DONE) == 302
        above = head_above(case, now)
        appeal_case(lock_case(case.district_id, case.id), words="কার্ড পাইনি", now=now + timedelta(days=2))
        number = case.number
        assert kamal.get(f"/desk/cases/{number}/").status_code == 404  # it belongs to whoever decides
        assert "কার্ড পাইনি" in text_of(above, f"/desk/cases/{number}/")
        assert act(above, case, "resolve", proof="স্মারক ১৩", **DONE) == 409
        assert act(above, case, "forward", office=str(case.office_id), words="ফেরত") == 409
        assert act(above, case, "decide", decision="ordered", words="সাত দিনে কার্ড দিতে হবে, না দিলে ব্যবস্থা", proof="") == 422
        assert act(above, case, "decide", decision="ordered", words="সাত দিনে কার্ড দিতে হবে, না দিলে ব্যবস্থা", proof="আদেশ ৭") == 302
        case.refresh_from_db()
        assert case.state == CaseState.WITH_OFFICE
        assert "সাত দিনে কার্ড দিতে হবে" in text_of(kamal, "/desk/opinions/")


class TestTheRightPath:
    def test_is_named_with_a_reason(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "elsewhere", path="court", words="") == 422
        assert act(kamal, case, "elsewhere", path="court", words="মামলাটি জেলা আদালতে চলছে, নম্বর ১২") == 302
        case.refresh_from_db()
        assert case.state == CaseState.OUT_OF_SCOPE


class TestWhomItIsAbout:
    def test_the_accused_office_no_longer_finds_it(self, kamal: Client, case: Case) -> None:
        before = case.office_id
        assert act(kamal, case, "accused", other=str(before), words="টাকা চেয়েছে") == 302
        case.refresh_from_db()
        assert case.office_id != before
        assert kamal.get(f"/desk/cases/{case.number}/").status_code == 404
        assert case.number not in text_of(kamal, "/desk/")
