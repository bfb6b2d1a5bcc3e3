"""Judge readings by what officers did with them, and sum that up by week for every office above.

Both can be done twice, late or in any order: a judgement says what the case is now, and a week's sums are always made anew
from its judgements.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import Case
from sanglap.journey.dispatch.models import Move
from sanglap.oversight.accuracy.models import JudgedReading, SummedUp

if TYPE_CHECKING:
    from datetime import date

BY_A_PERSON = frozenset(
    {
        HistoryKind.CLAIMED, HistoryKind.WRITTEN, HistoryKind.RESOLVED, HistoryKind.CORRECTED, HistoryKind.FORWARDED,
        HistoryKind.INFORMATION_ASKED, HistoryKind.OPINION_ASKED,
    }
)  # fmt: skip
FIELDS = ["script", "office_code", "is_automatic", "topic_read", "topic", "place_kept", "office_kept", "week", "changed_at"]
OVERLAP = timedelta(minutes=30)  # judgements that were still being written when the weeks were last summed
LOCK = 7_330_121  # of this room: two never sum at once

_SUMS = """
    WITH judged AS (
        SELECT j.*, o.line_path, o.territory_path FROM accuracy_judgedreading AS j
          JOIN offices_office AS o ON o.code = j.office_code
         WHERE j.week = ANY(%(weeks)s)
    ), seen AS (
        SELECT s.scope, j.* FROM judged AS j CROSS JOIN LATERAL (
            SELECT DISTINCT unnest(string_to_array(trim(both '/' FROM j.line_path || j.territory_path), '/')) AS scope
        ) AS s WHERE s.scope <> ''
    )
"""
_WEEKS = (
    "DELETE FROM accuracy_weekofreading WHERE week = ANY(%(weeks)s)",
    "DELETE FROM accuracy_weekofconfusion WHERE week = ANY(%(weeks)s)",
    f"""
    INSERT INTO accuracy_weekofreading
           (scope, week, script, is_automatic, judged, topic_judged, topic_kept, place_kept, office_kept)
    {_SUMS}
    SELECT scope, week, script, is_automatic, count(*), count(*) FILTER (WHERE topic <> ''),
           count(*) FILTER (WHERE topic <> '' AND topic = topic_read), count(*) FILTER (WHERE place_kept),
           count(*) FILTER (WHERE office_kept)
      FROM seen GROUP BY scope, week, script, is_automatic
    """,  # noqa: S608 – constants only
    f"""
    INSERT INTO accuracy_weekofconfusion (scope, week, script, topic_read, topic, times)
    {_SUMS}
    SELECT scope, week, script, topic_read, topic, count(*) FROM seen
     WHERE topic <> '' AND topic <> topic_read GROUP BY scope, week, script, topic_read, topic
    """,  # noqa: S608 – constants only
)


def judge(keys: Iterable[tuple[str, UUID]], now: datetime) -> int:
    """Write down what became of the readings of these cases. Return how many had one. Two queries and one statement."""
    wanted = dict.fromkeys(keys)
    if not wanted:
        return 0
    districts, ids = {district for district, _ in wanted}, [case_id for _, case_id in wanted]
    cases = list(Case.objects.filter(district_id__one_of=districts, id__one_of=ids))
    first: dict[UUID, Move] = {}
    for move in Move.objects.filter(district_id__one_of=districts, case_id__one_of=ids).order_by("at", "id"):
        first.setdefault(move.case_id, move)
    rows = [_judged(case, first[case.id], now) for case in cases if case.id in first and "topics" in first[case.id].reason]
    JudgedReading.objects.bulk_create(rows, update_conflicts=True, unique_fields=["district_id", "id"], update_fields=FIELDS)
    return len(rows)


def _judged(case: Case, move: Move, now: datetime) -> JudgedReading:
    read: dict[str, Any] = move.reason
    likeliest = read["topics"][0][0] if read["topics"] else ""
    return JudgedReading(
        district_id=case.district_id,
        id=case.id,
        week=_monday(case.received_at),
        script=case.language or "other",
        office_code=move.to_office_id,
        is_automatic=bool(read.get("topic")),
        topic_read=read.get("topic") or likeliest,
        topic=case.topic_id or "",
        place_kept=(read.get("area") or None) == case.area_id,
        office_kept=move.to_office_id == case.office_id,
        changed_at=now,
    )


def _monday(moment: datetime) -> date:
    day = moment.astimezone(ZoneInfo(settings.TIME_ZONE_OF_PEOPLE)).date()
    return day - timedelta(days=day.weekday())


def sum_up(now: datetime) -> int:
    """Sum the weeks anew in which something was judged since the last time. Return how many weeks that were."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last, _ = SummedUp.objects.get_or_create(id=1, defaults={"at": datetime.min.replace(tzinfo=UTC) + OVERLAP})
        changed = JudgedReading.objects.filter(changed_at__gte=last.at - OVERLAP)
        weeks = list(changed.values_list("week", flat=True).distinct())
        if weeks:
            for statement in _WEEKS:
                cursor.execute(statement, {"weeks": weeks})
        SummedUp.objects.filter(id=1).update(at=now)
        return len(weeks)
