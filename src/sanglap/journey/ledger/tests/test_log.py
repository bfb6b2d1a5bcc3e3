"""Every line gets its place, once, however transactions end; who changes one with SQL is found."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from sanglap.foundation import clock
from sanglap.foundation.ids import new_id
from sanglap.foundation.ledger.heads import read_head
from sanglap.foundation.ledger.receipts import read_receipt, verify_receipt
from sanglap.foundation.ledger.tree import proves_consistency
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case, HistoryLine
from sanglap.journey.cases.services import Happening, change_case, lock_case
from sanglap.journey.ledger.models import Leaf, SignedHead, Subtree, WaitingLines
from sanglap.journey.ledger.selectors import UnableToProve, consistency_between, receipt_of
from sanglap.journey.ledger.services import (
    UnableToSign,
    audit_ledger,
    forget_lines,
    gather_missed,
    own_key,
    sequence_lines,
    sign_head,
    sign_when_due,
)
from sanglap.journey.ledger.tests.conftest import open_case
from sanglap.stage.committing import at_once, committing

HOUR = timedelta(hours=1)
CHANGE = 'UPDATE cases_historyline SET "{}" = %s WHERE id = %s'


def sql(statement: str, values: Sequence[Any] = ()) -> int:
    """What an administrator does past the program."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return int(cursor.rowcount)


def write(case: Case, count: int, *, now: datetime) -> None:
    """Let so many notes be written."""
    for number in range(count):
        change_case(lock_case(*case.key), Happening(HistoryKind.NOTED, words=f"নোট {number}"), now=now)


def logged(case: Case, now: datetime) -> list[HistoryLine]:
    """Return the case's lines, all in the log and signed."""
    sequence_lines()
    sign_head(now)
    return list(HistoryLine.objects.filter(case_id=case.id).order_by("at", "id"))


class TestALine:
    def test_waits_from_the_moment_it_is_written_and_gets_one_place(self, case: Case) -> None:
        lines = HistoryLine.objects.count()
        assert lines >= 2
        assert sum(len(note.lines) for note in WaitingLines.objects.all()) == lines
        assert (sequence_lines(), sequence_lines()) == (lines, 0)
        assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == list(range(lines))
        assert not WaitingLines.objects.exists()

    def test_that_is_noted_twice_gets_one_place(self, case: Case) -> None:
        lines = sequence_lines()
        line = HistoryLine.objects.order_by("id").first()
        assert line is not None
        WaitingLines.objects.create(noted_at=line.at, id=new_id(), lines=[line.id] * 2, districts=[line.district_id] * 2)
        assert sequence_lines() == 0
        assert (Leaf.objects.count(), WaitingLines.objects.count()) == (lines, 0)

    def test_of_before_there_was_a_log_is_gathered(self, case: Case) -> None:
        lines = HistoryLine.objects.count()
        sql("DELETE FROM ledger_waitinglines")
        assert audit_ledger().findings == {"not in the log": lines}
        assert gather_missed() == lines
        assert sequence_lines() == lines
        assert audit_ledger().is_right

    def test_holds_no_name_and_no_words_in_what_is_hashed(self, case: Case, now: datetime) -> None:
        for line in logged(case, now):
            receipt = receipt_of(line.district_id, line.id)
            assert receipt is not None
            for private in ("Rahima", "ভাতা", case.office_id, str(case.id), case.district_id):
                assert str(private) not in str(receipt)

    def test_is_sequenced_a_thousand_at_a_time_with_the_subtrees_that_become_whole(self, case: Case, now: datetime) -> None:
        write(case, 100, now=now)
        sequence_lines()
        sign_head(now)
        write(case, 300, now=now)
        for _ in range(5):
            sequence_lines(most=90)
        head = sign_head(now + HOUR)
        assert head is not None
        assert head.size == Leaf.objects.count() > 400
        assert Subtree.objects.count() == 1
        assert audit_ledger().is_right
        first = SignedHead.objects.order_by("at").first()
        assert first is not None
        proof = consistency_between(first.size, head.size)
        assert proves_consistency(first.size, head.size, read_head(first.note).root, head.root, proof)


