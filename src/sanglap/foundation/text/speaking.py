"""What goes out: numbers, dates and spans of time in the reader's language and digits.

Written with small tables instead of a locale library: a list of fifty rows must cost next to nothing.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_DIGITS = {"bn": "০১২৩৪৫৬৭৮৯", "ne": "०१२३४५६७८९", "hi": "०१२३४५६७८९"}
_TABLES = {language: str.maketrans("0123456789", digits) for language, digits in _DIGITS.items()}
_MONTHS = {
    "bn": "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_WEEKDAYS = {
    "bn": "সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_SPANS = {
    "bn": {"day": ("দিন", "দিন"), "hour": ("ঘণ্টা", "ঘণ্টা"), "minute": ("মিনিট", "মিনিট")},
    "en": {"day": ("day", "days"), "hour": ("hour", "hours"), "minute": ("minute", "minutes")},
}
_RELATIVE = {
    "bn": {"now": "এইমাত্র", "past": "{} আগে", "future": "{} পরে"},
    "en": {"now": "just now", "past": "{} ago", "future": "in {}"},
}
_NOON = 12
_THOUSAND = 3


def to_digits(text: object, language: str) -> str:
    """Return the text with ASCII digits replaced by the language's own."""
    table = _TABLES.get(language)
    return str(text).translate(table) if table else str(text)


def format_number(value: float, language: str, decimals: int = 0) -> str:
    """Return a number grouped as in South Asia (12,34,567), in the reader's digits."""
    sign = "-" if value < 0 else ""
    whole, _, fraction = f"{abs(value):.{decimals}f}".partition(".")
    head, tail = whole[:-_THOUSAND], whole[-_THOUSAND:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    grouped = ",".join([*groups, tail])
    return to_digits(f"{sign}{grouped}{'.' + fraction if fraction else ''}", language)


def format_date(value: date, language: str, zone: str = "Asia/Dhaka") -> str:
    """Return a day, e.g. "15 February 2026"; a moment is shown in the country's time zone."""
    day = value.astimezone(_zone(zone)).date() if isinstance(value, datetime) else value
    months = _MONTHS.get(language, _MONTHS["en"])
    return to_digits(f"{day.day} {months[day.month - 1]} {day.year}", language)


def format_weekday(value: date, language: str, zone: str = "Asia/Dhaka") -> str:
    """Return the name of the weekday."""
    day = value.astimezone(_zone(zone)).date() if isinstance(value, datetime) else value
    return _WEEKDAYS.get(language, _WEEKDAYS["en"])[day.weekday()]


def format_datetime(value: datetime, language: str, zone: str = "Asia/Dhaka") -> str:
    """Return a moment in the country's time zone, e.g. "15 February 2026, 4:30 PM" or "১৫ ফেব্রুয়ারি ২০২৬, বিকাল ৪:৩০"."""
    local = value.astimezone(_zone(zone))
    hour = local.hour % _NOON or _NOON
    clock = f"{hour}:{local.minute:02d}"
    if language == "bn":
        return f"{format_date(local, language, zone)}, {_part_of_day(local.hour)} {to_digits(clock, language)}"
    return f"{format_date(local, language, zone)}, {clock} {'AM' if local.hour < _NOON else 'PM'}"


def format_duration(span: timedelta, language: str) -> str:
    """Return a span of time by its largest unit, or two for hours and minutes."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    largest = next((part for part in parts if part[0]), (0, "minute"))
    return _amount(*largest, language)


def relative_time(then: datetime, now: datetime, language: str) -> str:
    """Return how long ago (or how soon) something is, seen from ``now``."""
    words = _RELATIVE.get(language, _RELATIVE["en"])
    if abs(now - then) < timedelta(minutes=1):
        return words["now"]
    return words["past" if then < now else "future"].format(format_duration(abs(now - then), language))


def _amount(value: int, unit: str, language: str) -> str:
    one, many = _SPANS.get(language, _SPANS["en"])[unit]
    return f"{format_number(value, language)} {one if value == 1 else many}"


def _part_of_day(hour: int) -> str:
    for until, name in ((4, "রাত"), (6, "ভোর"), (12, "সকাল"), (15, "দুপুর"), (18, "বিকাল"), (20, "সন্ধ্যা")):
        if hour < until:
            return name
    return "রাত"


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
