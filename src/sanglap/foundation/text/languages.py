"""The languages Sanglap speaks: one row each. Another language is another row, and nothing else.

Tables written by hand instead of a locale library: a list of fifty rows must cost next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes numbers, days and spans of time."""

    digits: str
    months: tuple[str, ...]  # January first
    weekdays: tuple[str, ...]  # Monday first
    units: dict[str, tuple[str, str]]  # singular, plural
    just_now: str
    under_a_minute: str
    past: str
    future: str
    clock: str  # {hour} of twelve, {minute}, {part} of the day
    parts_of_day: tuple[tuple[int, str], ...]  # each until before this hour


BANGLA = Language(
    digits="০১২৩৪৫৬৭৮৯",
    months=(
        "জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন",
        "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর",
    ),
    weekdays=("সোমবার", "মঙ্গলবার", "বুধবার", "বৃহস্পতিবার", "শুক্রবার", "শনিবার", "রবিবার"),
    units={
        "year": ("বছর", "বছর"),
        "month": ("মাস", "মাস"),
        "day": ("দিন", "দিন"),
        "hour": ("ঘণ্টা", "ঘণ্টা"),
        "minute": ("মিনিট", "মিনিট"),
    },
    just_now="এইমাত্র",
    under_a_minute="এক মিনিটের কম",
    past="{} আগে",
    future="{} পরে",
    clock="{part} {hour}:{minute}",
    parts_of_day=((4, "রাত"), (6, "ভোর"), (12, "সকাল"), (15, "দুপুর"), (18, "বিকাল"), (20, "সন্ধ্যা"), (24, "রাত")),
)  # fmt: skip

ENGLISH = Language(
    digits="0123456789",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    units={
        "year": ("year", "years"),
        "month": ("month", "months"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "minute": ("minute", "minutes"),
    },
    just_now="just now",
    under_a_minute="less than a minute",
    past="{} ago",
    future="in {}",
    clock="{hour}:{minute} {part}",
    parts_of_day=((12, "AM"), (24, "PM")),
)  # fmt: skip

NEPALI = Language(
    digits="०१२३४५६७८९",
    months=(
        "जनवरी", "फेब्रुअरी", "मार्च", "अप्रिल", "मे", "जुन",
        "जुलाई", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर",
    ),
    weekdays=("सोमबार", "मङ्गलबार", "बुधबार", "बिहीबार", "शुक्रबार", "शनिबार", "आइतबार"),
    units={
        "year": ("वर्ष", "वर्ष"),
        "month": ("महिना", "महिना"),
        "day": ("दिन", "दिन"),
        "hour": ("घण्टा", "घण्टा"),
        "minute": ("मिनेट", "मिनेट"),
    },
    just_now="भर्खरै",
    under_a_minute="एक मिनेटभन्दा कम",
    past="{} अघि",
    future="{} पछि",
    clock="{part} {hour}:{minute}",
    parts_of_day=((4, "राति"), (12, "बिहान"), (16, "दिउँसो"), (20, "साँझ"), (24, "राति")),
)  # fmt: skip

LANGUAGES = {"bn": BANGLA, "en": ENGLISH, "ne": NEPALI}


def language_named(code: str) -> Language:
    """Return the language of a code such as ``bn`` or ``bn-bd``; English for one that is not known."""
    return LANGUAGES.get(code) or LANGUAGES.get(code[:2], ENGLISH)
