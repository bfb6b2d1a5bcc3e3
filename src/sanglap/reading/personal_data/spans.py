"""A piece of a text that is personal, and the even view of a text in which such pieces are looked for."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass

HIDDEN_SIGN = "\u200b"  # stands for every sign that nobody sees


@dataclass(frozen=True, slots=True)
class Span:
    """One personal piece. ``start`` and ``end`` count letters (code points) of the original text, ``end`` stands after it."""

    type: str
    start: int
    end: int


# Letters of other alphabets that are drawn like a zero or a one, and the many dashes and spaces: one sign for one sign, so
# that places in the even text are places in the original.
_DASHES = "‐‑‒–—―−_~•·∙⁃﹣－"
_SPACES = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ZEROS = "оОοΟՕօ〇ｏＯ"
_ONES = "ӏІіΙιІｌＩ"
_UNSEEN = "\ufe0f\ufe0e\u20e3\u00ad\u034f\u061c\u180e"


def _one_sign_for_one_sign() -> dict[int, str]:
    table: dict[int, str] = {}
    for number in range(128, sys.maxunicode + 1):
        category = unicodedata.category(chr(number))
        if category == "Nd":
            table[number] = str(unicodedata.digit(chr(number)))
        elif category == "Cf":
            table[number] = HIDDEN_SIGN
    for letters, sign in ((_DASHES, "-"), (_SPACES, " "), (_ZEROS, "o"), (_ONES, "l"), (_UNSEEN, HIDDEN_SIGN)):
        table.update(dict.fromkeys(map(ord, letters), sign))
    table[ord("＋")] = "+"
    table[ord("＠")] = "@"
    return table


_EVEN = _one_sign_for_one_sign()


def even(text: str) -> str:
    """Return the text with digits of all alphabets as 0–9 and unseen signs as one; every letter stays in its place."""
    return text.translate(_EVEN)
