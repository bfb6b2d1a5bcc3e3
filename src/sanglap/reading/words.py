"""Text as matching wants it: folded, punctuation gone, one space before every word."""

from __future__ import annotations

import re

from sanglap.foundation.text import fold

_BETWEEN_WORDS = re.compile(r"[\s!-/:-@\[-`{-~।॥“”‘’…–—•·]+")
LONGEST_READ = 5_000  # letters: what a post is about stands at its beginning; the rest is kept, not read


def as_words(text: str) -> str:
    """Return the folded words, each with one space before it and one after the last: ``" vatar taka "``."""
    return f" {_BETWEEN_WORDS.sub(' ', fold(text[:LONGEST_READ])).strip()} "
