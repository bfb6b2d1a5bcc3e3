"""Text: what comes in is cleaned and folded; what goes out speaks the reader's language and digits."""

from __future__ import annotations

from sanglap.foundation.text.cleaning import clean_incoming, excerpt, fold
from sanglap.foundation.text.speaking import (
    LAKH_AND_CRORE,
    THOUSANDS,
    format_date,
    format_datetime,
    format_duration,
    format_number,
    format_weekday,
    group_number,
    relative_time,
    to_digits,
)

__all__ = [
    "LAKH_AND_CRORE",
    "THOUSANDS",
    "clean_incoming",
    "excerpt",
    "fold",
    "format_date",
    "format_datetime",
    "format_duration",
    "format_number",
    "format_weekday",
    "group_number",
    "relative_time",
    "to_digits",
]
