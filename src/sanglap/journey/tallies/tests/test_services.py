"""Counting on a real database: any order, any number of times, both trees."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanglap.foundation import clock
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.tallies.models import CountedCase, Tally
from sanglap.journey.tallies.selectors import by_child, by_topic, last_days, public_record, summary
from sanglap.journey.tallies.services import count_cases, recount
from sanglap.journey.tallies.tests.factories import (
    DHAKA,
    DHAKA_SOCIAL,
    DHAMRAI,
    SAVAR,
    SAVAR_SOCIAL,
    a_case,
    becomes,
    remember,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pytest_django import DjangoAssertNumQueries
    from pytest_django.plugin import DjangoDbBlocker

    from sanglap.journey.tallies.figures import Figures


def figures_of(office: str, now: datetime) -> Figures:
    return summary(office, last_days(90, now.date())).now


@pytest.mark.django_db
class TestARahimaWhoWritesToSavar:
    def test_is_counted_at_every_office_above_on_both_trees_once(self, now: datetime) -> None:
        case = a_case(SAVAR_SOCIAL, now)
        count_cases([case.key], now)
        for office in (SAVAR_SOCIAL, SAVAR, DHAKA, DHAKA_SOCIAL, "divc-BD30", "cab"):
            assert figures_of(office, now)["received"] == 1, office
        assert figures_of(DHAMRAI, now)["received"] == 0

    def test_is_counted_once_however_often_her_case_is_counted(self, now: datetime) -> None:
        case = a_case(SAVAR, now)
        for _ in range(3):
            count_cases([case.key, case.key], now)
        assert figures_of("cab", now)["received"] == 1

    def test_moves_her_counts_to_the_office_her_case_moves_to(self, now: datetime) -> None:
        case = a_case(SAVAR, now)
        count_cases([case.key], now)
        becomes(case, office_id=DHAMRAI)
        remember(case, HistoryKind.FORWARDED, now)
        count_cases([case.key], now)
        assert figures_of(SAVAR, now)["received"] == 0
        assert figures_of(SAVAR, now)["open"] == 0
        assert figures_of(DHAMRAI, now)["received"] == 1
        assert figures_of(DHAMRAI, now)["forwarded"] == 1
        assert figures_of(DHAKA, now)["received"] == 1

    def test_is_not_counted_before_her_case_has_an_office(self, now: datetime) -> None:
        count_cases([a_case(None, now).key], now)
        assert not CountedCase.objects.exists()
        assert not Tally.objects.exists()

    def test_is_answered_and_confirmed_on_the_screens(self, now: datetime) -> None:
        case = a_case(SAVAR, now)
        count_cases([case.key], now)
        later = now + timedelta(hours=5)
        becomes(case, state="confirmed", first_answered_at=later, answered_at=later, resolved_at=later, ended_at=later)
        remember(case, HistoryKind.CONFIRMED, later)
        count_cases([case.key], later)
        figures = figures_of(DHAKA, now)
        assert (figures.reply_rate, figures.confirmed_rate, figures.on_time_rate) == (1.0, 1.0, 1.0)
        assert figures.first_answer_median is not None
        assert timedelta(hours=4) < figures.first_answer_median < timedelta(hours=6)
        assert figures["open"] == 0
        assert public_record(figures_office(SAVAR), now=now).last_answered_on == now.date()

    def test_is_found_under_her_topic(self, now: datetime) -> None:
        case = a_case(SAVAR, now)
        count_cases([case.key], now)
        becomes(case, topic_id="widow-allowance")
        count_cases([case.key], now)
        rows = by_topic(SAVAR, last_days(7, now.date()))
        assert [(row.topic.code if row.topic else "", row.compared.now["received"]) for row in rows] == [("widow-allowance", 1)]


@pytest.mark.django_db
class TestTheCounters:
    def test_take_five_queries_for_five_hundred_cases(
        self, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        keys = [a_case(SAVAR, now).key for _ in range(40)]
        with django_assert_max_num_queries(5 + 2):  # and the savepoint around them
            count_cases(keys, now)

    def test_answer_the_children_of_a_district_in_two_queries(
        self, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        count_cases([a_case(SAVAR, now).key, a_case(DHAMRAI, now).key], now)
        dhaka = figures_office(DHAKA)
        with django_assert_num_queries(2):
            children = by_child(dhaka, "territory", last_days(30, now.date()))
        assert sum(child.compared.now["received"] for child in children if child.office.type_id == "uno") == 2

    def test_hold_no_more_rows_when_cases_come_and_go(self, now: datetime) -> None:
        cases = [a_case(SAVAR, now) for _ in range(3)]
        count_cases([case.key for case in cases], now)
        rows = Tally.objects.count()
        count_cases([a_case(SAVAR, now).key for _ in range(20)], now)
        assert Tally.objects.count() == rows


def figures_office(code: str):
    from sanglap.directory.offices.models import Office  # noqa: PLC0415

    return Office.objects.select_related("area").get(code=code)


STATES = ("with_office", "in_hand", "resolved", "confirmed", "unconfirmed", "reopened")
STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(STATES),
        st.sampled_from([SAVAR, SAVAR_SOCIAL, DHAMRAI]),
        st.integers(0, 40),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
class TestAnyOrderOfNews:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(steps=STEPS, seed=st.integers(0, 1000))
    def test_gives_the_same_sums_as_counting_once_at_the_end(self, now: datetime, steps: list, seed: int) -> None:
        Tally.objects.all().delete()
        CountedCase.objects.all().delete()
        Case.objects.all().delete()
        cases = [a_case(SAVAR, now) for _ in range(4)]
        chance = random.Random(seed)
        for which, state, office, days, heard in steps:
            at = now + timedelta(days=days)
            becomes(cases[which], state=state, office_id=office, first_answered_at=at, answered_at=at, resolved_at=at, ended_at=at)
            if heard:
                keys = [case.key for case in cases] * 2
                chance.shuffle(keys)
                count_cases(keys[: chance.randint(1, 8)], at)
        count_cases([case.key for case in cases], now)
        heard_on_the_way = tallies()
        Tally.objects.all().delete()
        CountedCase.objects.all().delete()
        count_cases([case.key for case in cases], now)
        assert tallies() == heard_on_the_way


class TestTheNightlyRecount:
    @pytest.fixture(autouse=True)
    def _with_real_commits(self, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        """Commit for real, and leave the country in its place, which pytest-django's own way would sweep out."""
        with django_db_blocker.unblock():
            yield
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE tallies_tally, tallies_countedcase, cases_historyline, cases_case, channels_page CASCADE")
                cursor.execute("TRUNCATE channels_account CASCADE")
            connection.close()

    def test_finds_nothing_after_a_good_day(self, now: datetime) -> None:
        count_cases([a_case(office, now).key for office in (SAVAR, SAVAR_SOCIAL, DHAMRAI)], now)
        before = tallies()
        found = recount(now + timedelta(days=1))
        assert found.is_right
        assert found.cases == 3
        assert tallies() == before

    def test_finds_a_case_whose_news_was_lost_and_counts_it(self, now: datetime) -> None:
        a_case(SAVAR, now)
        found = recount(now + timedelta(days=1))
        assert (found.cases_missed, found.is_right) == (1, False)
        assert figures_of("cab", now)["received"] == 1
        assert recount(now + timedelta(days=1)).is_right

    def test_leaves_news_on_its_way_in_peace(self, now: datetime) -> None:
        a_case(SAVAR, now)
        found = recount(now + timedelta(minutes=1))
        assert (found.cases_missed, found.cases_waiting) == (0, 1)

    def test_names_a_wrong_counter_and_puts_it_right(self, now: datetime) -> None:
        later = now + timedelta(hours=5)
        case = a_case(SAVAR, now, state="resolved", first_answered_at=later, answered_at=later, resolved_at=later, ended_at=later)
        count_cases([case.key], now)
        right = tallies()
        Tally.objects.filter(scope="cab", received__gt=0).update(received=17, first_answer_times=None)
        Tally.objects.filter(scope=DHAKA).delete()
        found = recount(now + timedelta(days=1))
        assert found.counters_wrong >= 3
        assert any(example.startswith("cab") for example in found.examples)
        assert tallies() == right

    def test_adds_up_a_whole_country_that_was_never_counted(self, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
        cases = [a_case(office, now) for office in (SAVAR, SAVAR_SOCIAL, DHAMRAI) for _ in range(4)]
        count_cases([case.key for case in cases], now)
        counted_one_by_one = tallies()
        Tally.objects.all().delete()
        CountedCase.objects.all().delete()
        monkeypatch.setattr("sanglap.journey.tallies.services.recounting.FEW", 2)
        recount(now + timedelta(days=1))
        assert tallies() == counted_one_by_one

    def test_tells_whoever_runs_it_at_night(self, now: datetime) -> None:
        a_case(SAVAR, now)
        words = StringIO()
        with clock.frozen(now + timedelta(days=1)):
            with pytest.raises(SystemExit):
                call_command("recount", stdout=words)
            call_command("recount", "--quiet", stdout=words)
            before = tallies()
            call_command("recount", "--rebuild", stdout=words)
            assert tallies() == before
        assert "1 cases had not been counted" in words.getvalue()
        assert "Every counter is what the cases say." in words.getvalue()

    def test_two_workers_who_count_the_same_cases_at_once_count_them_once(self, now: datetime) -> None:
        keys = [a_case(SAVAR, now).key for _ in range(30)]
        start = threading.Barrier(4)

        def work(seed: int) -> None:
            some = list(keys)
            random.Random(seed).shuffle(some)
            start.wait()
            for _ in range(3):
                count_cases(some, now)
            connections.close_all()

        workers = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert figures_of("cab", now)["received"] == 30
        assert recount(now + timedelta(days=1)).is_right


def tallies() -> set[tuple]:
    """Return all counters that are not nought, in a shape that can be compared."""
    rows = Tally.objects.values_list()
    shaped = {
        tuple(
            tuple(value)
            if isinstance(value, list) and any(value)
            else None
            if value in (0, []) or isinstance(value, list)
            else value
            for value in row
        )
        for row in rows
    }
    return {row for row in shaped if any(row[3:])}
