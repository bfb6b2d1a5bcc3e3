"""Those above see what looks made up, with reasons, and say what it is; the office that closed it does not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanglap.directory.offices.models import Office, Posting
from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.models import Accused, Case, HistoryLine
from sanglap.journey.handling.tests.factories import clock_of, fresh
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.services import flag_closures
from sanglap.oversight.honesty.tests.stage import (
    CLOSURES,
    SOCIAL,
    appeal_office,
    browser,
    closed_case,
    flagged_case,
    officer,
)
from sanglap.stage import signed_in

pytestmark = pytest.mark.django_db
GAZIPUR = "dc-BD3033"
LOOKED = "I looked at the file and went there myself; the list is right."


@pytest.fixture(autouse=True)
def _one_factor(settings: object, now: datetime):  # type: ignore[no-untyped-def]
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    with clock.frozen(now):
        yield


def say(client: object, flag: Flag, answer: str, words: str = LOOKED) -> int:
    status: int = client.post(f"{CLOSURES}{flag.id}/", {"answer": answer, "words": words}).status_code  # type: ignore[attr-defined]
    return status


class TestTheNight:
    def test_flags_what_was_closed_in_one_sitting_with_nothing_to_show(self, now: datetime) -> None:
        _, flag = flagged_case(now)
        assert flag.told_office_id == appeal_office()
        assert {"same_words", "nothing_to_check"} <= {one["sign"] for one in flag.reasons}
        assert Flag.objects.count() == 5

    def test_looks_twice_and_flags_once(self, now: datetime) -> None:
        flagged_case(now)
        assert flag_closures(now) == 0
        assert Flag.objects.count() == 5

    def test_leaves_cases_with_proofs_of_their_own_alone(self, now: datetime) -> None:
        for number in range(6):
            words = f"{'কখগঘচছ'[number] * 12} গ্রামের ভাতার তালিকায় নাম তোলা হয়েছে"
            closed_case(now - timedelta(days=1, minutes=number), what=words, proof=f"স্মারক {4100 + number}")
        assert flag_closures(now) == 0

    def test_asks_no_more_of_the_database_for_many_cases_than_for_few(self, now: datetime) -> None:
        for number in range(3):
            closed_case(now - timedelta(days=1, minutes=number), proof=f"স্মারক {number}12")
        with CaptureQueriesContext(connection) as few:
            flag_closures(now)
        for number in range(5):
            closed_case(now - timedelta(days=2, minutes=number), proof=f"স্মারক {number}45")
        with CaptureQueriesContext(connection) as many:
            flag_closures(now)
        assert len(many) == len(few)


class TestTheAppealOfficer:
    def test_sees_it_with_its_reasons_in_words(self, now: datetime) -> None:
        case, _ = flagged_case(now)
        page = browser(appeal_office(), "Dipu", now).get(CLOSURES).content.decode()
        assert f"/desk/cases/{case.number}/" in page
        assert "no picture, no number, no visit" in page
        assert "proves nothing and punishes nobody" in page
        assert "Rahima" not in page
        assert "01711223344" not in page

    def test_reads_it_in_bangla(self, now: datetime) -> None:
        flagged_case(now)
        page = browser(appeal_office(), "Dipu", now, "bn").get(CLOSURES).content.decode()
        assert "প্রমাণে যাচাই করার মতো কিছু নেই" in page
        assert "আরও ৪টি বিষয়" in page

    def test_says_that_it_is_sound_and_it_waits_no_more(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        dipu = browser(appeal_office(), "Dipu", now)
        assert say(dipu, flag, "sound") == 302
        flag.refresh_from_db()
        assert (flag.answer, flag.words, flag.answered_by.name_en if flag.answered_by else "") == ("sound", LOOKED, "Dipu")
        assert case.number not in dipu.get(CLOSURES).content.decode()
        assert fresh(case).state == "resolved"

    @pytest.mark.parametrize("words", ["", "ok", "সমাধান করা হয়েছে, সমাধান করা হয়েছে"])
    def test_has_to_say_why(self, now: datetime, words: str) -> None:
        _, flag = flagged_case(now)
        assert say(browser(appeal_office(), "Dipu", now), flag, "sound", words) == 422
        flag.refresh_from_db()
        assert flag.answer == ""

    def test_opens_it_again_with_words_a_new_clock_and_a_line_in_the_history(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        assert say(browser(appeal_office(), "Dipu", now), flag, "opened_again") == 302
        again = fresh(case)
        line = HistoryLine.objects.filter(case_id=case.id).order_by("id").last()
        assert (again.state, again.resolved_at, again.ended_at) == ("reopened", None, None)
        assert (line.kind, line.words, line.actor, line.to_state) == ("instructed", LOOKED, "Dipu", "reopened")  # type: ignore[union-attr]
        assert clock_of(again).started_at == now

    def test_cannot_open_what_the_citizen_calls_solved(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        Case.objects.filter(id=case.id).update(state="confirmed")
        assert say(browser(appeal_office(), "Dipu", now), flag, "opened_again") == 409
        assert fresh(case).state == "confirmed"

    def test_has_the_citizen_asked_by_another_office(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        assert say(browser(appeal_office(), "Dipu", now), flag, "asked", "") == 302
        call = CallBack.objects.get(case_id=case.id)
        assert (call.reason, call.closing_office_id) == ("asked", SOCIAL)
        assert call.calling_office_id != SOCIAL

    def test_is_told_when_the_citizen_gave_no_number(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        case.citizen.phone = ""
        case.citizen.save()
        assert say(browser(appeal_office(), "Dipu", now), flag, "asked") == 422
        assert not CallBack.objects.exists()

    def test_answers_once_though_two_of_them_press(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        assert say(browser(appeal_office(), "Dipu", now), flag, "sound") == 302
        assert say(browser(appeal_office(), "Mina", now), flag, "opened_again") == 409
        assert fresh(case).state == "resolved"

    def test_finds_a_kind_word_when_nothing_waits(self, now: datetime) -> None:
        assert "Nothing waits here" in browser(appeal_office(), "Dipu", now).get(CLOSURES).content.decode()

    def test_waits_no_longer_for_many_than_for_few(self, now: datetime) -> None:
        flagged_case(now)
        dipu = browser(appeal_office(), "Dipu", now)
        dipu.get(CLOSURES)
        with CaptureQueriesContext(connection) as few:
            dipu.get(CLOSURES)
        for number in range(8):
            closed_case(now - timedelta(hours=3, minutes=number))
        flag_closures(now)
        with CaptureQueriesContext(connection) as many:
            assert dipu.get(CLOSURES).content.decode().count("<article") == 13
        assert len(many) == len(few)

    def test_sees_no_more_of_a_confidential_case_than_its_number_and_group(self, now: datetime) -> None:
        flagged_case(now)
        Case.objects.update(sensitivity="X")
        page = browser(appeal_office(), "Dipu", now).get(CLOSURES).content.decode()
        assert "Confidential" in page
        assert "Upazila Social Services Office" not in page


class TestTheOfficeThatClosedIt:
    def test_sees_nothing_of_it(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        kamal = browser(SOCIAL, "Kamal", now)
        assert case.number not in kamal.get(CLOSURES).content.decode()
        for answer in ("sound", "asked", "opened_again"):
            assert say(kamal, flag, answer) == 404
        assert fresh(case).state == "resolved"

    def test_nor_does_somebody_who_works_there_and_above(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        janus = officer(appeal_office(), "Janus", now)
        Posting.objects.create(officer=janus, office=Office.objects.get(code=SOCIAL), role="head", started_on=now.date())
        both = signed_in(janus, language="en")
        assert case.number not in both.get(CLOSURES).content.decode()
        assert say(both, flag, "sound") == 404


class TestSomebodyFromElsewhere:
    @pytest.mark.parametrize("office", [GAZIPUR, "uno-BD30260014"])
    def test_finds_no_flag_at_any_door(self, now: datetime, office: str) -> None:
        case, flag = flagged_case(now)
        nasrin = browser(office, "Nasrin", now)
        assert case.number not in nasrin.get(CLOSURES).content.decode()
        assert say(nasrin, flag, "sound") == 404

    def test_the_division_above_may_answer_too(self, now: datetime) -> None:
        _, flag = flagged_case(now)
        above = flag.told_office.line_parent_id
        assert say(browser(str(above), "Sabina", now), flag, "sound") == 302

    def test_an_unknown_answer_does_not_exist(self, now: datetime) -> None:
        _, flag = flagged_case(now)
        assert say(browser(appeal_office(), "Dipu", now), flag, "dismissed") == 404


class TestACaseAboutTheAppealOffice:
    def test_is_told_to_somebody_else_and_that_office_never_sees_it(self, now: datetime) -> None:
        cases = [closed_case(now - timedelta(days=1, minutes=number), has_accused=True) for number in range(5)]
        for case in cases:
            Accused.objects.create(
                district_id=case.district_id, id=new_id(), case_id=case.id, office_id=appeal_office(), named_at=now
            )
        flag_closures(now)
        flag = Flag.objects.get(case_id=cases[0].id)
        assert flag.told_office_id not in {SOCIAL, appeal_office()}
        dipu = browser(appeal_office(), "Dipu", now)
        assert cases[0].number not in dipu.get(CLOSURES).content.decode()
        assert say(dipu, flag, "sound") == 404


class TestACaseThatIsOpenAgainAlready:
    def test_can_only_be_called_sound(self, now: datetime) -> None:
        case, flag = flagged_case(now)
        Case.objects.filter(id=case.id).update(state="reopened")
        dipu = browser(appeal_office(), "Dipu", now)
        assert "open again already" in dipu.get(CLOSURES).content.decode()
        assert say(dipu, flag, "opened_again") == 409
        assert say(dipu, flag, "sound") == 302
