"""Another office calls the citizen: drawn by nobody's hand, the number seen by one officer, and a "no" opens the case at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.handling.services import sees_masked
from sanglap.journey.handling.services.acting import acts_of
from sanglap.journey.handling.tests.factories import fresh, kinds_of
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.services import draw_call_backs, set_aside_overtaken
from sanglap.oversight.honesty.services.drawing import is_drawn
from sanglap.oversight.honesty.tests.stage import (
    CALLS,
    CLOSURES,
    DHAKA,
    PHONE,
    SAVAR,
    SOCIAL,
    appeal_office,
    browser,
    call_about,
    closed_case,
    officer,
)

pytestmark = pytest.mark.django_db
MISSING = "The money came for one month only."


@pytest.fixture(autouse=True)
def _one_factor(settings: object, now: datetime):  # type: ignore[no-untyped-def]
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    officer(SAVAR, "Farhana", now)
    with clock.frozen(now):
        yield


def page_of(client: object, call: CallBack, door: str = "") -> str:
    return str(client.get(f"{CALLS}{call.id}/{door}").content.decode())  # type: ignore[attr-defined]


def press(client: object, call: CallBack, door: str = "", **form: object) -> int:
    status: int = client.post(f"{CALLS}{call.id}/{door}", form).status_code  # type: ignore[attr-defined]
    return status


class TestTheDraw:
    def test_takes_about_five_in_a_hundred(self) -> None:
        drawn = sum(is_drawn(UUID(int=number), "drawn", 5) for number in range(20_000))
        assert 850 <= drawn <= 1_150

    def test_says_the_same_of_a_case_every_time_and_the_draws_do_not_follow_each_other(self) -> None:
        cases = [UUID(int=number) for number in range(4_000)]
        first = [is_drawn(one, "drawn", 50) for one in cases]
        assert first == [is_drawn(one, "drawn", 50) for one in cases]
        both = sum(one and is_drawn(case, "unconfirmed", 50) for case, one in zip(cases, first, strict=True))
        assert 850 <= both <= 1_150

    def test_cannot_be_foreseen_without_the_key_of_the_house(self, settings: object) -> None:
        cases = [UUID(int=number) for number in range(500)]
        here = [is_drawn(one, "drawn", 50) for one in cases]
        settings.SECRET_KEY = "another-house-with-another-key-0123456789-0123456789"  # type: ignore[attr-defined]
        assert here != [is_drawn(one, "drawn", 50) for one in cases]

    @pytest.mark.parametrize(("percent", "share"), [(0, 0), (100, 1)])
    def test_takes_none_and_all(self, percent: int, share: int) -> None:
        assert sum(is_drawn(new_id(), "drawn", percent) for _ in range(100)) == 100 * share

    def test_gives_the_call_to_another_office_and_only_once(self, now: datetime, settings: object) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        assert (call.calling_office_id, call.closing_office_id, call.reason) == (SAVAR, SOCIAL, "drawn")
        draw_call_backs(now)
        assert CallBack.objects.count() == 1

    def test_takes_some_of_those_closed_without_the_citizens_word(self, now: datetime, settings: object) -> None:
        settings.CALL_BACK_PERCENT, settings.CALL_BACK_UNCONFIRMED_PERCENT = 0, 100  # type: ignore[attr-defined]
        closed_case(now - timedelta(days=17))
        silent = closed_case(now - timedelta(days=17))
        Case.objects.filter(id=silent.id).update(state="unconfirmed")
        draw_call_backs(now)
        assert [(one.case_id, one.reason) for one in CallBack.objects.all()] == [(silent.id, "unconfirmed")]

    @pytest.mark.parametrize("told", [{"privacy": "anonymous"}, {"phone": ""}, {"sensitivity": "XX"}])
    def test_never_calls_who_is_anonymous_gave_no_number_or_is_in_danger(
        self, now: datetime, settings: object, told: dict[str, str]
    ) -> None:
        settings.CALL_BACK_PERCENT = 100  # type: ignore[attr-defined]
        closed_case(now - timedelta(days=1), **told)  # type: ignore[arg-type]
        draw_call_backs(now)
        assert not CallBack.objects.exists()

    def test_asks_as_little_of_the_database_for_many_as_for_few(self, now: datetime, settings: object) -> None:
        settings.CALL_BACK_PERCENT = 100  # type: ignore[attr-defined]
        closed_case(now - timedelta(days=1))
        with CaptureQueriesContext(connection) as few:
            draw_call_backs(now)
        for number in range(5):
            closed_case(now - timedelta(days=2, minutes=number))
        with CaptureQueriesContext(connection) as many:
            draw_call_backs(now)
        assert len(many) == len(few)


class TestFarhanaWhoCalls:
    def test_sees_the_list_without_name_or_number(self, now: datetime, settings: object) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        page = browser(SAVAR, "Farhana", now).get(CALLS).content.decode()
        assert str(call.id) in page
        assert PHONE not in page
        assert "Rahima" not in page

    def test_opens_the_number_and_the_history_keeps_it_once(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call, farhana = call_about(case, now, settings), browser(SAVAR, "Farhana", now)
        assert PHONE not in page_of(farhana, call)
        assert press(farhana, call, "number/") == 302
        assert press(farhana, call, "number/") == 302
        assert PHONE in page_of(farhana, call)
        seen = HistoryLine.objects.get(case_id=case.id, kind="personal_data_seen")
        assert (seen.actor, seen.office_code, seen.is_public) == ("Farhana", SAVAR, False)

    def test_has_with_the_number_not_seen_the_rest_of_the_case(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call = call_about(case, now, settings)
        press(browser(SAVAR, "Farhana", now), call, "number/")
        history = HistoryLine.objects.filter(case_id=case.id)
        farhana = officer(SAVAR, "Farhana", now)
        assert sees_masked(acts_of(farhana, fresh(case)), farhana, history, now)

    def test_sees_the_number_for_an_hour_and_a_colleague_opens_it_herself(self, now: datetime, settings: object) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        farhana = browser(SAVAR, "Farhana", now)
        press(farhana, call, "number/")
        assert PHONE not in page_of(browser(SAVAR, "Mina", now), call)
        with clock.frozen(now + timedelta(minutes=61)):
            assert PHONE not in page_of(farhana, call)

    def test_reads_three_questions_in_both_languages(self, now: datetime, settings: object) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        page = page_of(browser(SAVAR, "Farhana", now), call)
        for sentence in ("Did anybody ask you for money", "চাপ দিয়েছেন?", "yes, partly, or no?", "না কি না?"):
            assert sentence in page

    def test_hears_no_and_the_case_is_open_at_once(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call, farhana = call_about(case, now, settings), browser(SAVAR, "Farhana", now)
        press(farhana, call, "number/")
        assert press(farhana, call, result="not_solved", contacted="no", pressed="no", words=MISSING) == 302
        call.refresh_from_db()
        assert (fresh(case).state, call.result, call.was_contacted, call.was_pressed) == ("reopened", "not_solved", False, False)
        assert "disputed" in kinds_of(case)
        assert PHONE not in page_of(farhana, call)

    def test_hears_yes_and_the_case_is_confirmed(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call = call_about(case, now, settings)
        assert press(browser(SAVAR, "Farhana", now), call, result="confirmed") == 302
        assert fresh(case).state == "confirmed"

    def test_hears_partly_and_the_office_reads_what_is_missing(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call = call_about(case, now, settings)
        assert press(browser(SAVAR, "Farhana", now), call, result="partly", words=MISSING) == 302
        assert (fresh(case).state, HistoryLine.objects.filter(case_id=case.id, kind="noted").get().words) == ("resolved", MISSING)
        assert fresh(case).outcome == "partly"

    def test_has_to_choose_what_was_said_and_loses_no_word(self, now: datetime, settings: object) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        answer = browser(SAVAR, "Farhana", now).post(f"{CALLS}{call.id}/", {"words": MISSING})
        assert answer.status_code == 422
        assert MISSING in answer.content.decode()

    def test_notes_a_result_once(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call, farhana = call_about(case, now, settings), browser(SAVAR, "Farhana", now)
        assert press(farhana, call, result="confirmed") == 302
        assert press(farhana, call, result="not_solved") == 409
        assert fresh(case).state == "confirmed"

    def test_tries_three_times_with_hours_between_and_then_it_is_not_reached(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call, farhana = call_about(case, now, settings), browser(SAVAR, "Farhana", now)
        assert press(farhana, call, nobody="1", tries=0) == 302
        assert press(farhana, call, nobody="1", tries=0) == 409
        assert press(farhana, call, nobody="1", tries=1) == 409
        for number in (1, 2):
            with clock.frozen(now + timedelta(hours=3 * number)):
                assert press(farhana, call, nobody="1", tries=number) == 302
        call.refresh_from_db()
        assert (call.tries, call.result, fresh(case).state) == (3, "not_reached", "resolved")

    def test_finds_a_kind_word_when_there_is_nobody_to_call(self, now: datetime) -> None:
        assert "Nobody to call" in browser(SAVAR, "Farhana", now).get(CALLS).content.decode()

    def test_waits_no_longer_for_many_than_for_few(self, now: datetime, settings: object) -> None:
        call_about(closed_case(now - timedelta(days=1)), now, settings)
        farhana = browser(SAVAR, "Farhana", now)
        farhana.get(CALLS)
        with CaptureQueriesContext(connection) as few:
            farhana.get(CALLS)
        for number in range(5):
            closed_case(now - timedelta(days=2, minutes=number))
        draw_call_backs(now)
        with CaptureQueriesContext(connection) as many:
            farhana.get(CALLS)
        assert len(many) == len(few)


class TestACitizenWhoWasPressed:
    def test_is_heard_above_and_not_by_the_office(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1))
        call = call_about(case, now, settings)
        press(browser(SAVAR, "Farhana", now), call, result="confirmed", pressed="yes")
        assert "asked for money" in browser(appeal_office(), "Dipu", now).get(CLOSURES).content.decode()
        told = [str(line.facts) + line.words for line in HistoryLine.objects.filter(case_id=case.id)]
        assert not [one for one in told if "press" in one]
        assert Flag.objects.count() == 1


class TestACitizenWhoHidesFromTheOffice:
    def test_is_called_by_another_one_and_the_office_never_finds_the_call(self, now: datetime, settings: object) -> None:
        case = closed_case(now - timedelta(days=1), privacy="hidden_from_office")
        call = call_about(case, now, settings)
        kamal = browser(SOCIAL, "Kamal", now)
        farhana = browser(SAVAR, "Farhana", now)
        press(farhana, call, "number/")
        assert PHONE in page_of(farhana, call)
        assert str(call.id) not in kamal.get(CALLS).content.decode()
        assert press(kamal, call, "number/") == 404
        assert press(kamal, call, result="confirmed") == 404
        assert kamal.get(f"{CALLS}{call.id}/").status_code == 404

    def test_even_by_somebody_posted_to_both(self, now: datetime, settings: object) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        CallBack.objects.filter(id=call.id).update(closing_office=SAVAR)
        assert browser(SAVAR, "Farhana", now).get(f"{CALLS}{call.id}/").status_code == 404


class TestSomebodyElse:
    @pytest.mark.parametrize("office", [DHAKA, "uno-BD30260014", "dc-BD3033"])
    def test_finds_no_call_of_another_office(self, now: datetime, settings: object, office: str) -> None:
        call = call_about(closed_case(now - timedelta(days=1)), now, settings)
        nasrin = browser(office, "Nasrin", now)
        assert str(call.id) not in nasrin.get(CALLS).content.decode()
        assert press(nasrin, call, "number/") == 404


class TestACallThatIsNotNeededAnyMore:
    @pytest.mark.parametrize("change", [{"state": "reopened"}, {"privacy": "anonymous"}])
    def test_shows_no_number_and_is_put_away_at_night(self, now: datetime, settings: object, change: dict[str, str]) -> None:
        case = closed_case(now - timedelta(days=1))
        call, farhana = call_about(case, now, settings), browser(SAVAR, "Farhana", now)
        press(farhana, call, "number/")
        Case.objects.filter(id=case.id).update(**change)
        assert PHONE not in page_of(farhana, call)
        assert set_aside_overtaken(now) == 1
        call.refresh_from_db()
        assert call.result == "overtaken"
        assert press(farhana, call, result="confirmed") == 409
