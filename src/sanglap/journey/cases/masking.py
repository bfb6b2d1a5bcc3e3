"""The one place where citizens' words lose what is personal before anybody but the responsible office reads them (R14, R69).

Taking posts in waits for none of this. Public pages mask when they are shown, so that what the finder learns tomorrow
protects yesterday's posts too; the few words that lists show are masked once, when a case is sent to its office.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from sanglap.foundation.text import excerpt
from sanglap.reading.personal_data.addresses_and_names import NAME
from sanglap.reading.personal_data.finding import TABLE, PersonalDataFinder, load_personal_data_finder
from sanglap.reading.personal_data.masking import ENGLISH_MARKS, MARKS, mask
from sanglap.reading.personal_data.spans import Span

SHORTEST_NAME = 4  # letters of one word of a name
LONGEST_SHOWN = 240  # letters of a post in lists and on its public page


def masked(text: str, *, author: str = "") -> str:
    """Return a text with phones, identity numbers, e-mail addresses, homes and victims' names as marks in the reader's language.

    ``author`` is the name of whoever wrote it, as the network gave it: where they sign, it is hidden too. In a country whose
    pack has no words to find them by, nothing at all is shown.
    """
    finder = _finder(Path(settings.COUNTRY_PACK)) if text else None
    if finder is None:
        return ""
    spans = [*finder.find(text), *_signatures(text, author)]
    return mask(text, spans, ENGLISH_MARKS if get_language() == "en" else MARKS)


def public_words(text: str, *, author: str = "") -> str:
    """Return the first words of a post: masked first, then cut, so that no number hides behind its missing end."""
    return excerpt(masked(text, author=author), LONGEST_SHOWN)


def _signatures(text: str, author: str) -> list[Span]:
    """Return where the author's own name stands: the whole of it, or a word of it that is long enough to be no other word."""
    parts = [part for part in author.split() if len(part) >= SHORTEST_NAME]
    names = sorted({" ".join(author.split()), *parts} - {""}, key=len, reverse=True)
    if not parts:
        return []
    pattern = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return [Span(NAME, *found.span()) for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)]


@lru_cache(maxsize=2)
def _finder(pack: Path) -> PersonalDataFinder | None:
    return load_personal_data_finder(pack) if (pack / TABLE).exists() else None
