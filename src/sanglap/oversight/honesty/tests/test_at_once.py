"""Two do the same at the same moment: one flag, one answer, one verdict, one line in the history."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.handling.tests.factories import fresh
from sanglap.oversight.honesty.models import CallBack, Flag
from sanglap.oversight.honesty.services import (
    UnableToAnswer,
    UnableToCall,
    answer_flag,
    draw_call_backs,
    flag_closures,
    note_result,
    see_number,
)
from sanglap.oversight.honesty.services.calling import Told
from sanglap.oversight.honesty.tests.stage import SAVAR, appeal_office, call_about, closed_case, flagged_case, officer
from sanglap.stage.committing import at_once, committing

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = pytest.mark.usefixtures("django_db_setup")
LOOKED = "I looked at the file and went there myself; the list is right."


class TestTwoAtOnce:
    def test_nights_write_each_flag_once(self, django_db_blocker: DjangoDbBlocker, now: datetime) -> None:
        with committing(django_db_blocker):
            for number in range(5):
                closed_case(now - timedelta(days=1, minutes=number))
            assert all(isinstance(one, int) for one in at_once(*[lambda: flag_closures(now)] * 3))
            assert Flag.objects.count() == 5

    def test_draws_make_each_call_once(self, django_db_blocker: DjangoDbBlocker, now: datetime, settings: object) -> None:
        settings.CALL_BACK_PERCENT = 100  # type: ignore[attr-defined]
        with committing(django_db_blocker):
            officer(SAVAR, "Farhana", now)
            closed_case(now - timedelta(days=1))
            assert all(isinstance(one, int) for one in at_once(*[lambda: draw_call_backs(now)] * 3))
            assert CallBack.objects.count() == 1

    def test_judges_with_opposite_answers_leave_one(self, django_db_blocker: DjangoDbBlocker, now: datetime) -> None:
        with committing(django_db_blocker):
            case, flag = flagged_case(now)
            dipu, mina = (officer(appeal_office(), name, now) for name in ("Dipu", "Mina"))
            results = at_once(
                lambda: answer_flag(flag, Flag.SOUND, words=LOOKED, officer=dipu, now=now),
                lambda: answer_flag(flag, Flag.OPENED_AGAIN, words=LOOKED, officer=mina, now=now),
            )
            assert sorted(str(one) for one in results) == ["None", "answered"]
            flag.refresh_from_db()
            assert fresh(case).state == {"sound": "resolved", "opened_again": "reopened"}[flag.answer]
            assert isinstance(next(one for one in results if one), UnableToAnswer)

    def test_callers_with_opposite_results_leave_one(
        self, django_db_blocker: DjangoDbBlocker, now: datetime, settings: object
    ) -> None:
        with committing(django_db_blocker):
            farhana, mina = (officer(SAVAR, name, now) for name in ("Farhana", "Mina"))
            case = closed_case(now - timedelta(days=1))
            call = call_about(case, now, settings)
            results = at_once(
                lambda: note_result(call, Told("confirmed"), officer=farhana, now=now),
                lambda: note_result(call, Told("not_solved"), officer=mina, now=now),
            )
            assert sum(isinstance(one, UnableToCall) for one in results) == 1
            call.refresh_from_db()
            assert fresh(case).state == {"confirmed": "confirmed", "not_solved": "reopened"}[call.result]

    def test_presses_open_the_number_once(self, django_db_blocker: DjangoDbBlocker, now: datetime, settings: object) -> None:
        with committing(django_db_blocker):
            farhana = officer(SAVAR, "Farhana", now)
            case = closed_case(now - timedelta(days=1))
            call = call_about(case, now, settings)
            at_once(*[lambda: see_number(call, officer=farhana, now=now)] * 2)
            assert HistoryLine.objects.filter(case_id=case.id, kind="personal_data_seen").count() == 1


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_second_night_finds_nothing_new(self, now: datetime) -> None:
        flagged_case(now)
        assert flag_closures(now + timedelta(days=1)) == 0
