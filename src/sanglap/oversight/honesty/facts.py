"""What the rows say of an office's disposals: one :class:`Closure` each, in three queries an office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from sanglap.directory.charter.selectors import due_dates
from sanglap.journey.cases.history import HistoryKind
from sanglap.journey.cases.models import HistoryLine
from sanglap.journey.handling.disposals import BY_CODE, KINDS, PROOF
from sanglap.journey.handling.models import Deadline, Disposal
from sanglap.journey.incidents.models import Membership
from sanglap.oversight.honesty.closure import Closure, Said
from sanglap.oversight.honesty.likeness import proof_letters
from sanglap.reading.emptiness import words_of

if TYPE_CHECKING:
    from sanglap.directory.charter.rules import Calendar

WORK = frozenset(
    {
        HistoryKind.ANSWERED, HistoryKind.OFFICE_WROTE, HistoryKind.INFORMATION_ASKED, HistoryKind.OPINION_ASKED,
        HistoryKind.OPINION_GIVEN,
    }
)  # fmt: skip
SAID = {
    HistoryKind.CONFIRMED: Said.CONFIRMED,
    HistoryKind.DISPUTED: Said.DISPUTED,
    HistoryKind.UNCONFIRMED: Said.UNCONFIRMED,
}
READ = [*WORK, *SAID, HistoryKind.CLAIMED, HistoryKind.NOTED]
ON_APPEAL = [kind.code for kind in KINDS if kind.on_appeal]  # given by those above, not by the office
LONG_AGO = datetime.min.replace(tzinfo=UTC)
FAR_AHEAD = datetime.max.replace(tzinfo=UTC)
Lines = dict[UUID, list[HistoryLine]]


def disposals_by_office(since: datetime) -> Iterator[tuple[str, list[Disposal]]]:
    """Yield every office's own disposals since a moment, in the order of their time. One query, read row by row."""
    own = Disposal.objects.filter(at__gte=since).exclude(kind__in=ON_APPEAL)
    rows = own.order_by("office_id", "at").select_related("case").iterator(chunk_size=2_000)
    for office, disposals in groupby(rows, key=lambda one: one.office_id):
        yield office, list(disposals)


def closures_of(disposals: Sequence[Disposal]) -> list[Closure]:
    """Return what is known of some disposals, given in the order of their time. Three queries."""
    keys = {"district_id__one_of": {one.district_id for one in disposals}, "case_id__one_of": {one.case_id for one in disposals}}
    lines: Lines = defaultdict(list)
    for line in HistoryLine.objects.filter(**keys, kind__in=READ).order_by("at", "id"):
        lines[line.case_id].append(line)
    clocks: dict[UUID, list[Deadline]] = defaultdict(list)
    for deadline in Deadline.objects.filter(**keys).order_by("started_at", "due_at"):
        clocks[deadline.case_id].append(deadline)
    incidents = dict(Membership.objects.filter(**keys).values_list("case_id", "incident_id"))
    closed: dict[UUID, list[datetime]] = defaultdict(list)
    for one in disposals:
        closed[one.case_id].append(one.at)
    last_days, found = _LastDays(due_dates().calendar), []
    visits = tuple(proof_letters(word) for word in visit_words())
    for one in disposals:
        began, ended = _life(one, closed[one.case_id])
        clock = next((row for row in reversed(clocks[one.case_id]) if row.started_at <= one.at), None)
        before = [line for line in lines[one.case_id] if began <= line.at < one.at]
        after = [line for line in lines[one.case_id] if one.at <= line.at < ended and line.kind in SAID]
        found.append(
            Closure(
                id=str(one.id),
                matter=str(incidents.get(one.case_id, one.case_id)),
                officer=str(one.officer_id),
                at=one.at,
                began_at=clock.started_at if clock else one.case.received_at,
                due_at=clock.due_at if clock else None,
                in_hand_at=max((line.at for line in before if line.kind == HistoryKind.CLAIMED), default=None),
                is_last_working_day=last_days.has(one.at),
                words=one.what_was_done,
                proof=one.proof,
                has_picture=bool(one.proof_picture),
                contacts=sum(_is_work(line, visits) for line in before),
                rests_elsewhere=one.kind in BY_CODE and BY_CODE[one.kind].needs != PROOF,
                said=SAID[HistoryKind(after[-1].kind)] if after else Said.NOTHING_YET,
            )
        )
    return found


def visit_words() -> list[str]:
    """Return the country's words for having gone there."""
    return words_of(Path(settings.COUNTRY_PACK), "visit")


def _life(one: Disposal, closed: Sequence[datetime]) -> tuple[datetime, datetime]:
    """Return from when to when a disposal was the case's newest: a case may be reopened and closed again."""
    return max((at for at in closed if at < one.at), default=LONG_AGO), min((at for at in closed if at > one.at), default=FAR_AHEAD)


def _is_work(line: HistoryLine, visits: tuple[str, ...]) -> bool:
    if line.kind == HistoryKind.NOTED:
        letters = proof_letters(line.words)
        return any(word in letters for word in visits)
    return line.kind in WORK


class _LastDays:
    """The last working day of each month, looked up once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[int, int], date] = {}

    def has(self, moment: datetime) -> bool:
        """Tell whether a moment falls on the last working day of its month, on the wall of the country."""
        day = moment.astimezone(self._calendar.tz).date()
        month = (day.year, day.month)
        if month not in self._known:
            self._known[month] = self._last(day)
        return self._known[month] == day

    def _last(self, day: date) -> date:
        last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        while last.day > 1 and not self._calendar.is_worked(last):
            last -= timedelta(days=1)
        return last
