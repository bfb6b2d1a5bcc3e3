"""How well posts of the same incident are found: counted in pairs, all posts with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from sanglap.reading.measuring.measures import found
from sanglap.reading.measuring.safety import FoundRow

RECALL_FLOOR, PRECISION_FLOOR = 0.60, 0.90


def incident_rows(posts: Sequence[tuple[str, str, str]]) -> list[FoundRow]:
    """Return a row for all pairs and one for each pair of writings; ``posts`` are writing, true group and told group."""
    parts: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for (script, true, told), (its_script, its_true, its_told) in combinations(posts, 2):
        pair = (true == its_true, told == its_told)
        parts["all"].append(pair)
        parts[" and ".join(sorted((script, its_script)))].append(pair)
    rows = [FoundRow("pairs of one incident", found(parts["all"]), RECALL_FLOOR, PRECISION_FLOOR)]
    return rows + [FoundRow(f"pairs, {where}", found(parts[where])) for where in sorted(parts) if where != "all"]
