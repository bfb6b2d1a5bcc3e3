"""News is heard once, in growing batches; one bad piece of news takes nobody else down with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from sanglap.foundation import announcements
from sanglap.foundation.announcements import announce, as_items, as_text, wire

LETTERS = st.text(st.characters(exclude_categories=["Cs"]))


@dataclass(frozen=True, slots=True)
class SomethingHappened:
    """A piece of news for these stories."""

    name: str


class CannotHear(Exception):
    """What a handler raises that meets bad news."""


class Listener:
    """Hears, and remembers batch by batch; some news it cannot bear."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.unbearable: set[str] = set()

    def __call__(self, events: Sequence[SomethingHappened]) -> None:
        names = [event.name for event in events]
        if self.unbearable & set(names):
            raise CannotHear
        self.batches.append(names)


LISTENER = Listener()


def listen(events: Sequence[SomethingHappened]) -> None:
    """Hear as a handler does."""
    LISTENER(events)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Wire the listener for one story."""
    LISTENER.__init__()  # type: ignore[misc]
    wire(SomethingHappened, listen)
    yield LISTENER
    announcements._handlers.pop(SomethingHappened)
    announcements._event_classes.pop(announcements._event_name(SomethingHappened))


def waiting() -> list[dict[str, object]]:
    """Return what waits in the queue, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]


def begin_the_oldest() -> dict[str, object]:
    """Take the oldest job in hand, as a worker does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo')"
            " RETURNING args"
        )
        arguments = cursor.fetchone()[0]
    return arguments if isinstance(arguments, dict) else json.loads(arguments)


@pytest.mark.django_db
class TestAWorkerTakesAlongWhatWaits:
    def test_in_the_order_in_which_it_was_announced_and_once(self, listener: Listener) -> None:
        for name in ("first", "second", "third"):
            announce(SomethingHappened(name))
        announcements.hear(**begin_the_oldest())
        assert listener.batches == [["first", "second", "third"]]
        assert waiting() == []

    def test_a_job_that_comes_back_after_a_crash_is_heard_no_second_time(self, listener: Listener) -> None:
        announce(SomethingHappened("first"))
        job = begin_the_oldest()
        announcements.hear(**job)
        announce(SomethingHappened("later"))
        announcements.hear(**job)
        assert listener.batches == [["first"]]
        assert len(waiting()) == 1

    def test_no_more_than_a_transaction_should_hold(self, listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(announcements, "MOST_TAKEN_ALONG", 3)
        for name in "abcdef":
            announce(SomethingHappened(name))
        announcements.hear(**begin_the_oldest())
        assert listener.batches == [["a", "b", "c"]]
        assert len(waiting()) == 3

    def test_what_was_begun_or_has_failed_before_is_left_to_itself(self, listener: Listener) -> None:
        for name in ("mine", "begun", "failed", "fresh"):
            announce(SomethingHappened(name))
        mine, _begun = begin_the_oldest(), begin_the_oldest()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET attempts = 1 WHERE args->>'items' LIKE '%failed%'")
        announcements.hear(**mine)
        assert listener.batches == [["mine", "fresh"]]

    def test_when_it_fails_what_was_taken_along_waits_as_before(self, listener: Listener) -> None:
        listener.unbearable = {"bad"}
        for name in ("good", "bad", "also good"):
            announce(SomethingHappened(name))
        job = begin_the_oldest()
        with pytest.raises(CannotHear), transaction.atomic():
            announcements.hear(**job)
        assert len(waiting()) == 2
        announcements.hear(**job, alone=True)
        assert listener.batches == [["good"]]

    def test_the_halves_of_a_failed_batch_travel_alone(self, listener: Listener) -> None:
        announce(*(SomethingHappened(name) for name in "abcd"))
        announcements.hear_in_halves(**{name: value for name, value in begin_the_oldest().items() if name != "count"})
        announce(SomethingHappened("fresh"))
        assert [job.get("alone") for job in waiting()] == [True, True, None]
        announcements.hear(**begin_the_oldest())
        assert listener.batches == [["a", "b"]]
        assert len(waiting()) == 2

    def test_nobody_takes_a_half_along(self, listener: Listener) -> None:
        announce(SomethingHappened("a"), SomethingHappened("b"))
        announce(SomethingHappened("mine"))
        broken, mine = begin_the_oldest(), begin_the_oldest()
        announcements.hear_in_halves(**{name: value for name, value in broken.items() if name != "count"})
        announcements.hear(**mine)
        assert listener.batches == [["mine"]]


class TestNewsAsText:
    @given(st.lists(st.lists(LETTERS | st.none() | st.booleans() | st.integers(-(2**40), 2**40))))
    @example([["it's", 'so "odd" \\ ', "u0027"]])
    def test_any_quotes_and_signs_come_back_as_they_were(self, items: list[list[object]]) -> None:
        assert as_items(as_text(items)) == items

    @given(LETTERS)
    def test_no_double_quote_is_left_for_the_database_to_escape(self, words: str) -> None:
        assert '"' not in as_text([[words]]).replace("\\'", "")
