"""Which concepts of a country's tables does a text name? Words are compared as written and by their sound.

A term of a table is a word, a beginning of a word (``মারত*``) or a few words in a row; ``_`` stands for up to two words of any
kind. Concepts are bits of a number: asking whether a rule holds is one comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sanglap.reading.normalising import normalise
from sanglap.reading.views import phonetic

WORD = re.compile(r"[a-z\u0980-\u09ff]+|[0-9]+")
GAP = "_"
WIDEST_GAP = 2  # words
MOST_REMEMBERED = 30_000  # words of which the concepts are kept
SHORTEST_SOUND, SHORTEST_OPEN_SOUND = 4, 5  # letters of a sound, for whole words and for beginnings
SOUND = "~"  # stands before a sound, so that it is never taken for a written word
_APOSTROPHES = str.maketrans("", "", "'’‘`\u200b\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Named:
    """The concepts at each word of a text. ``masks[i]`` has a bit for every concept that begins at word i."""

    words: tuple[str, ...]
    masks: tuple[int, ...]

    @property
    def all(self) -> int:
        """Every concept of the text."""
        everything = 0
        for mask in self.masks:
            everything |= mask
        return everything


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a term: as it is written and, when that is long enough to mean one word, as it sounds."""

    keys: tuple[str, ...]
    opened: bool

    def fits(self, word: str, sound: str) -> bool:
        if self.opened:
            return word.startswith(self.keys[0]) or (len(self.keys) > 1 and sound.startswith(self.keys[1]))
        return word == self.keys[0] or (len(self.keys) > 1 and sound == self.keys[1])


@dataclass(frozen=True, slots=True)
class _Phrase:
    tokens: tuple[_Token, ...]
    bit: int


_Known: TypeAlias = tuple[int, tuple[_Phrase, ...], str]


class Concepts:
    """The words of a table, made ready once. A text is read in one walk over its words."""

    def __init__(self, terms: Mapping[str, Iterable[str]], quiet: Iterable[str] = ()) -> None:
        """``terms`` are the terms of each concept; ``quiet`` are phrases inside which no word means anything."""
        self.names = tuple(terms)
        self.bits = {name: 1 << place for place, name in enumerate(self.names)}
        self._exact: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        self._phrases: dict[str, list[_Phrase]] = {}
        self._open_phrases: dict[str, list[_Phrase]] = {}
        self._known: dict[str, _Known] = {}
        for name, written in terms.items():
            for term in written:
                self._learn(term, self.bits[name])
        for term in quiet:
            self._learn(term, 0)

    def asked(self, names: str) -> tuple[int, int]:
        """Return the bits of the concepts that a rule needs and, with a ``!`` before them, excludes. Raises KeyError."""
        needed = excluded = 0
        for name in names.split():
            if name.startswith("!"):
                excluded |= self.bits[name[1:]]
            else:
                needed |= self.bits[name]
        return needed, excluded

    def _learn(self, term: str, bit: int) -> None:
        tokens = tuple(_token(piece) for piece in term.split())
        first, rest = tokens[0], tokens[1:]
        for key in first.keys:
            if rest or not bit:
                (self._open_phrases if first.opened else self._phrases).setdefault(key, []).append(_Phrase(rest, bit))
            else:
                table = self._beginnings if first.opened else self._exact
                table[key] = table.get(key, 0) | bit

    def read(self, text: str) -> Named:
        """Return the words of a text and the concepts they name. Never fails, whatever the text."""
        words = tuple(WORD.findall(normalise(text).translate(_APOSTROPHES)))
        known = [self._of(word) for word in words]
        masks: list[int] = []
        silent_until = 0
        for place, (mask, phrases, _) in enumerate(known):
            named = mask
            for phrase in phrases:
                end = _end_of(phrase.tokens, known, words, place + 1)
                if end and phrase.bit:
                    named |= phrase.bit
                elif end:
                    silent_until = max(silent_until, end)
            masks.append(0 if place < silent_until else named)
        return Named(words, tuple(masks))

    def _of(self, word: str) -> _Known:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> _Known:
        mask, sound = 0, f"{SOUND}{phonetic(word)}"
        phrases: list[_Phrase] = []
        for key in (word, sound):
            mask |= self._exact.get(key, 0)
            phrases += self._phrases.get(key, ())
            for length in range(1, len(key) + 1):
                mask |= self._beginnings.get(key[:length], 0)
                phrases += self._open_phrases.get(key[:length], ())
        return mask, tuple(dict.fromkeys(phrases)), sound


def _token(piece: str) -> _Token:
    opened = piece.endswith("*")
    written = normalise(piece.removesuffix("*")).translate(_APOSTROPHES)
    sound = phonetic(written)
    # Short sounds are shared by too many words: those are found only as they are written.
    long_enough = len(sound) >= (SHORTEST_OPEN_SOUND if opened else SHORTEST_SOUND)
    return _Token((written, f"{SOUND}{sound}") if long_enough else (written,), opened)


def _end_of(tokens: tuple[_Token, ...], known: list[_Known], words: tuple[str, ...], place: int) -> int:
    """The place after a phrase whose other words begin at ``place``; 0 when it does not stand there."""
    for number, token in enumerate(tokens):
        if token.keys == (GAP,):
            rest = tokens[number + 1 :]
            return next((end for skip in range(WIDEST_GAP + 1) if (end := _end_of(rest, known, words, place + skip))), 0)
        if place >= len(words) or not token.fits(words[place], known[place][2]):
            return 0
        place += 1
    return place
