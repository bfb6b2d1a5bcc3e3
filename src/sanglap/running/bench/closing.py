"""How many made-up closures the rules find, and how many honest officers they trouble: 1,000 drawn disposals a seed."""

from __future__ import annotations

import time
from collections import Counter

from sanglap.oversight.honesty.measuring.closings import DISPOSALS, MADE_UP
from sanglap.oversight.honesty.measuring.scoring import LOOKED_AT, ONLY_EVALUATED, Scored, score
from sanglap.reading.emptiness import words_of
from sanglap.running.bench.report import Report, console
from sanglap.running.places import REPOSITORY

PACK = REPOSITORY / "countrypacks" / "BD"
FOUND, FALSE = 0.8, 0.02


def measure_closing() -> None:
    """Measure on the seeds that were looked at while the rules were written, and on those that never were."""
    report, visits = Report(), words_of(PACK, "visit")
    for name, seeds in (("looked at", LOOKED_AT), ("only evaluated", ONLY_EVALUATED)):
        console.rule(f"{MADE_UP} made up among {DISPOSALS:,}, {len(seeds)} seeds {name}", align="left")
        started = time.perf_counter()
        scores = [score(seed, visits) for seed in seeds]
        _add(report, name, scores)
        report.add(f"a seed drawn and judged, {name}", 1000 * (time.perf_counter() - started) / len(seeds), "ms")
    report.show()


def _add(report: Report, name: str, scores: list[Scored]) -> None:
    found = sum(one.found_share for one in scores) / len(scores)
    false = sum(one.false_share for one in scores) / len(scores)
    least, most = min(scores, key=lambda one: one.found_share), max(scores, key=lambda one: one.false_share)
    report.add(f"made-up closures found, {name}", 100 * found, "%", goal=f"≥ {FOUND:.0%}", met=found >= FOUND)
    report.add(f"worst seed, {name}: found", 100 * least.found_share, "%", note=f"seed {least.seed}, {least.found} of {MADE_UP}")
    report.add(f"honest closures flagged, {name}", 100 * false, "%", goal=f"≤ {FALSE:.0%}", met=false <= FALSE)
    report.add(f"worst seed, {name}: flagged", 100 * most.false_share, "%", note=f"seed {most.seed}")
    together: Counter[tuple[str, bool, bool]] = sum((one.by_manner for one in scores), Counter())
    for manner, made_up in sorted({key[:2] for key in together}, key=lambda key: (not key[1], key[0])):
        flagged = together[manner, made_up, True]
        of = flagged + together[manner, made_up, False]
        console.print(f"    {'made up' if made_up else 'honest'}, {manner}: {flagged:,} of {of:,} flagged")
