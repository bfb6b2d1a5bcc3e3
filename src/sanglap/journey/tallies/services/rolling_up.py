"""The SQL of the recount: what was counted for cases, rolled up anew beside the counters. Made from the measures' names."""

from __future__ import annotations

from sanglap.journey.tallies.rules import BUCKETS, BY_TOPIC, MEASURES
from sanglap.journey.tallies.services.adding import plus, plus_each

TIMES = ("first_answer_times", "resolution_times")
_TOPICAL = [name for name in MEASURES if name in BY_TOPIC]
_COUNTS = ", ".join(MEASURES)

LEAF_COLUMNS = f"scope, topic, day, {_COUNTS}, {', '.join(TIMES)}"

MAKE_LEAF = "CREATE TEMPORARY TABLE tallies_leaf (LIKE tallies_tally)"

COUNTED_BY_OFFICE = (
    "SELECT office_code, topic, counted FROM tallies_countedcase WHERE office_code <> '' AND counted <> '{}' ORDER BY office_code"
)


def _sums(names: list[str]) -> str:
    return ", ".join(f"nullif(sum(l.{name}), 0)" for name in names)


def _sum_of_times(name: str) -> str:
    each = ", ".join(f"coalesce(sum(l.{name}[{bucket}]), 0)" for bucket in range(1, BUCKETS + 1))
    return f"CASE WHEN count(l.{name}) > 0 THEN ARRAY[{each}]::int[] END"


_SCOPES = """
    CREATE TEMPORARY TABLE tallies_scopes ON COMMIT DROP AS
    SELECT DISTINCT o.code AS office, above.code AS scope
      FROM offices_office AS o,
           unnest(string_to_array(o.line_path, '/') || string_to_array(o.territory_path, '/')) AS above(code)
     WHERE above.code <> ''
"""
_EXPECTED = "CREATE TEMPORARY TABLE tallies_expected (LIKE tallies_tally)"
_ALL_TOPICS = f"""
    INSERT INTO tallies_expected ({LEAF_COLUMNS})
    SELECT s.scope, '', l.day, {_sums(list(MEASURES))}, {", ".join(map(_sum_of_times, TIMES))}
      FROM tallies_leaf AS l JOIN tallies_scopes AS s ON s.office = l.scope
     GROUP BY s.scope, l.day
"""  # noqa: S608 – names of columns
_EACH_TOPIC = f"""
    INSERT INTO tallies_expected (scope, topic, day, {", ".join(_TOPICAL)})
    SELECT s.scope, l.topic, l.day, {_sums(_TOPICAL)}
      FROM tallies_leaf AS l JOIN tallies_scopes AS s ON s.office = l.scope
     WHERE num_nonnulls({", ".join(f"l.{name}" for name in _TOPICAL)}) > 0
     GROUP BY s.scope, l.topic, l.day
"""  # noqa: S608 – names of columns

ROLL_UP = (_SCOPES, _EXPECTED, _ALL_TOPICS, _EACH_TOPIC)


def _minus(name: str) -> str:
    return f"nullif(coalesce(e.{name}, 0) - coalesce(t.{name}, 0), 0) AS {name}"


def _minus_each(name: str) -> str:
    return (
        f"CASE WHEN e.{name} IS DISTINCT FROM t.{name} "  # noqa: S608 – names of columns
        "THEN (SELECT array_agg(coalesce(a, 0) - coalesce(b, 0) ORDER BY place) "
        f"FROM unnest(e.{name}, t.{name}) WITH ORDINALITY AS pairs(a, b, place)) END AS {name}"
    )


_VALUES = [*(_minus(name) for name in MEASURES), *(_minus_each(name) for name in TIMES)]
_NOT_ZERO = [
    *(f"{name} IS NOT NULL" for name in MEASURES),
    *(f"EXISTS (SELECT FROM unnest({name}) AS one WHERE one <> 0)" for name in TIMES),
]

COMPARE = f"""
    CREATE TEMPORARY TABLE tallies_difference AS
    SELECT * FROM (
        SELECT coalesce(e.scope, t.scope) AS scope, coalesce(e.topic, t.topic) AS topic, coalesce(e.day, t.day) AS day,
               {", ".join(_VALUES)}
          FROM tallies_expected AS e
          FULL JOIN tallies_tally AS t ON t.scope = e.scope AND t.topic = e.topic AND t.day = e.day
    ) AS difference
     WHERE {" OR ".join(_NOT_ZERO)}
"""  # noqa: S608 – names of columns

COUNT_DIFFERENCES = "SELECT count(*) FROM tallies_difference"

EXAMPLES = "SELECT scope, topic, day FROM tallies_difference ORDER BY scope, topic, day LIMIT 20"

PUT_RIGHT = f"""
    INSERT INTO tallies_tally AS t ({LEAF_COLUMNS})
    SELECT {LEAF_COLUMNS} FROM tallies_difference ORDER BY scope, topic, day
        ON CONFLICT (scope, topic, day) DO UPDATE
       SET {", ".join([*map(plus, MEASURES), *map(plus_each, TIMES)])}
"""  # noqa: S608 – names of columns