class TestNoLineIsPassedOver:
    def test_when_an_older_transaction_ends_after_a_newer_one(
        self, django_db_setup: None, django_db_blocker: DjangoDbBlocker, client: Any, now: datetime
    ) -> None:
        with committing(django_db_blocker):
            case = open_case(client, now)
            early = new_id()  # the older id, in a transaction that is still open while newer lines are sequenced
            with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as slow:
                slow.execute(
                    "INSERT INTO cases_historyline (district_id, id, case_id, at, kind, actor, office_code, from_state, to_state, "
                    "words, facts, is_public) VALUES (%s, %s, %s, %s, 'noted', '', '', '', '', 'late', '{}', false)",
                    [case.district_id, early, case.id, now],
                )
                write_committed(case, 3, now)
                before = sequence_lines()
                assert before == HistoryLine.objects.count()
                assert not Leaf.objects.filter(line_id=early).exists()
            assert sequence_lines() == 1
            assert Leaf.objects.get(line_id=early).position == before
            assert audit_ledger().is_right

    def test_when_several_workers_sequence_and_others_write(
        self, django_db_setup: None, django_db_blocker: DjangoDbBlocker, client: Any, now: datetime
    ) -> None:
        with committing(django_db_blocker):
            case = open_case(client, now)
            done = threading.Event()

            def keep() -> None:
                while not done.is_set():
                    sequence_lines(most=7)

            def work() -> None:
                try:
                    write_committed(case, 40, now)
                finally:
                    done.set()

            assert [one for one in at_once(keep, keep, work) if isinstance(one, Exception)] == []
            sequence_lines()
            positions = list(Leaf.objects.order_by("position").values_list("position", flat=True))
            assert positions == list(range(HistoryLine.objects.count()))
            assert audit_ledger().is_right


