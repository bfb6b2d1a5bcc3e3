"""What the screen asks. None reads more than the sums of one office, whatever the number of cases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, Sum

from sanglap.journey.cases.models import Case
from sanglap.oversight.accuracy.models import JudgedReading, SummedUp, WeekOfConfusion, WeekOfReading
from sanglap.oversight.accuracy.rules import Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from sanglap.directory.offices.models import Office
    from sanglap.directory.people.models import Officer

MOST_CONFUSED = 15
MOST_CORRECTIONS = 20
NONE = Share(0, 0)
WORTH_LISTING = ("P", "N")


@dataclass(slots=True)
class Judged:
    """What was judged of some readings: of each thing how many, and how many were left as they were."""

    all: int = 0
    automatic: Share = NONE  # of all, how many were sent by themselves
    topic_by_itself: Share = NONE
    topic_offered: Share = NONE  # the first of the topics that were offered was the one
    place: Share = NONE
    office: Share = NONE

    def add(self, row: WeekOfReading) -> None:
        """Add a week of one script."""
        self.all += row.judged
        self.automatic += Share(row.judged, row.judged if row.is_automatic else 0)
        topic = Share(row.topic_judged, row.topic_kept)
        if row.is_automatic:
            self.topic_by_itself += topic
        else:
            self.topic_offered += topic
        self.place += Share(row.judged, row.place_kept)
        self.office += Share(row.judged, row.office_kept)


@dataclass(slots=True)
class Record:
    """An office's readings in a period: in all, by script, and week by week."""

    together: Judged = field(default_factory=Judged)
    by_script: dict[str, Judged] = field(default_factory=lambda: defaultdict(Judged))
    by_week: dict[date, Judged] = field(default_factory=lambda: defaultdict(Judged))


def record_of(office_code: str, since: date) -> Record:
    """Return what was judged for an office with everything below it. One query."""
    record = Record()
    for row in WeekOfReading.objects.filter(scope=office_code, week__gte=since).order_by("week"):
        record.together.add(row)
        record.by_script[row.script].add(row)
        record.by_week[row.week].add(row)
    return record


def records_of(office_codes: Iterable[str], since: date) -> dict[str, Judged]:
    """Return the same for several offices, in all only. One query."""
    found: dict[str, Judged] = defaultdict(Judged)
    for row in WeekOfReading.objects.filter(scope__in=list(office_codes), week__gte=since):
        found[row.scope].add(row)
    return found


def confusion_of(office_code: str, since: date) -> list[tuple[str, str, int]]:
    """Return which topic was read where which was meant, and how often, the most frequent first. One query."""
    rows = WeekOfConfusion.objects.filter(scope=office_code, week__gte=since).values("topic_read", "topic")
    summed = rows.annotate(in_all=Sum("times")).order_by("-in_all", "topic_read", "topic")[:MOST_CONFUSED]
    return [(row["topic_read"], row["topic"], row["in_all"]) for row in summed]


def corrections_of(office: Office, officer: Officer, since: date) -> list[JudgedReading]:
    """Return the newest corrections of topics that this officer may see, their case at hand. Four queries."""
    rows = list(_wrong_topics(office, since)[:MOST_CORRECTIONS])
    keys = {row.district_id for row in rows}
    seen = Case.objects.visible_to(officer).filter(district_id__in=keys, id__in=[row.id for row in rows])
    cases = {case.id: case for case in seen.filter(_may_be_listed())}
    shown = []
    for row in rows:
        if row.id in cases:
            row.case = cases[row.id]
            shown.append(row)
    return shown


def labels_of(office: Office, officer: Officer, since: date, most: int) -> list[tuple[Case, JudgedReading]]:
    """Return cases whose topic a person has put right, with what was read: what a reader can learn from."""
    rows = {row.id: row for row in _wrong_topics(office, since)[:most]}
    seen = Case.objects.visible_to(officer).filter(district_id__in={row.district_id for row in rows.values()}, id__in=list(rows))
    return [(case, rows[case.id]) for case in seen.filter(_may_be_listed()).order_by("received_at", "id")]


def summed_up_at() -> datetime | None:
    """Return when the sums were last made."""
    return SummedUp.objects.values_list("at", flat=True).first()


def _wrong_topics(office: Office, since: date) -> QuerySet[JudgedReading]:
    wrong = JudgedReading.objects.filter(~Q(topic="") & ~Q(topic=F("topic_read")), week__gte=since)
    return wrong.filter(office_code__in=_below(office)).order_by("-changed_at")


def _below(office: Office) -> QuerySet[Office, str]:
    below = Q(line_path__startswith=office.line_path) | Q(territory_path__startswith=office.territory_path)
    return type(office).objects.filter(below).values_list("code", flat=True)


def _may_be_listed() -> Q:
    """Words of confidential, dangerous and hidden cases stand on no list that is about something else."""
    return Q(danger="none", sensitivity__in=WORTH_LISTING, hidden_rule="", privacy__in=["public", "name_hidden"])


def weeks_back(today: date, weeks: int) -> date:
    """Return the Monday some weeks ago; 1 is the present week's."""
    return today - timedelta(days=today.weekday() + 7 * (weeks - 1))
