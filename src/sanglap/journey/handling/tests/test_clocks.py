"""The clock that is right: golden dates, pauses, one extension, and what does not move it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanglap.directory.charter.services import DayOff, change_holidays
from sanglap.journey.cases.events import CaseChanged, CaseJoined
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.dispatch.events import CaseDispatched
from sanglap.journey.handling.models import Deadline, Pause
from sanglap.journey.handling.services import (
    UnableToAct,
    UnableToPause,
    ask_citizen,
    claim_case,
    climb,
    extend_clock,
    forward_case,
    hear_answers,
    meet_smaller_promises,
    pause_clock,
    recompute_deadlines,
    resolve_case,
    resume_clock,
    start_clocks,
)
from sanglap.journey.handling.tests.factories import (
    DHAMRAI,
    SAVAR,
    case_of,
    clock_of,
    dhaka,
    fresh,
    kamal,
    kinds_of,
    many_cases,
    nasrin,
)
from sanglap.stage import do_jobs

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db
SUNDAY = dhaka(2026, 1, 4)
WHY = "The road office measures the damage."


def joined(case: Case, *, by_office: bool = False) -> list[CaseJoined]:
    return [CaseJoined(case.district_id, case.id, case.id, by_office)]


class TestThePromiseIsCountedFromReceipt:
    def test_thirty_working_days_with_two_holidays_end_on_the_seventeenth_of_february(self) -> None:
        clock = clock_of(case_of(at=SUNDAY))
        assert clock.due_at == dhaka(2026, 2, 17, 17)
        assert (clock.clock.code, clock.first_due_at, clock.next_stage) == ("G", clock.due_at, 50)

    def test_danger_counts_minutes_on_a_friday_night_too(self) -> None:
        night = dhaka(2026, 1, 9, 23, 50)
        assert clock_of(case_of(at=night, clock="K0")).due_at == night + timedelta(minutes=15)

    def test_the_news_heard_twice_starts_one_clock(self) -> None:
        case = case_of(at=SUNDAY)
        start_clocks([CaseDispatched(case.district_id, case.id, SAVAR, first=True)], SUNDAY)
        assert Deadline.objects.count() == 1

    def test_hundreds_start_in_four_queries(self) -> None:
        ids = many_cases(200, at=SUNDAY)
        Deadline.objects.all().delete()
        events = [CaseDispatched("BD3026", one, SAVAR, first=True) for one in ids]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            start_clocks(events, SUNDAY)
        assert len(queries) <= 4
        assert Deadline.objects.count() == 200

    def test_a_moved_case_keeps_its_clock_and_its_date(self) -> None:
        case = case_of(at=SUNDAY)
        before = clock_of(case).due_at
        start_clocks([CaseDispatched(case.district_id, case.id, DHAMRAI, first=False)], SUNDAY + timedelta(days=9))
        after = clock_of(case)
        assert (after.office_id, after.due_at) == (DHAMRAI, before)


class TestWhatStopsAClock:
    def test_a_comment_a_note_and_a_claim_never_move_the_date(self) -> None:
        case = case_of(at=SUNDAY)
        before = clock_of(case)
        claim_case(case, officer=kamal(), now=SUNDAY)
        hear_answers(joined(case), SUNDAY + timedelta(days=1))
        hear_answers(joined(case, by_office=True), SUNDAY + timedelta(days=1))
        meet_smaller_promises([CaseChanged(case.district_id, case.id, "claimed")], SUNDAY)
        after = clock_of(case)
        assert (after.due_at, after.stopped_at, after.next_stage_at) == (before.due_at, None, before.next_stage_at)

    def test_resolving_in_time_meets_the_promise(self) -> None:
        case = case_of(at=SUNDAY)
        done = SUNDAY + timedelta(days=3)
        resolve_case(case, officer=kamal(), what="The hole was filled with bricks.", on=done.date(), proof="Order 12", now=done)
        clock = clock_of(case)
        assert (clock.met, clock.stopped_at, clock.next_stage_at) == (True, done, None)

    def test_resolving_late_breaks_it(self) -> None:
        case = case_of(at=SUNDAY)
        done = SUNDAY + timedelta(days=90)
        resolve_case(case, officer=kamal(), what="The hole was filled with bricks.", on=done.date(), proof="Order 12", now=done)
        assert clock_of(case).met is False

    def test_an_answer_meets_the_clock_of_a_suggestion(self) -> None:
        case = case_of(at=SUNDAY, clock="S")
        meet_smaller_promises([CaseChanged(case.district_id, case.id, "answered")], SUNDAY + timedelta(days=1))
        assert clock_of(case).met is True
        assert Deadline.objects.filter(stopped_at=None).count() == 0

    def test_a_person_at_work_meets_the_clock_of_danger_and_the_next_one_runs_from_receipt(self) -> None:
        case = case_of(at=SUNDAY, clock="K0")
        claim_case(case, officer=kamal(), now=SUNDAY + timedelta(minutes=4))
        do_jobs()
        running = Deadline.objects.select_related("clock").get(stopped_at=None)
        assert (running.clock.code, running.due_at) == ("K1", SUNDAY + timedelta(hours=24))
        assert fresh(case).due_at == running.due_at
        assert Deadline.objects.get(stopped_at__isnull=False).stopped_at is not None

    def test_the_offices_own_words_on_the_page_are_an_answer(self) -> None:
        case = case_of(at=SUNDAY, clock="S")
        hear_answers(joined(case, by_office=True), SUNDAY + timedelta(hours=2))
        assert clock_of(case).met is True


class TestAClockStandsStillForAReason:
    def test_the_date_moves_by_the_time_it_stood_still_and_the_first_date_is_kept(self) -> None:
        case = case_of(at=SUNDAY)
        first = clock_of(case).due_at
        pause_clock(case, officer=kamal(), reason="court", words=WHY, now=dhaka(2026, 1, 11, 9))
        resume_clock(case, officer=kamal(), now=dhaka(2026, 1, 13, 9))
        clock = clock_of(case)
        assert clock.due_at == dhaka(2026, 2, 19, 15, 30)  # two office days later, and Ramadan has begun
        assert clock.first_due_at == first
        assert fresh(case).expected_at == first
        assert fresh(case).due_at == clock.due_at
        assert kinds_of(case)[-2:] == ["paused", "resumed"]

    def test_while_it_stands_still_nobody_is_told(self) -> None:
        case = case_of(at=SUNDAY)
        pause_clock(case, officer=kamal(), reason="court", words=WHY, now=SUNDAY + timedelta(days=1))
        assert climb(SUNDAY + timedelta(days=300)) == 0

    @pytest.mark.parametrize("reason", ["", "busy", "lunch"])
    def test_only_listed_reasons_stop_it(self, reason: str) -> None:
        case = case_of(at=SUNDAY)
        with pytest.raises(UnableToPause):
            pause_clock(case, officer=kamal(), reason=reason, words=WHY, now=SUNDAY)

    def test_it_cannot_be_stopped_when_it_is_too_late(self) -> None:
        case = case_of(at=SUNDAY)
        with pytest.raises(UnableToPause):
            pause_clock(case, officer=kamal(), reason="court", words=WHY, now=SUNDAY + timedelta(days=90))

    def test_asking_the_citizen_stops_it_and_her_answer_starts_it(self) -> None:
        case = case_of(at=SUNDAY)
        ask_citizen(case, officer=kamal(), words="Which road?", now=dhaka(2026, 1, 5, 9))
        assert fresh(case).state == "needs_information"
        hear_answers(joined(case), dhaka(2026, 1, 6, 9))
        clock = clock_of(case)
        assert clock.paused_at is None
        assert clock.due_at == dhaka(2026, 2, 18, 17)
        assert kinds_of(case)[-1] == "resumed"

    def test_her_words_do_not_end_a_pause_for_another_reason(self) -> None:
        case = case_of(at=SUNDAY)
        pause_clock(case, officer=kamal(), reason="court", words=WHY, now=SUNDAY)
        hear_answers(joined(case), SUNDAY + timedelta(days=2))
        assert clock_of(case).paused_at is not None

    def test_resolving_ends_the_pause_and_counts_it(self) -> None:
        case = case_of(at=SUNDAY)
        pause_clock(case, officer=kamal(), reason="court", words=WHY, now=SUNDAY + timedelta(days=30))
        done = SUNDAY + timedelta(days=80)
        resolve_case(case, officer=kamal(), what="The hole was filled with bricks.", on=done.date(), proof="Order 12", now=done)
        assert clock_of(case).met is True
        assert Pause.objects.get().ended_at == done


class TestMoreTimeOnce:
    def test_ten_working_days_with_a_reason_anyone_may_read(self) -> None:
        case = case_of(at=SUNDAY)
        first = clock_of(case).due_at
        extend_clock(case, officer=kamal(), amount=10, words="An inquiry was opened.", now=SUNDAY + timedelta(days=20))
        clock = clock_of(case)
        assert (clock.due_at, clock.first_due_at) == (dhaka(2026, 3, 3, 15, 30), first)
        line = HistoryLine.objects.get(case_id=case.id, kind="extended")
        assert (line.words, line.is_public) == ("An inquiry was opened.", True)

    def test_not_twice(self) -> None:
        case = case_of(at=SUNDAY)
        extend_clock(case, officer=kamal(), amount=10, words="An inquiry was opened.", now=SUNDAY)
        with pytest.raises(UnableToPause):
            extend_clock(case, officer=kamal(), amount=1, words="Once more.", now=SUNDAY)

    @pytest.mark.parametrize(("amount", "words", "days"), [(0, WHY, 1), (31, WHY, 1), (10, " ", 1), (10, WHY, 90)])
    def test_not_without_a_reason_beyond_measure_or_too_late(self, amount: int, words: str, days: int) -> None:
        case = case_of(at=SUNDAY)
        with pytest.raises(UnableToPause):
            extend_clock(case, officer=kamal(), amount=amount, words=words, now=SUNDAY + timedelta(days=days))

    def test_an_officer_of_another_office_may_move_no_date(self) -> None:
        case = case_of(at=SUNDAY)
        for act in (
            lambda: extend_clock(case, officer=nasrin(), amount=1, words=WHY, now=SUNDAY),
            lambda: pause_clock(case, officer=nasrin(), reason="court", words=WHY, now=SUNDAY),
            lambda: resume_clock(case, officer=nasrin(), now=SUNDAY),
        ):
            with pytest.raises(UnableToAct):
                act()


class TestAHolidayIsDeclaredLater:
    def declare(self, *days: datetime) -> None:
        change_holidays(declare=[DayOff(day.date(), f"Declared {day:%d %b}", "ঘোষিত") for day in days])

    def test_every_open_case_moves_by_a_working_day_with_both_dates_in_its_history(self) -> None:
        case, other = case_of(at=SUNDAY), case_of(at=SUNDAY + timedelta(days=1))
        self.declare(dhaka(2026, 2, 8))
        do_jobs()
        assert clock_of(case).due_at == dhaka(2026, 2, 18, 17)
        assert fresh(case).due_at == dhaka(2026, 2, 18, 17)
        assert fresh(case).expected_at == dhaka(2026, 2, 17, 17)
        line = HistoryLine.objects.get(case_id=case.id, kind="due_date_moved")
        assert line.facts["before"] == dhaka(2026, 2, 17, 17).astimezone(clock_of(case).due_at.tzinfo).isoformat()
        assert kinds_of(other)[-1] == "due_date_moved"

    def test_the_stages_move_with_it(self) -> None:
        case = case_of(at=SUNDAY)
        before = clock_of(case).next_stage_at
        self.declare(dhaka(2026, 1, 7))
        recompute_deadlines(SUNDAY)
        after = clock_of(case).next_stage_at
        assert before is not None
        assert after is not None
        assert after > before

    def test_a_day_that_changes_no_date_writes_no_line(self) -> None:
        case = case_of(at=SUNDAY)
        self.declare(dhaka(2026, 2, 6), dhaka(2027, 5, 2))  # a Friday; a year later
        assert recompute_deadlines(SUNDAY) == 1
        assert "due_date_moved" not in kinds_of(case)
        assert recompute_deadlines(SUNDAY) == 0

    def test_a_holiday_withdrawn_moves_it_back(self) -> None:
        case = case_of(at=SUNDAY)
        self.declare(dhaka(2026, 2, 8))
        recompute_deadlines(SUNDAY)
        change_holidays(withdraw=[dhaka(2026, 2, 8).date()])
        recompute_deadlines(SUNDAY)
        assert fresh(case).due_at == dhaka(2026, 2, 17, 17)

    def test_a_case_that_was_late_by_a_holiday_is_late_no_longer_and_may_become_so_again(self) -> None:
        case = case_of(at=SUNDAY)
        evening = dhaka(2026, 2, 17, 18)
        climb(evening)
        assert fresh(case).overdue_at is not None
        self.declare(dhaka(2026, 2, 8))
        recompute_deadlines(evening)
        assert fresh(case).overdue_at is None
        climb(dhaka(2026, 2, 18, 18))
        assert fresh(case).overdue_at == dhaka(2026, 2, 18, 17)

    def test_pauses_and_extensions_stay(self) -> None:
        case = case_of(at=SUNDAY)
        extend_clock(case, officer=kamal(), amount=1, words=WHY, now=SUNDAY)
        assert fresh(case).due_at == dhaka(2026, 2, 18, 17)
        self.declare(dhaka(2026, 2, 8))
        recompute_deadlines(SUNDAY)
        assert fresh(case).due_at == dhaka(2026, 2, 19, 15, 30)

    def test_hundreds_move_in_a_handful_of_queries(self) -> None:
        many_cases(300, at=SUNDAY)
        self.declare(dhaka(2026, 2, 8))
        with CaptureQueriesContext(connection) as queries:
            recompute_deadlines(SUNDAY)
        assert len(queries) <= 30
        assert Case.objects.filter(due_at=dhaka(2026, 2, 18, 17)).count() == 300

    def test_a_case_that_ended_keeps_its_dates(self) -> None:
        case = case_of(at=SUNDAY)
        resolve_case(case, officer=kamal(), what="The hole was filled with bricks.", on=SUNDAY.date(), proof="Order 12", now=SUNDAY)
        self.declare(dhaka(2026, 2, 8))
        assert recompute_deadlines(SUNDAY) == 0


class TestTheMachinesClockJumps:
    def test_back_by_a_day_tells_nobody_twice(self) -> None:
        case = case_of(at=SUNDAY)
        late = dhaka(2026, 2, 1)
        assert climb(late) == 1
        assert climb(late - timedelta(days=1)) == 0
        assert climb(late) == 0
        assert kinds_of(case).count("escalated") == 1

    def test_forwarding_after_a_jump_keeps_the_date(self) -> None:
        case = case_of(at=SUNDAY)
        before = clock_of(case).due_at
        officer = kamal()
        forward_case(case, to_office=nasrin().postings.get().office, officer=officer, words=WHY, now=SUNDAY - timedelta(days=2))
        do_jobs()
        assert clock_of(case).due_at == before
