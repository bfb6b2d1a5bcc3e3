"""Calendars that tests share, each counted once."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from sanglap.directory.charter.rules import Calendar, ClockRule, Hours

PACK = Path(__file__).resolve().parents[5] / "countrypacks" / "BD"
DHAKA = ZoneInfo("Asia/Dhaka")
ALWAYS = date(2010, 1, 1)
YEAR_ROUND = Hours(time(9), time(17), ALWAYS, None)
RAMADAN = Hours(time(9), time(15, 30), date(2026, 2, 19), date(2026, 3, 20))

PLAIN = Calendar("Asia/Dhaka", frozenset({5, 6}))
FASTING = Calendar("Asia/Dhaka", frozenset({5, 6}), hours=(YEAR_ROUND, RAMADAN))
LONDON = Calendar("Europe/London", frozenset({6, 7}), frozenset({date(2026, 12, 25)}))
KATHMANDU = Calendar("Asia/Kathmandu", frozenset({6}), hours=(Hours(time(10), time(17), ALWAYS, None),))


def bangladesh() -> Calendar:
    """Return the calendar of the country pack, read here by hand."""
    rows = list(csv.DictReader((PACK / "holidays.csv").open(encoding="utf-8")))
    hours = tuple(
        Hours(
            time.fromisoformat(row["opens"]),
            time.fromisoformat(row["closes"]),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in csv.DictReader((PACK / "hours.csv").open(encoding="utf-8"))
    )
    return Calendar(
        "Asia/Dhaka",
        frozenset({5, 6}),
        frozenset(date.fromisoformat(row["date"]) for row in rows if row["works"] != "yes" and row["kind"] != "optional"),
        frozenset(date.fromisoformat(row["date"]) for row in rows if row["works"] == "yes"),
        hours,
    )


BANGLADESH = bangladesh()


def clock(amount: int, unit: str = "working_days") -> ClockRule:
    """Return a clock in force for ever."""
    return ClockRule(code="G", amount=amount, unit=unit, valid_from=ALWAYS)


def dhaka(month: int, day: int, hour: int = 10, minute: int = 0, year: int = 2026) -> datetime:
    """Return a moment of a wall clock in Dhaka, as it is stored: in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=DHAKA).astimezone(UTC)


def shown(moment: datetime) -> str:
    """Return a moment as people in Dhaka read it."""
    return f"{moment.astimezone(DHAKA):%a %d %b %Y %H:%M}"
