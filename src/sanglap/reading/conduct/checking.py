"""Check a draft: ok, amber (look again) or red (against a rule), with the rule's paragraph and the words that say so."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanglap.reading.concepts import Concepts
from sanglap.reading.conduct.rules import AMBER, OK, RED, ConductRule, read_rules, rules_by_code
from sanglap.reading.personal_data.finding import PersonalDataFinder, load_personal_data_finder

WORDS = "reading/conduct_words.csv"
LOUD_LETTERS = 12  # fewer capitals are names and short forms
LOUD_SHARE = 0.7  # of Latin letters
PERSONAL, LOUD = "personal-data", "shouting"
_ALWAYS_PERSONAL = {"nid", "birth_registration", "passport"}
_LATIN = re.compile(r"[A-Za-z]")
_CAPITAL_WORD = re.compile(r"\b[A-Z]{4,}\b")
_MANY_MARKS = re.compile(r"[!?]{3,}")
_SENTENCE = re.compile(r"(?<=[.!?।])\s+|\n+")


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that a draft seems to break, where it stands, and the draft's words."""

    code: str
    paragraph: str
    verdict: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConductRead:
    """What the check says: ``verdict`` ok, amber or red, and the rules, red ones first."""

    verdict: str
    rules: tuple[BrokenRule, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    """Concepts that together, in one sentence, speak for breaking a rule; the excluded ones speak against it."""

    code: str
    verdict: str
    needed: int
    excluded: int


class ConductChecker:
    """Checks drafts. Made once; safe to share."""

    def __init__(self, rules: Sequence[ConductRule], words: Iterable[Mapping[str, str]], personal: PersonalDataFinder) -> None:
        """``words`` are the rows of conduct_words.csv: row, name, verdict, words. KeyError for a sign of unknown concepts."""
        terms: dict[str, list[str]] = {}
        quiet: list[str] = []
        signs: list[Mapping[str, str]] = []
        for row in words:
            written = [term.strip() for term in row["words"].split("|") if term.strip()]
            if row["row"] == "concept":
                terms.setdefault(row["name"], []).extend(written)
            elif row["row"] == "quiet":
                quiet += written
            else:
                signs.append(row)
        self._rules = tuple(rules)
        self._personal = personal
        self._concepts = Concepts(terms, quiet)
        self._signs = tuple(self._sign(row) for row in signs)

    def _sign(self, row: Mapping[str, str]) -> _Sign:
        return _Sign(row["name"], row["verdict"], *self._concepts.asked(row["words"]))

    def check(self, draft: str, day: dt.date | None = None) -> ConductRead:
        """Return what the rules in force on a day (without one: now) say of a draft. Never fails, whatever the draft."""
        rules = rules_by_code(self._rules, day)
        found: dict[str, tuple[str, list[str]]] = {}
        for sentence in _SENTENCE.split(draft):
            self._look(sentence, found)
        self._look_for_personal_data(draft, found)
        loud = _loud_words(draft)
        if loud:
            found.setdefault(LOUD, (AMBER, loud))
        broken = [
            BrokenRule(code, rules[code].paragraph, verdict, tuple(dict.fromkeys(words)))
            for code, (verdict, words) in found.items()
            if code in rules
        ]
        broken.sort(key=lambda one: one.verdict != RED)
        return ConductRead(broken[0].verdict if broken else OK, tuple(broken))

    def _look(self, sentence: str, found: dict[str, tuple[str, list[str]]]) -> None:
        named = self._concepts.read(sentence)
        whole = named.all
        for sign in self._signs:
            if whole & sign.needed == sign.needed and not whole & sign.excluded:
                words = [word for word, mask in zip(named.words, named.masks, strict=True) if mask & sign.needed]
                verdict, before = found.get(sign.code, (sign.verdict, []))
                found[sign.code] = (RED if RED in {verdict, sign.verdict} else AMBER, before + words)

    def _look_for_personal_data(self, draft: str, found: dict[str, tuple[str, list[str]]]) -> None:
        spans = self._personal.find(draft)
        if not spans:
            return
        whole = self._concepts.read(draft).all
        offered = whole & self._concepts.bits.get("office-contact", 0) and not whole & self._concepts.bits.get("of-citizen", 0)
        pieces = [draft[span.start : span.end] for span in spans if span.type in _ALWAYS_PERSONAL or not offered]
        if pieces:
            found[PERSONAL] = (RED, pieces)


def _loud_words(draft: str) -> list[str]:
    latin = _LATIN.findall(draft)
    capitals = sum(letter.isupper() for letter in latin)
    if len(latin) >= LOUD_LETTERS and capitals >= LOUD_SHARE * len(latin):
        return _CAPITAL_WORD.findall(draft) or [draft[:40]]
    return _MANY_MARKS.findall(draft)


def load_conduct_checker(pack: Path) -> ConductChecker:
    """Return the checker of a country pack. Raises FileNotFoundError without its tables."""
    with (pack / WORDS).open(encoding="utf-8", newline="") as stream:
        return ConductChecker(read_rules(pack), list(csv.DictReader(stream)), load_personal_data_finder(pack))
