"""The less frequent acts of the desk: ask the citizen, instruct from above, stop a clock, take more time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.handling.models import Deadline, Escalation
from sanglap.journey.handling.services import climb
from sanglap.journey.replies.models import Reply
from sanglap.stage import do_jobs

pytestmark = pytest.mark.django_db
SAVAR, SOCIAL = "uno-BD30260072", "upazila-social-services-BD30260072"


def act(browser: Client, case: Case, deed: str, **form: object) -> int:
    case.refresh_from_db()
    return browser.post(f"/desk/cases/{case.number}/act/{deed}/", {"version": case.version, **form}).status_code


def clock_of(case: Case) -> Deadline:
    return Deadline.objects.get(case_id=case.id, stopped_at=None)


class TestKamalAsksTheCitizen:
    def test_the_question_leaves_and_the_clock_waits(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "ask", words="মায়ের ভোটার আইডি কি আছে?") == 302
        do_jobs()
        case.refresh_from_db()
        assert case.state == "needs_information"
        assert clock_of(case).paused_at is not None
        assert "ভোটার আইডি" in Reply.objects.get(kind="question").text

    def test_a_question_without_words_is_not_asked(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "ask", words="  ") == 422
        assert not Reply.objects.filter(kind="question").exists()


class TestFarhanaInstructs:
    def test_the_office_sees_her_words_and_keeps_the_case(self, farhana: Client, kamal: Client, case: Case) -> None:
        assert act(farhana, case, "instruct", words="আজই বাড়িতে গিয়ে দেখুন", by="2099-01-04") == 302
        case.refresh_from_db()
        assert case.office_id == SOCIAL
        assert "আজই বাড়িতে গিয়ে দেখুন" in kamal.get(f"/desk/cases/{case.number}/").content.decode()

    def test_kamal_cannot_instruct_himself(self, kamal: Client, case: Case) -> None:
        assert 'id="instruct"' not in kamal.get(f"/desk/cases/{case.number}/").content.decode()
        assert act(kamal, case, "instruct", words="x", by="2099-01-04") == 403

    def test_what_time_told_her_is_marked_when_she_looks(self, farhana: Client, kamal: Client, case: Case) -> None:
        climb(clock_of(case).due_at + timedelta(minutes=1))
        kamal.get(f"/desk/cases/{case.number}/")
        assert not Escalation.objects.filter(office=SAVAR, seen_at__isnull=False).exists()
        farhana.get(f"/desk/cases/{case.number}/")
        assert not Escalation.objects.filter(office=SAVAR, seen_at__isnull=True).exists()
        assert Escalation.objects.filter(office=SAVAR).exists()


class TestTheClock:
    def test_it_stops_for_a_reason_and_runs_again(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "pause", reason="other_office", words="ভূমি অফিসের কাগজ লাগবে") == 302
        assert "Let it run again" in kamal.get(f"/desk/cases/{case.number}/?lang=en").content.decode()
        assert act(kamal, case, "resume") == 302
        assert clock_of(case).paused_at is None

    def test_laziness_is_no_reason(self, kamal: Client, case: Case) -> None:
        assert act(kamal, case, "pause", reason="too_much_work", words="অনেক কাজ") == 422
        assert clock_of(case).paused_at is None

    def test_more_time_is_taken_once_and_the_first_date_stays(self, kamal: Client, case: Case) -> None:
        first = clock_of(case).due_at
        assert act(kamal, case, "extend", amount="2", words="তদন্ত চলছে") == 302
        moved = clock_of(case)
        assert moved.due_at > first == moved.first_due_at
        assert act(kamal, case, "extend", amount="2", words="আবার") == 422
        assert clock_of(case).due_at == moved.due_at

    @pytest.mark.parametrize("amount", ["", "-1", "0", "999", "two", "২"])
    def test_odd_amounts_are_refused_or_understood(self, kamal: Client, case: Case, amount: str) -> None:
        assert act(kamal, case, "extend", amount=amount, words="তদন্ত চলছে") == (302 if amount == "২" else 422)


class TestAnActThatIsRefused:
    def test_brings_every_word_back(self, kamal: Client, case: Case) -> None:
        old = case.version
        act(kamal, case, "claim")
        late = kamal.post(
            f"/desk/cases/{case.number}/act/ask/",
            {"version": old, "words": "কোন গ্রামে, কোন পাড়ায়?"},
            headers={"accept-language": "en"},
        )
        assert late.status_code == 409
        assert "কোন গ্রামে, কোন পাড়ায়?" in late.content.decode()

    def test_superiors_may_neither_ask_nor_stop_clocks(self, farhana: Client, case: Case) -> None:
        assert act(farhana, case, "ask", words="x") == 403
        assert act(farhana, case, "pause", reason="court", words="x") == 403
        assert act(farhana, case, "extend", amount="1", words="x") == 403
        assert not HistoryLine.objects.filter(kind__in=["paused", "extended", "information_asked"]).exists()