def write_committed(case: Case, count: int, now: datetime) -> None:
    """Write lines, each in a transaction of its own."""
    HistoryLine.objects.bulk_create(
        [HistoryLine(district_id=case.district_id, id=new_id(), case_id=case.id, at=now, kind="noted") for _ in range(count // 2)],
        batch_size=3,
    )
    for _ in range(count - count // 2):
        HistoryLine.objects.create(district_id=case.district_id, id=new_id(), case_id=case.id, at=now, kind="noted")


class TestTheHead:
    def test_is_signed_once_an_hour(self, case: Case, now: datetime) -> None:
        assert sign_when_due(now) is None  # nothing is in the log yet
        sequence_lines()
        first = sign_when_due(now + timedelta(minutes=1))
        assert first is not None
        assert sign_when_due(now + timedelta(minutes=59)) is None
        second = sign_when_due(now + HOUR)
        assert second is not None
        assert (first.size, first.root) == (second.size, second.root)  # an hour in which nothing happened is signed too
        key = own_key()
        assert key is not None
        assert key.public.signed(second)

    def test_is_not_signed_without_a_key(self, case: Case, now: datetime, settings: Settings) -> None:
        settings.LEDGER_KEY = ""
        sequence_lines()
        assert sign_head(now) is None

    def test_is_not_signed_over_a_log_that_was_rewritten(self, case: Case, now: datetime) -> None:
        logged(case, now)
        sql("UPDATE ledger_leaf SET hash = decode(repeat('00', 32), 'hex') WHERE position = 0")
        with pytest.raises(UnableToSign):
            sign_head(now + HOUR)

    def test_is_not_signed_over_a_log_that_was_cut(self, case: Case, now: datetime) -> None:
        logged(case, now)
        sql("DELETE FROM ledger_leaf WHERE position > 0")
        with pytest.raises(UnableToSign):
            sign_head(now + HOUR)


class TestTheClock:
    def test_gives_lines_their_place_and_signs_and_twice_is_as_good_as_once(self, case: Case, now: datetime) -> None:
        with clock.frozen(now):
            for _ in range(2):
                app.tasks["sanglap.keep_ledger"](timestamp=0)
        assert not WaitingLines.objects.exists()
        assert SignedHead.objects.get().size == HistoryLine.objects.count()


class TestTheReceipt:
    def test_of_every_line_convinces_whoever_has_the_key(self, case: Case, now: datetime) -> None:
        key = own_key()
        assert key is not None
        for line in logged(case, now):
            receipt = receipt_of(line.district_id, line.id)
            proven = verify_receipt(read_receipt(str(receipt)), key.public)
            assert (proven.case, proven.kind, proven.at) == (case.number, line.kind, line.at)

    def test_waits_for_the_next_head(self, case: Case, now: datetime) -> None:
        logged(case, now)
        write(case, 1, now=now)
        line = HistoryLine.objects.order_by("-id").first()
        assert line is not None
        assert receipt_of(line.district_id, line.id) is None
        sequence_lines()
        assert receipt_of(line.district_id, line.id) is None
        sign_head(now + HOUR)
        assert receipt_of(line.district_id, line.id) is not None

    def test_is_not_given_for_a_line_that_was_changed(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[0]
        sql("UPDATE cases_historyline SET kind = 'resolved' WHERE id = %s", [line.id])
        with pytest.raises(UnableToProve):
            receipt_of(line.district_id, line.id)


class TestAnAdministratorWithSql:
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("at", "2025-12-01T00:00:00Z"),
            ("at", "infinity"),
            ("kind", "resolved"),
            ("actor", "Somebody else"),
            ("office_code", "uno-BD30260014"),
            ("words", "nothing of the kind was said"),
            ("facts", '{"post": "another"}'),
            ("to_state", "confirmed"),
            ("is_public", "false"),
        ],
    )
    def test_who_changes_a_line_is_found(self, case: Case, now: datetime, column: str, value: str) -> None:
        line = logged(case, now)[0]
        assert audit_ledger().is_right
        assert sql(CHANGE.format(column), [value, line.id]) == 1
        found = audit_ledger()
        assert found.findings["changed"] == 1
        assert str(line.id) in found.examples[0]

    def test_who_deletes_a_line_is_found(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[-1]
        assert sql("DELETE FROM cases_historyline WHERE id = %s", [line.id]) == 1
        assert audit_ledger().findings == {"deleted": 1}

    def test_who_deletes_a_line_that_still_waits_is_found(self, case: Case, now: datetime) -> None:
        assert sql("DELETE FROM cases_historyline WHERE id = (SELECT id FROM cases_historyline LIMIT 1)") == 1
        sequence_lines()
        assert audit_ledger().findings == {"deleted": 1}

    def test_who_deletes_a_line_and_its_leaf_is_found(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[0]
        sql("DELETE FROM cases_historyline WHERE id = %s", [line.id])
        sql("DELETE FROM ledger_leaf WHERE line_id = %s", [line.id])
        assert {"missing leaf", "head"} <= set(audit_ledger().findings)

    def test_who_cuts_the_end_of_the_log_is_found(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[-1]
        sql("DELETE FROM cases_historyline WHERE id = %s", [line.id])
        sql("DELETE FROM ledger_leaf WHERE position = (SELECT max(position) FROM ledger_leaf)")
        assert "head" in audit_ledger().findings

    def test_who_puts_in_a_back_dated_line_is_found(self, case: Case, now: datetime) -> None:
        logged(case, now)
        HistoryLine.objects.create(
            district_id=case.district_id, id=new_id(), case_id=case.id, at=now - timedelta(days=3), kind="answered", is_public=True
        )
        sequence_lines()
        found = audit_ledger()
        assert found.findings == {"back-dated": 1}
        assert case.number in found.examples[0]

    def test_who_writes_a_moment_that_no_calendar_has_does_not_stop_the_log(self, case: Case, now: datetime) -> None:
        insert = (
            "INSERT INTO cases_historyline (district_id, id, case_id, at, kind, actor, office_code, from_state, to_state, words, "
            "facts, is_public) VALUES (%s, %s, %s, '-infinity', 'noted', '', '', '', '', '', '{\"n\": 1e999}', false)"
        )
        sql(insert, [case.district_id, new_id(), case.id])
        assert sequence_lines() == HistoryLine.objects.count()
        assert audit_ledger().findings == {"back-dated": 1}

    def test_who_puts_in_a_line_past_the_trigger_is_found(self, case: Case, now: datetime) -> None:
        logged(case, now)
        sql("SET LOCAL session_replication_role = replica")
        write(case, 1, now=now)
        sql("SET LOCAL session_replication_role = origin")
        assert audit_ledger().findings == {"not in the log": 1}

    def test_who_changes_line_and_log_together_is_found_by_the_head(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[0]
        sql("UPDATE cases_historyline SET words = 'changed' WHERE id = %s", [line.id])
        sql("DELETE FROM ledger_leaf")
        gather_missed()
        sequence_lines()
        assert audit_ledger().findings == {"head": 1}
        with pytest.raises(UnableToSign):
            sign_head(now + HOUR)

    def test_who_rewrites_the_heads_with_another_key_is_found(self, case: Case, now: datetime, settings: Settings) -> None:
        logged(case, now)
        key, kept = own_key(), read_head(SignedHead.objects.get().note)
        assert key is not None
        settings.LEDGER_KEY = "B" * 43
        SignedHead.objects.all().delete()
        sql("UPDATE cases_historyline SET words = 'changed'")
        sql("DELETE FROM ledger_leaf")
        gather_missed()
        sequence_lines()
        sign_head(now + HOUR)
        assert audit_ledger().is_right  # whoever believes the key in the database believes everything
        assert audit_ledger(key=key.public).findings == {"head": 1}
        assert audit_ledger(published=[kept]).findings["head"] == 2

    def test_who_calls_a_change_an_erasure_is_found(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[0]
        sql("UPDATE cases_historyline SET words = 'changed' WHERE id = %s", [line.id])
        sql("UPDATE ledger_leaf SET salt = NULL WHERE line_id = %s", [line.id])
        assert audit_ledger().findings == {"erased without a record": 1}

    def test_who_changes_a_case_number_is_found(self, case: Case, now: datetime) -> None:
        lines = logged(case, now)
        sql("UPDATE cases_case SET number = 'AAAAAAAAAAA'")
        assert audit_ledger().findings == {"changed": len(lines)}

    def test_is_told_of_by_the_command_that_runs_at_night(
        self, case: Case, now: datetime, capsys: pytest.CaptureFixture[str]
    ) -> None:
        line = logged(case, now)[0]
        call_command("audit_ledger")
        assert "Every line is what was signed." in capsys.readouterr().out
        sql("UPDATE cases_historyline SET words = 'changed' WHERE id = %s", [line.id])
        with pytest.raises(SystemExit):
            call_command("audit_ledger")
        assert "changed: 1" in capsys.readouterr().out


class TestRahimaWhoErasesHerData:
    def test_leaves_every_proof_as_it_was(self, case: Case, now: datetime) -> None:
        write(case, 1, now=now)
        lines = logged(case, now)
        note = lines[-1]
        before = receipt_of(note.district_id, note.id)
        ids: list[UUID] = [line.id for line in lines]
        assert forget_lines(lock_case(*case.key), ids, now=now) == len(lines)
        assert forget_lines(lock_case(*case.key), ids, now=now) == 0
        note.refresh_from_db()
        assert (note.words, note.facts, note.actor) == ("", {}, "")
        assert receipt_of(note.district_id, note.id) == before
        sequence_lines()
        sign_head(now + HOUR)
        found = audit_ledger()
        assert (found.is_right, found.erased) == (True, len(lines))
        assert HistoryLine.objects.filter(kind=HistoryKind.PERSONAL_DATA_ERASED).count() == 1

    def test_does_not_hide_what_happened_when(self, case: Case, now: datetime) -> None:
        line = logged(case, now)[0]
        forget_lines(lock_case(*case.key), [line.id], now=now)
        sql("UPDATE cases_historyline SET at = at - interval '1 day' WHERE id = %s", [line.id])
        assert audit_ledger().findings == {"changed": 1}
