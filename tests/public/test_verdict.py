"""Whether it is solved says the citizen, with the link that only she has (R21)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from sanglap.channels.models import OutboxItem
from sanglap.journey.arrivals.models import Post
from sanglap.journey.cases.keys import key_of
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import lock_case
from sanglap.journey.handling.events import CaseResolved
from sanglap.journey.handling.models import Deadline, Disposal, Escalation
from sanglap.journey.handling.services import resolve_case
from sanglap.journey.replies.models import Reply
from sanglap.journey.replies.services import tell_resolution
from sanglap.stage import deliver, do_all_work, officer_at, page_of, visitor_post

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"


@pytest.fixture
def case(client: Client, now: datetime) -> Case:
    """Rahima's case, which the office calls done."""
    page_of(SAVAR)
    deliver(client, visitor_post(501, "আমার মায়ের বয়স ৬৮, এখনো বয়স্ক ভাতা হয়নি", at=now, name="Rahima"))
    do_all_work(now)
    case = Case.objects.get()
    officer = officer_at(SOCIAL, since=now.date())
    resolve_case(lock_case(*case.key), officer=officer, what="ভাতার তালিকায় নাম তোলা হয়েছে", on=now.date(), proof="আদেশ ১১৪", now=now)
    return case


def say(client: Client, case: Case, solved: str, *, key: str | None = None, words: str = "") -> int:
    form = {"key": key_of(case.number) if key is None else key, "solved": solved, "words": words}
    return client.post(f"/c/{case.number}/verdict/", form).status_code


class TestRahima:
    def test_says_yes_with_one_tap(self, client: Client, case: Case) -> None:
        page = client.get(f"/c/{case.number}/?key={key_of(case.number)}&lang=en").content.decode()
        assert "Yes, it is solved" in page
        assert [say(client, case, "yes") for _ in range(2)] == [302, 302]
        case.refresh_from_db()
        assert case.state == "confirmed"
        assert HistoryLine.objects.filter(kind="confirmed").count() == 1

    def test_says_no_and_it_is_open_with_a_new_clock_and_the_office_above_knows(self, client: Client, case: Case) -> None:
        assert [say(client, case, "no", words="টাকা আসেনি") for _ in range(2)] == [302, 302]
        case.refresh_from_db()
        assert (case.state, case.ended_at) == ("reopened", None)
        assert HistoryLine.objects.get(kind="disputed").words == "টাকা আসেনি"
        clock = Deadline.objects.get(case_id=case.id, stopped_at=None)
        told = Escalation.objects.get(deadline_id=clock.id)
        assert (told.stage, told.role) == (0, "appeal_officer")
        assert told.office_id != SOCIAL

    def test_her_words_stand_on_no_public_page(self, client: Client, case: Case) -> None:
        say(client, case, "no", words="রহিমার মোবাইলে টাকা আসেনি")
        for address in (f"/c/{case.number}/", f"/api/v1/cases/{case.number}"):
            assert "রহিমার মোবাইলে" not in client.get(address).content.decode()


class TestSomebodyWhoKnowsTheNumber:
    @pytest.mark.parametrize("key", ["", "0" * 24, "ক", "a" * 5000])
    def test_cannot_say_it_for_her(self, client: Client, case: Case, key: str) -> None:
        assert say(client, case, "yes", key=key) == 403
        case.refresh_from_db()
        assert case.state == "resolved"

    def test_is_not_shown_the_question(self, client: Client, case: Case) -> None:
        assert "verdict/" not in client.get(f"/c/{case.number}/").content.decode()

    def test_no_public_text_carries_the_key(self, client: Client, case: Case, now: datetime) -> None:
        do_all_work(now)
        for address in (f"/c/{case.number}/", f"/api/v1/cases/{case.number}"):
            assert key_of(case.number) not in client.get(address).content.decode()


class TestTheOffice:
    def test_gives_her_the_key_privately_and_never_sees_it(
        self, client: Client, case: Case, now: datetime, settings: object
    ) -> None:
        settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
        Post.objects.update(kind="message", thread_id="5001")
        resolved = CaseResolved(case.district_id, case.id, Disposal.objects.get().id)
        tell_resolution([resolved], now)
        assert key_of(case.number) in OutboxItem.objects.get(reference__startswith="reply:", mode="message").text
        assert f"/c/{case.number}/" in Reply.objects.get(kind="resolution").text
        client.force_login(officer_at(SOCIAL, since=now.date()), backend="allauth.account.auth_backends.AuthenticationBackend")
        assert key_of(case.number) not in client.get(f"/desk/cases/{case.number}/").content.decode()
        assert not Reply.objects.filter(text__contains="?key=").exists()
