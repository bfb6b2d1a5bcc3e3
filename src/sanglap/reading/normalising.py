"""One form for every way of typing the same words. The text itself is never touched: what is returned is for comparing.

What it evens out: upper and lower case, both encodings of ড় ঢ় য়, digits of other alphabets, invisible signs, letters held
down too long, ornamental Latin (𝐛𝐨𝐥𝐝, ｗｉｄｅ), letters of other alphabets that look like Latin ones, and the lines that
Bangla keyboards put in the place of the dari.
"""

from __future__ import annotations

import re
import unicodedata

from sanglap.foundation.text import fold

LONGEST_READ = 5_000  # letters: what a post is about stands at its beginning; the rest is kept, not read

# Cyrillic and Greek letters that are drawn like Latin ones; a word that is wholly theirs is another language and stays.
_LOOK_ALIKES = dict(
    zip(
        map(ord, "абвеёкмнорстухѕіјԁԛԝαβεικνορτυχ"),
        "abbeekmhopctyxsijdqwabeikvoptux",
        strict=True,
    )
)
_HALF_LATIN = re.compile("[a-z]+[Ͱ-ԯ][a-zͰ-ԯ]*|[Ͱ-ԯ]+[a-z][a-zͰ-ԯ]*")
# One Bangla letter where keyboards and the neighbouring Assamese have another.
_BANGLA_SIGNS = (
    ("\u09f0", "র"),
    ("\u09f1", "ব"),
    ("\u09f7", "।"),
    ("অা", "আ"),
    ("\u09ac\u09bc", "র"),
    ("ত\u09cd\u200d", "ৎ"),
    ("॥", "।"),
)


def normalise(text: str) -> str:
    """Return the first 5,000 letters folded for comparing; emoji and punctuation stay. Never fails, whatever the text."""
    plain = fold(text[:LONGEST_READ])
    if plain.isascii():
        return plain
    plain = plain.encode("utf-8", "replace").decode("utf-8")  # half a character is a question mark
    plain = unicodedata.normalize("NFKC", plain).casefold()
    plain = _HALF_LATIN.sub(lambda found: found.group().translate(_LOOK_ALIKES), plain)
    for wrong, right in _BANGLA_SIGNS:
        if wrong in plain:
            plain = plain.replace(wrong, right)
    return unicodedata.normalize("NFC", plain)
