"""The rules of conduct stand beside what an officer writes: they advise, and never stop anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from sanglap.channels.models import OutboxItem
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.desk.conduct import advice_on
from sanglap.journey.replies.models import Reply
from sanglap.stage import officer_at

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"
KIND = "আগামীকাল সকালে আসুন, কোনো টাকা লাগবে না।"
THREAT = "আবার অভিযোগ করলে আপনার বিরুদ্ধে মামলা করা হবে।"
NID = "আপনার এনআইডি 1990269250123456 নয়, 19902692501234567"


def preview(browser: Client, case: Case, text: str, mode: str = "public", **more: str) -> str:
    address = f"/desk/cases/{case.number}/preview/?lang=en"
    return browser.post(address, {"mode": mode, "text": text, **more}).content.decode()


class TestAnOfficerWrites:
    def test_a_kind_answer_is_green_in_words_not_in_colour_alone(self, kamal: Client, case: Case) -> None:
        assert "Green:" in preview(kamal, case, KIND)

    def test_a_threat_is_red_with_the_rule_its_paragraph_and_its_date(self, kamal: Client, case: Case) -> None:
        shown = preview(kamal, case, THREAT)
        assert "Red:" in shown
        assert "Never threaten a citizen for complaining." in shown
        assert "Desk rule" in shown
        assert "in force since 1 January 2026" in shown

    def test_the_rule_stands_in_bangla_too(self, kamal: Client, case: Case) -> None:
        shown = kamal.post(f"/desk/cases/{case.number}/preview/?lang=bn", {"mode": "public", "text": THREAT}).content.decode()
        assert "অভিযোগ করায় নাগরিককে ভয় দেখানো যাবে না।" in shown

    def test_personal_data_is_warned_of_in_public_only(self, now: datetime) -> None:
        public, private = (advice_on(NID, is_public=where, now=now) for where in (True, False))
        assert public is not None
        assert private is not None
        assert [one.rule.code for one in public.broken] == ["personal-data"]
        assert private.broken == ()

    def test_nothing_is_said_of_nothing(self, kamal: Client, case: Case) -> None:
        assert advice_on("  ", is_public=True, now=case.received_at) is None
        assert "advice" not in preview(kamal, case, " ")

    def test_a_rule_of_tomorrow_does_not_count_today(self, now: datetime) -> None:
        before = now.replace(year=2025)
        read = advice_on(THREAT, is_public=True, now=before)
        assert read is not None
        assert "threat" not in [one.rule.code for one in read.broken]

    def test_without_javascript_a_button_brings_the_whole_page_with_every_word(self, kamal: Client, case: Case) -> None:
        page = preview(kamal, case, THREAT, whole="yes")
        assert page.count(THREAT) == 2
        assert "Red:" in page
        assert "<html" in page


class TestTheAdviceNeverDecides:
    def test_looking_sends_and_writes_nothing(self, kamal: Client, case: Case) -> None:
        before = OutboxItem.objects.count(), Reply.objects.count(), HistoryLine.objects.count()
        preview(kamal, case, THREAT)
        preview(kamal, case, THREAT, whole="yes")
        assert (OutboxItem.objects.count(), Reply.objects.count(), HistoryLine.objects.count()) == before

    def test_an_officer_may_send_what_it_warns_of(self, kamal: Client, case: Case) -> None:
        form = {"mode": "public", "text": THREAT, "form_token": "t", "version": case.version}
        assert kamal.post(f"/desk/cases/{case.number}/reply/", form).status_code == 302
        assert Reply.objects.filter(text__contains=THREAT).count() == 1

    def test_nobody_of_another_office_has_advice_on_this_case(self, case: Case, now: datetime) -> None:
        nasrin = Client()
        stranger = officer_at("uno-BD30260014", name="Nasrin", since=now.date())
        nasrin.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert nasrin.post(f"/desk/cases/{case.number}/preview/", {"mode": "public", "text": THREAT}).status_code == 404
