"""Nobody must click for escalation to happen, and it happens once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sanglap.directory.offices.models import Office
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.handling.models import Deadline, Escalation
from sanglap.journey.handling.services import climb, mark_unconfirmed
from sanglap.journey.handling.services.escalating import due_stages
from sanglap.journey.handling.tests.factories import DHAKA, SAVAR, case_of, clock_of, dhaka, fresh, kinds_of, many_cases
from sanglap.stage.committing import at_once, committing

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django.plugin import DjangoDbBlocker

SUNDAY = dhaka(2026, 1, 4)
HALF, MOST, LATE = dhaka(2026, 1, 26), dhaka(2026, 2, 9), dhaka(2026, 2, 17, 17, 1)


def told() -> list[tuple[int, str, str]]:
    return list(Escalation.objects.order_by("id").values_list("stage", "role", "office_id"))


@pytest.mark.django_db
class TestTheLadderIsClimbed:
    def test_half_time_tells_the_office_of_the_grievance_officer(self) -> None:
        case = case_of(at=SUNDAY)
        assert climb(HALF) == 1
        assert told() == [(50, "grievance_officer", Office.objects.get(code=SAVAR).grievance_office_id)]
        assert kinds_of(case)[-1] == "escalated"
        assert clock_of(case).next_stage == 80

    def test_before_half_time_nobody_is_told(self) -> None:
        case_of(at=SUNDAY)
        assert climb(SUNDAY + timedelta(days=2)) == 0

    def test_eighty_percent_tells_the_head_and_the_coordinator(self) -> None:
        case_of(at=SUNDAY)
        climb(HALF)
        climb(MOST)
        assert told()[1:] == [(80, "head", SAVAR), (80, "coordinator", DHAKA)]

    def test_the_whole_time_makes_it_overdue_once(self) -> None:
        case = case_of(at=SUNDAY)
        climb(LATE)
        late = fresh(case)
        assert late.overdue_at == late.due_at
        assert [stage for stage, _, _ in told() if stage == 100]
        assert kinds_of(case) == ["escalated", "escalated", "overdue"]
        assert climb(LATE + timedelta(days=400)) == 0
        assert clock_of(case).next_stage is None

    def test_a_case_that_nobody_took_climbs_too(self) -> None:
        case = case_of(at=SUNDAY)
        assert case.claimed_by_id is None
        assert climb(LATE) == 3

    def test_a_gap_in_the_map_falls_to_the_coordinator(self) -> None:
        Office.objects.filter(code=SAVAR).update(grievance_office=None, appeal_office=None)
        case_of(at=SUNDAY)
        climb(LATE)
        assert {office for stage, _, office in told() if stage in {50, 100}} == {DHAKA}

    def test_an_office_that_no_longer_exists_gives_way_to_its_successor(self) -> None:
        grievance = Office.objects.get(code=SAVAR).grievance_office_id
        Office.objects.filter(code=grievance).update(is_active=False, succeeded_by="cab")
        if not Office.objects.filter(code="cab").exists():
            root = Office.objects.filter(line_parent=None).first()
            assert root is not None
            Office.objects.filter(code=grievance).update(succeeded_by=root)
        case_of(at=SUNDAY)
        climb(HALF)
        assert told()[0][2] == Office.objects.get(code=grievance).succeeded_by_id

    def test_the_public_may_read_that_the_next_level_was_told(self) -> None:
        case = case_of(at=SUNDAY)
        climb(HALF)
        assert HistoryLine.objects.get(case_id=case.id, kind="escalated").is_public


@pytest.mark.django_db
class TestInBulk:
    def test_hundreds_climb_in_a_number_of_queries_that_does_not_grow(self) -> None:
        many_cases(20, at=SUNDAY)
        with CaptureQueriesContext(connection) as few:
            assert climb(HALF) == 20
        many_cases(400, at=SUNDAY)
        with CaptureQueriesContext(connection) as many:
            assert climb(HALF) == 400
        assert len(many) <= len(few) + 2

    def test_what_is_due_is_found_by_its_index(self) -> None:
        many_cases(5, at=SUNDAY)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            sql, params = due_stages(HALF)[:500].query.sql_with_params()
            cursor.execute("EXPLAIN " + sql, params)
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "deadline_next_stage" in plan
        assert "Seq Scan" not in plan

    def test_the_hundred_and_first_is_not_forgotten(self) -> None:
        many_cases(1_203, at=SUNDAY)
        assert climb(HALF) == 1_203
        assert Escalation.objects.count() == 1_203


class TestManyWorkers:
    def test_four_at_once_tell_each_stage_once(
        self, django_db_setup: None, django_db_blocker: DjangoDbBlocker, now: datetime
    ) -> None:
        with committing(django_db_blocker):
            many_cases(700, at=SUNDAY)
            results = at_once(*[lambda: climb(LATE)] * 4)
            assert sum(results) + climb(LATE) == 2_100
            assert Escalation.objects.filter(stage=50).count() == 700
            assert HistoryLine.objects.filter(kind="escalated").count() == 1_400
            assert HistoryLine.objects.filter(kind="overdue").count() == 700
            assert Case.objects.filter(overdue_at__isnull=False, version=4).count() == 700

    def test_a_case_that_an_officer_holds_is_left_to_the_next_minute(
        self, django_db_setup: None, django_db_blocker: DjangoDbBlocker
    ) -> None:
        with committing(django_db_blocker):
            first, second = many_cases(2, at=SUNDAY)
            with transaction.atomic():
                held = lock_case("BD3026", first)
                assert at_once(lambda: climb(HALF)) == [1]
                change_case(held, Happening("noted", words="busy"), now=HALF)  # type: ignore[arg-type]
            assert climb(HALF) == 1
            assert Deadline.objects.filter(next_stage=80).count() == 2
            assert set(Escalation.objects.values_list("case_id", flat=True)) == {first, second}


@pytest.mark.django_db
class TestSilence:
    def test_after_fifteen_days_it_is_unconfirmed_never_satisfied(self) -> None:
        case = case_of(at=SUNDAY)
        Case.objects.filter(id=case.id).update(state="resolved", resolved_at=SUNDAY)
        assert mark_unconfirmed(SUNDAY + timedelta(days=15)) == 0
        assert mark_unconfirmed(SUNDAY + timedelta(days=15, seconds=1)) == 1
        assert fresh(case).state == "unconfirmed"
        assert kinds_of(case)[-1] == "unconfirmed"
        assert mark_unconfirmed(SUNDAY + timedelta(days=99)) == 0
