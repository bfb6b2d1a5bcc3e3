"""Anybody may check: heads, receipts, and pages that say no name."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sanglap.foundation.ledger.heads import read_head, read_public_key
from sanglap.foundation.ledger.receipts import read_receipt, verify_receipt
from sanglap.foundation.ledger.tree import proves_consistency
from sanglap.journey.cases.history import PUBLIC_KINDS, HistoryKind
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.ledger.services import sequence_lines, sign_head
from sanglap.oversight.public.templatetags.public_case import step_sentence
from sanglap.stage import deliver, do_all_work, page_of, visitor_post

pytestmark = pytest.mark.django_db
SAVAR = "uno-BD30260072"


@pytest.fixture
def case(client: Client, now: datetime, settings: Settings) -> Case:
    """Rahima's case, in the log, before any head."""
    settings.LEDGER_KEY, settings.LEDGER_NAME = "A" * 43, "sanglap.test/ledger"
    page_of(SAVAR)
    deliver(client, visitor_post(501, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now, name="Rahima"))
    do_all_work(now)
    sequence_lines()
    return Case.objects.get()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


class TestACitizen:
    def test_is_told_when_the_receipt_will_be_ready(self, client: Client, case: Case) -> None:
        assert "within the hour" in page(client, f"/c/{case.number}/receipt/?lang=en")
        page(client, f"/c/{case.number}/receipt.txt", 404)

    def test_gets_a_receipt_for_every_public_step(self, client: Client, case: Case, now: datetime) -> None:
        sign_head(now)
        key = read_public_key(client.get("/ledger/heads.json").json()["heads"][0]["key"])
        steps = HistoryLine.objects.filter(is_public=True)
        assert steps.count() >= 2
        for step in steps:
            address = f"/c/{case.number}/receipt.txt?step={step.id}"
            assert client.get(address)["Content-Disposition"].startswith("attachment;")
            proven = verify_receipt(read_receipt(page(client, address)), key)
            assert (proven.case, proven.kind) == (case.number, step.kind)
        shown = page(client, f"/c/{case.number}/receipt/")
        assert "sanglap receipt 1" in shown
        assert "data:image/png" in shown

    def test_finds_the_receipt_from_the_case(self, client: Client, case: Case) -> None:
        assert f"/c/{case.number}/receipt/" in page(client, f"/c/{case.number}/")

    def test_is_told_when_somebody_changed_the_step(self, client: Client, case: Case, now: datetime) -> None:
        sign_head(now)
        HistoryLine.objects.filter(kind="opened").update(at=now - timedelta(days=1))
        page(client, f"/c/{case.number}/receipt/", 409)
        page(client, f"/c/{case.number}/receipt.txt", 409)


class TestWhoeverLooks:
    @pytest.mark.parametrize("danger", ["none", "emergency"])
    def test_sees_no_name_no_words_and_no_office(self, client: Client, case: Case, now: datetime, danger: str) -> None:
        change_case(lock_case(*case.key), Happening(HistoryKind.RESOLVED, words="রহিমার টাকা"), now=now, danger=danger)
        sequence_lines()
        sign_head(now)
        for step in HistoryLine.objects.filter(is_public=True):
            shown = page(client, f"/c/{case.number}/receipt/?step={step.id}")
            for private in ("Rahima", "রহিমা", "ভাতা", SAVAR, str(case.office_id), str(case.id), case.district_id):
                assert private not in shown

    def test_gets_no_receipt_of_what_is_not_public(self, client: Client, case: Case, now: datetime) -> None:
        line = change_case(lock_case(*case.key), Happening(HistoryKind.NOTED, words="নোট"), now=now)
        sequence_lines()
        sign_head(now)
        page(client, f"/c/{case.number}/receipt/?step={line.id}", 404)

    @pytest.mark.parametrize("address", ["/c/AAAAAAAAAAA/receipt/", "/c/x/receipt.txt", "/c/x/receipt/?step=' OR 1=1"])
    def test_who_guesses_gets_nothing(self, client: Client, case: Case, address: str) -> None:
        page(client, address, 404)

    def test_reads_every_page_in_a_fixed_number_of_queries(self, client: Client, case: Case, now: datetime) -> None:
        sign_head(now)
        counted = []
        for hour in (1, 2):
            for address in ("/ledger/", f"/c/{case.number}/receipt/"):
                with CaptureQueriesContext(connection) as queries:
                    page(client, address)
                counted.append(len(queries))
            for _ in range(30):
                change_case(lock_case(*case.key), Happening(HistoryKind.ACKNOWLEDGED), now=now)
            sequence_lines()
            sign_head(now + timedelta(hours=hour))
        assert counted[:2] == counted[2:]
        assert max(counted) <= 8

    def test_reads_a_sentence_for_every_public_step(self) -> None:
        assert not [kind for kind in PUBLIC_KINDS if step_sentence(kind) == kind]


class TestAWatcher:
    def test_finds_the_key_and_the_heads_and_can_keep_them(self, client: Client, case: Case, now: datetime) -> None:
        assert client.get("/ledger/heads.json").json() == {"heads": []}
        assert page(client, "/ledger/")
        for hour in range(2):
            sign_head(now + timedelta(hours=hour))
        heads = client.get("/ledger/heads.json").json()["heads"]
        assert len(heads) == 2
        for one in heads:
            assert read_public_key(one["key"]).signed(read_head(one["note"]))
            assert heads[0]["key"] in page(client, "/ledger/")
        feed = client.get("/ledger/feed/")
        assert feed["Content-Type"].startswith("application/atom+xml")
        assert feed.content.decode().count("<entry>") == 2

    def test_can_prove_that_the_log_only_grew(self, client: Client, case: Case, now: datetime) -> None:
        sign_head(now)
        change_case(lock_case(*case.key), Happening(HistoryKind.NOTED), now=now)
        sequence_lines()
        sign_head(now + timedelta(hours=1))
        new, old = client.get("/ledger/heads.json").json()["heads"]
        told = client.get(f"/ledger/consistency/?from={old['size']}&to={new['size']}").json()
        roots = (bytes.fromhex(old["root"]), bytes.fromhex(new["root"]))
        assert proves_consistency(old["size"], new["size"], *roots, [bytes.fromhex(one) for one in told["proof"]])

    @pytest.mark.parametrize(
        "asked", ["", "?from=1&to=999", "?from=0&to=1", "?from=-1&to=1", "?from=২&to=৩", "?from=2&to=1", "?to=9" * 99]
    )
    def test_who_asks_for_nonsense_is_told_so(self, client: Client, case: Case, now: datetime, asked: str) -> None:
        sign_head(now)
        page(client, f"/ledger/consistency/{asked}", 404)


def test_the_page_that_verifies_sends_nothing(client: Client, db: None) -> None:
    answer = client.get("/ledger/verify/")
    text = answer.content.decode()
    assert "<form" not in text
    assert "script-src 'self'" in answer["Content-Security-Policy"]
