"""What goes out: numbers, dates and spans of time in the reader's language and digits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sanglap.foundation.text.languages import LANGUAGES, language_named

LAKH_AND_CRORE = (3, 2)  # 12,34,567: sizes of the groups from the right, the last one again and again
THOUSANDS = (3,)  # 1,234,567
NOON = 12
_ASCII_DIGITS = "0123456789"
_TO_DIGITS = {code: str.maketrans(_ASCII_DIGITS, language.digits) for code, language in LANGUAGES.items()}
_MINUTES = {"year": 365 * 24 * 60, "month": 30 * 24 * 60, "day": 24 * 60, "hour": 60, "minute": 1}
_FROM_DAY_ON = ("day", "hour", "minute")  # promises are counted in days, however many
_WORTH_MONTHS = timedelta(days=60)
_WORTH_YEARS = timedelta(days=730)


def to_digits(text: object, language: str) -> str:
    """Return the text with ASCII digits replaced by the language's own."""
    table = _TO_DIGITS.get(language) or _TO_DIGITS.get(language[:2])
    return str(text).translate(table) if table else str(text)


def group_number(digits: str, grouping: tuple[int, ...] = LAKH_AND_CRORE) -> str:
    """Return digits in groups; the sizes, from the right, are the country's: ``(3, 2)`` makes 12,34,567."""
    groups: list[str] = []
    sizes = iter(grouping)
    size = next(sizes)
    while len(digits) > size:
        groups.append(digits[-size:])
        digits = digits[:-size]
        size = next(sizes, grouping[-1])
    return ",".join([digits, *reversed(groups)])


def format_number(value: float, language: str, decimals: int = 0, grouping: tuple[int, ...] = LAKH_AND_CRORE) -> str:
    """Return a number in groups and in the reader's digits; a number that rounds to nothing has no sign."""
    whole, point, fraction = f"{abs(value):.{decimals}f}".partition(".")
    sign = "-" if value < 0 and (whole + fraction).strip("0") else ""
    return to_digits(f"{sign}{group_number(whole, grouping)}{point}{fraction}", language)


def format_date(value: date, language: str, zone: str) -> str:
    """Return a day, e.g. "15 February 2026"; a moment is shown as the day it is in the country's time zone."""
    day = _day(value, zone)
    return to_digits(f"{day.day} {language_named(language).months[day.month - 1]} {day.year}", language)


def format_weekday(value: date, language: str, zone: str) -> str:
    """Return the name of the weekday."""
    return language_named(language).weekdays[_day(value, zone).weekday()]


def format_datetime(value: datetime, language: str, zone: str) -> str:
    """Return a moment in the country's time zone, e.g. "15 February 2026, 4:30 PM" or "১৫ ফেব্রুয়ারি ২০২৬, বিকাল ৪:৩০"."""
    local = value.astimezone(_zone(zone))
    words = language_named(language)
    part = next(name for until, name in words.parts_of_day if local.hour < until)
    clock = words.clock.format(hour=local.hour % NOON or NOON, minute=f"{local.minute:02d}", part=part)
    return f"{format_date(local.date(), language, zone)}, {to_digits(clock, language)}"


def format_duration(span: timedelta, language: str, parts: int = 1) -> str:
    """Return a span of time by its largest units: "3 days", or with ``parts=2`` "3 days 4 hours"."""
    return _spoken(span, language, _FROM_DAY_ON, parts)


def relative_time(then: datetime, now: datetime, language: str) -> str:
    """Return how long ago (or how soon) something is, seen from ``now``: in days up to two months, then less exactly."""
    words, span = language_named(language), abs(now - then)
    if span < timedelta(minutes=1):
        return words.just_now
    larger = ("year",) if span >= _WORTH_YEARS else ("month",) if span >= _WORTH_MONTHS else ()
    return (words.past if then < now else words.future).format(_spoken(span, language, (*larger, *_FROM_DAY_ON), 1))


def _spoken(span: timedelta, language: str, units: tuple[str, ...], parts: int) -> str:
    words, left = language_named(language), int(span.total_seconds() // 60)
    if left < 1:
        return words.under_a_minute
    said: list[str] = []
    for unit in units:
        count, left = divmod(left, _MINUTES[unit])
        if count:
            said.append(f"{format_number(count, language)} {words.units[unit][count > 1]}")
        if said and (len(said) == parts or not count):
            break  # "3 days 5 minutes" helps nobody
    return " ".join(said)


def _day(value: date, zone: str) -> date:
    return value.astimezone(_zone(zone)).date() if isinstance(value, datetime) else value


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
