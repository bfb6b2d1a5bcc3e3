"""Counting cues alone already tells what most people write about.

The sentences were written after the first cues and then used to add more, so they guard against losing ground; they
do not measure how well real posts are understood.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

from sanglap.directory.packs.reading_pack import CountryPack

SENTENCES = Path(__file__).parent / "sentences.csv"
NOT_A_LETTER = re.compile(r"[^\w\u0980-\u09ff]+")
DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def spaced(text: str) -> str:
    """Return words in lower case with single spaces, one before each word."""
    plain = unicodedata.normalize("NFC", text).translate(DIGITS).lower()
    return f" {NOT_A_LETTER.sub(' ', plain).strip()} "


def test_simple_counting_finds_the_topic_of_everyday_sentences(bangladesh: CountryPack) -> None:
    cues = [(cue.topic_code, spaced(cue.words).rstrip(), cue.weight) for cue in bangladesh.cues()]
    wrong: list[str] = []
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            scores: dict[str, float] = {}
            for topic, words, weight in cues:
                if words in spaced(row["sentence"]):
                    scores[topic] = scores.get(topic, 0.0) + weight * (0.5 + 0.1 * len(words))
            if not scores or max(scores, key=scores.__getitem__) != row["topic"]:
                wrong.append(row["sentence"])
    assert wrong == []
