"""Words of an office that say no more than "solved" are no account of what was done, however long they are (R20)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from sanglap.reading import emptiness


def says_nothing(words: str) -> bool:
    """Tell whether the words only say that it is done, in any writing or repetition; the country pack knows the words."""
    return emptiness.says_nothing(words, Path(settings.COUNTRY_PACK))
