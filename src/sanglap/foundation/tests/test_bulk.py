"""Rows by the thousand: what is new is inserted and named, what stands there already is left alone."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sanglap.directory.people.models import Citizen
from sanglap.foundation.bulk import SMALL, copy_new_rows, copy_values
from sanglap.foundation.ids import new_id

DISTRICT = "BD3026"


def people(names: list[str], now: datetime) -> list[Citizen]:
    """Return citizens that are not in the database yet."""
    return [Citizen(district_id=DISTRICT, id=new_id(), identity=name, name=name, first_seen_at=now) for name in names]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, SMALL - 1, SMALL, 3 * SMALL])
class TestNewRows:
    def test_only_the_new_ones_are_named(self, many: int, now: datetime) -> None:
        known = people([f"known-{number}" for number in range(many)], now)
        assert copy_new_rows(known) == {one.key for one in known}
        again = people([one.identity for one in known], now)
        fresh = people(["fresh"], now)
        assert copy_new_rows([*again, *fresh]) == {fresh[0].key}
        assert set(Citizen.objects.values_list("id", flat=True)) == {one.id for one in [*known, *fresh]}

    def test_twice_the_same_in_one_batch_is_one(self, many: int, now: datetime) -> None:
        batch = people([f"same-{number}" for number in range(many)] * 2, now)
        assert len(copy_new_rows(batch)) == many

    def test_two_batches_in_one_transaction_do_not_meet(self, many: int, now: datetime) -> None:
        first, second = (people([f"{round_}-{number}" for number in range(many)], now) for round_ in "ab")
        copy_new_rows(first)
        Citizen.objects.all().delete()
        assert copy_new_rows(second) == {one.key for one in second}
        assert Citizen.objects.count() == many

    def test_plain_values_get_the_defaults_of_their_fields(self, many: int, now: datetime) -> None:
        rows = [{"district_id": DISTRICT, "id": new_id(), "identity": str(number), "first_seen_at": now} for number in range(many)]
        copy_values(Citizen, rows)
        assert list(Citizen.objects.values_list("name", "phone").distinct()) == [("", "")]
        assert Citizen.objects.count() == many


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, SMALL])
class TestWhileANewReleaseIsRolledOut:
    def test_the_code_that_still_runs_may_not_know_a_column(self, many: int, now: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE people_citizen ADD COLUMN of_the_next_release text NOT NULL DEFAULT 'none'")
        assert len(copy_new_rows(people([str(number) for number in range(many)], now))) == many


class TestOneOf(TestCase):
    @given(st.sets(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40), max_size=5))
    def test_any_letters_are_compared_as_they_are(self, names: set[str]) -> None:
        now = datetime.fromisoformat("2026-01-04T04:00:00+00:00")
        copy_new_rows(people(sorted(names), now))
        found = Citizen.objects.filter(identity__one_of=names).values_list("identity", flat=True)
        assert set(found) == names
        assert not Citizen.objects.filter(identity__one_of=[]).exists()
