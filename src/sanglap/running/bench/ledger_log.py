"""Put every waiting line into the log, sign, make and check receipts, audit; print the times as JSON. Run as a program."""

from __future__ import annotations

import json
import random
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402 – Django must be ready first

from sanglap.foundation import clock  # noqa: E402
from sanglap.foundation.ledger.heads import PublicKey  # noqa: E402
from sanglap.foundation.ledger.receipts import read_receipt, verify_receipt  # noqa: E402
from sanglap.journey.ledger.models import Leaf  # noqa: E402
from sanglap.journey.ledger.selectors import receipt_of  # noqa: E402
from sanglap.journey.ledger.services import audit_ledger, gather_missed, own_key, sequence_lines, sign_head  # noqa: E402
from sanglap.running.bench.report import percentile  # noqa: E402

RECEIPTS = 500
SIZE = "SELECT pg_total_relation_size('ledger_leaf') + pg_total_relation_size('ledger_subtree')"


def main() -> None:
    """Measure."""
    gather_missed()  # what was written while the log was off
    started = time.perf_counter()
    placed = 0
    while done := sequence_lines():
        placed += done
    sequenced = placed / (time.perf_counter() - started)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE ledger_leaf")
        cursor.execute("VACUUM ANALYZE cases_historyline")
        cursor.execute(SIZE)
        taken = cursor.fetchone()[0]
    sign_head(clock.now())
    size = Leaf.objects.count()
    made, checked = _prove(size)
    started = time.perf_counter()
    audit = audit_ledger(key=_key())
    seconds = time.perf_counter() - started
    told = {
        "sequenced": sequenced, "size": size, "bytes": taken / size, "audit": seconds, "is_right": audit.is_right,
        "made": [percentile(made, 50), percentile(made, 95)], "checked": [percentile(checked, 50), percentile(checked, 95)],
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


def _key() -> PublicKey | None:
    key = own_key()
    return key.public if key else None


def _prove(size: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of making and of checking receipts of lines from all over the log."""
    made: list[float] = []
    checked: list[float] = []
    key = own_key()
    if key is None:
        return made, checked
    chance = random.Random(6962)  # noqa: S311 – the same lines every time
    for position in chance.sample(range(size), min(size, RECEIPTS)):
        leaf = Leaf.objects.get(position=position)
        started = time.perf_counter()
        receipt = receipt_of(leaf.district_id, leaf.line_id)
        made.append((time.perf_counter() - started) * 1000)
        text = str(receipt)
        started = time.perf_counter()
        verify_receipt(read_receipt(text), key.public)
        checked.append((time.perf_counter() - started) * 1000)
    return made, checked


if __name__ == "__main__":
    main()
    sys.exit(0)
