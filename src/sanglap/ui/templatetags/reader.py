"""Numbers, dates, names and icons in the reader's language. Every template has these tags without loading them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language

from sanglap.foundation import clock, text
from sanglap.foundation.ids import show_tracking_number

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()

NOTHING = "–"


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@register.filter
def digits(value: object) -> str:
    """Return the value with its digits in the reader's script: telephone numbers, codes, years."""
    return "" if value is None else text.to_digits(value, _language())


@register.filter
def number(value: float | str | None, decimals: int = 0) -> str:
    """Return a number grouped as in South Asia, in the reader's digits; a dash when there is none."""
    return NOTHING if value is None or value == "" else text.format_number(float(value), _language(), decimals)


@register.filter
def percent(value: float | str | None, decimals: int = 0) -> str:
    """Return a share between 0 and 1 as "87 %"; a dash when there is none."""
    if value is None or value == "":
        return NOTHING
    return f"{text.format_number(float(value) * 100, _language(), decimals)}\N{NO-BREAK SPACE}%"


@register.filter(name="date")
def show_date(value: date | None) -> str:
    """Return a day, in the country's time zone."""
    return text.format_date(value, _language(), settings.TIME_ZONE_OF_PEOPLE) if value else ""


@register.filter(name="datetime")
def show_datetime(value: datetime | None) -> str:
    """Return a moment, in the country's time zone."""
    return text.format_datetime(value, _language(), settings.TIME_ZONE_OF_PEOPLE) if value else ""


@register.filter
def date_iso(value: date | str | None) -> str:
    """Return a day or moment for a machine, e.g. for ``<time datetime="…">``."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else ""


@register.filter
def ago(value: datetime | None) -> str:
    """Return how long ago, or how soon, a moment is."""
    return text.relative_time(value, clock.now(), _language()) if value else ""


@register.filter
def duration(value: timedelta | str | None) -> str:
    """Return a span of time by its largest unit; a dash when there is none."""
    return NOTHING if not isinstance(value, timedelta) else text.format_duration(value, _language())


@register.filter
def tracking(value: str | None) -> str:
    """Return a tracking number in groups. It stays in Latin letters and digits, so that it reads the same everywhere."""
    return show_tracking_number(value) if value else ""


@register.simple_tag
def bilingual(thing: object, name: str) -> str:
    """Return ``thing.<name>_bn`` or ``thing.<name>_en`` as the reader reads; the other one when it is empty."""
    if not thing:
        return ""
    first, second = ("bn", "en") if _language() == "bn" else ("en", "bn")
    return str(_part(thing, f"{name}_{first}") or _part(thing, f"{name}_{second}") or "")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the shared drawing. Without a label it is decoration and silent for screen readers."""
    address = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address)


def _part(thing: object, name: str) -> object:
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)
