"""All personal data of a text, each piece once, with its place in the original."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sanglap.reading.personal_data.addresses_and_names import AddressFinder, NameFinder
from sanglap.reading.personal_data.identity_numbers import IdentityFinder
from sanglap.reading.personal_data.phones import PhoneFinder
from sanglap.reading.personal_data.spans import Span, even
from sanglap.reading.tables import rows_of

TABLE = "reading/personal_data.csv"
LONGEST_READ = 20_000  # letters; longer texts are read in pieces of this length
_OVERLAP = 80  # letters read twice, so that nothing is cut in two
NEVER_MET = "(?!)"
_SORTS = ("nid", "birth_registration", "passport", "phone", "other")


class PersonalDataFinder:
    """Finds phones, identity numbers, e-mail addresses, homes and, in posts about harm, names."""

    def __init__(self, words: dict[str, list[str]], digit_words: dict[str, str]) -> None:
        """``words`` are pieces of patterns by what they tell (nid, phone, house …), from the pack's personal_data.csv."""
        sorts = _any_of([rf"(?P<{sort}>{_any_of(words[sort])})" for sort in _SORTS if words.get(sort)])
        told, offices = (re.compile(_any_of(words[sort]), re.IGNORECASE) for sort in ("phone", "office"))
        self._phones = PhoneFinder(told, offices, digit_words)
        self._identity = IdentityFinder(re.compile(sorts, re.IGNORECASE))
        self._addresses = AddressFinder(_any_of(words["house"]), _any_of(words["road"]), _any_of(words["number"]))
        self._names = NameFinder(
            _any_of(words["harm"]), _any_of(words["announcing"]), _any_of(words["relative"]), frozenset(words["not_a_name"])
        )

    def find(self, text: str) -> list[Span]:
        """Return what is personal, in order, no two pieces overlapping. Never fails, whatever the text."""
        if len(text) <= LONGEST_READ:
            return _each_once(self._in_piece(text))
        spans = []
        for start in range(0, len(text), LONGEST_READ - _OVERLAP):
            piece = self._in_piece(text[start : start + LONGEST_READ])
            spans += [Span(span.type, span.start + start, span.end + start) for span in piece]
        return _each_once(spans)

    def _in_piece(self, text: str) -> list[Span]:
        plain = even(text)
        # Earlier finders win: an e-mail's digits are no phone, a phone's digits are no identity number.
        identity = self._identity.find(plain)
        emails = [span for span in identity if span.type == "email"]
        others = [span for span in identity if span.type != "email"]
        return [*emails, *self._phones.find(plain), *others, *self._addresses.find(plain), *self._names.find(plain)]


def _each_once(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _any_of(words: Sequence[str]) -> str:
    """Return a pattern for any of these words; for none of them one that is never met."""
    return "|".join(words) or NEVER_MET


def load_personal_data_finder(pack: Path) -> PersonalDataFinder:
    """Return the finder of a country pack; without its table it finds only what has a shape of its own: numbers, e-mails."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    digit_words: dict[str, str] = {}
    for row in rows_of(pack / TABLE):
        if row["tells"].startswith("digit "):
            digit_words[row["words"].casefold()] = row["tells"].removeprefix("digit ")
        else:
            words[row["tells"]].append(row["words"])
    return PersonalDataFinder(words, digit_words)
