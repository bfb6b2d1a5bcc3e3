"""The one place where citizens' words lose what is personal before anybody but the responsible office reads them (R14, R69).

Taking posts in waits for none of this. Public pages mask when they are shown, so that what the finder learns tomorrow
protects yesterday's posts too; the few words that lists show are masked once, when a case is sent to its office.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from sanglap.foundation.text import excerpt
from sanglap.reading.personal_data.finding import PersonalDataFinder, load_personal_data_finder
from sanglap.reading.personal_data.masking import ENGLISH_MARKS, MARKS, mask

LONGEST_SHOWN = 240  # letters of a post in lists and on its public page


def masked(text: str) -> str:
    """Return a text with phones, identity numbers, e-mail addresses, homes and victims' names as marks in the reader's language.

    In a country whose pack has no words to find them by, nothing at all is shown.
    """
    finder = _finder(Path(settings.COUNTRY_PACK)) if text else None
    if finder is None:
        return ""
    return mask(text, finder.find(text), ENGLISH_MARKS if get_language() == "en" else MARKS)


def public_words(text: str) -> str:
    """Return the first words of a post: masked first, then cut, so that no number hides behind its missing end."""
    return excerpt(masked(text), LONGEST_SHOWN)


@lru_cache(maxsize=2)
def _finder(pack: Path) -> PersonalDataFinder | None:
    try:
        return load_personal_data_finder(pack)
    except FileNotFoundError:
        return None
