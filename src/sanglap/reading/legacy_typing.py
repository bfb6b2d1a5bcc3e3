"""Bangla from before Unicode: "Avgvi" is আমার, typed with the Bijoy keyboard and shown with its own font (SutonnyMJ).

Pasted from old documents it arrives as gibberish of Latin letters and signs. It is recognised by what no other writing has:
hardly a vowel, and many of the letters that stand for Bangla's vowel signs. The table is data of the country pack.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

SHORTEST = 8  # letters: less is too little to tell
_TELLING = frozenset("vw†‡©¨")  # া ি ে ে, reph and ya-phala: a seventh of all letters in such text
_LEAST_TELLING, _MOST_VOWELS = 0.12, 0.3
_VOWELS = frozenset("aeiouAEIOU")
_REPH = "©"

_CLUSTER = "[ক-হ\u09ce](?:\u09bc)?(?:\u09cd[ক-হ]\u09bc?)*"
_SIGN_BEFORE = re.compile(f"([িেৈ])({_CLUSTER})")
_JOINED_AFTER_SIGN = re.compile("([ুূৃ])(্[ক-হ])")
_ADDRESS = re.compile(r"\S+[.@]\S+")
_REPH_AFTER = re.compile(f"({_CLUSTER})([া-ৌ]?){_REPH}")


class LegacyTyping:
    """Recognises and turns Bijoy text into Unicode, by the country pack's table."""

    def __init__(self, table: dict[str, str]) -> None:
        """``table`` has what is typed and what it stands for; ``©`` stands for itself and is placed as reph."""
        self._table = table
        self._typed = re.compile("|".join(re.escape(typed) for typed in sorted(table, key=len, reverse=True))) if table else None

    def looks_like_it(self, text: str) -> bool:
        """Return whether a text is Bijoy: no Bangla letter, few vowels, many of the telling signs."""
        signs = [sign for sign in _ADDRESS.sub("", text[:500]) if not sign.isspace() and not sign.isdigit()]
        if self._typed is None or len(signs) < SHORTEST or any("\u0980" <= sign <= "\u09ff" for sign in signs):
            return False
        telling = sum(sign in _TELLING for sign in signs) / len(signs)
        return telling >= _LEAST_TELLING and sum(sign in _VOWELS for sign in signs) / len(signs) <= _MOST_VOWELS

    def turned(self, text: str) -> str:
        """Return the text in Unicode."""
        if self._typed is None:
            return text
        bangla = self._typed.sub(lambda found: self._table[found.group()], text)
        bangla = _SIGN_BEFORE.sub(r"\2\1", bangla)
        bangla = _JOINED_AFTER_SIGN.sub(r"\2\1", bangla)
        bangla = _REPH_AFTER.sub("র\u09cd\\1\\2", bangla)
        return unicodedata.normalize("NFC", bangla.replace("অা", "আ"))


def load_legacy_typing(pack: Path) -> LegacyTyping:
    """Return the reader of the country pack's old keyboard; one that recognises nothing when the pack has no table."""
    file = pack / "reading" / "legacy_typing.csv"
    if not file.exists():
        return LegacyTyping({})
    with file.open(encoding="utf-8", newline="") as stream:
        return LegacyTyping({row["typed"]: row["unicode"] for row in csv.DictReader(stream)})
