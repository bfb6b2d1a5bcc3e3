"""Which language a post is written in, by its script and a few tell-tale words."""

from __future__ import annotations

from sanglap.reading.words import as_words

BENGALI_BLOCK = range(0x0980, 0x0A00)
BANGLISH_WORDS = frozenset(
    [
        "ami",
        "amar",
        "amra",
        "amader",
        "apni",
        "apnar",
        "apnara",
        "tumi",
        "tar",
        "tader",
        "eta",
        "oita",
        "ki",
        "keno",
        "kothay",
        "kobe",
        "kivabe",
        "kibhabe",
        "nai",
        "nei",
        "hoy",
        "hoyna",
        "hoise",
        "hoyeche",
        "korte",
        "korben",
        "koren",
        "korse",
        "kore",
        "dorkar",
        "taka",
        "vata",
        "bhata",
        "rasta",
        "pani",
        "ase",
        "asche",
        "jay",
        "jabe",
        "pabo",
        "pai",
        "pari",
        "vai",
        "bhai",
        "apu",
        "sir",
        "ekta",
        "onek",
        "khub",
        "din",
        "mash",
        "bochor",
        "amago",
        "theke",
        "jonno",
        "sathe",
        "er",
        "ei",
        "oi",
        "eto",
        "bondho",
        "ghus",
        "dalal",
        "chai",
        "dite",
        "lage",
    ]
)
ENGLISH_WORDS = frozenset(
    [
        "the",
        "is",
        "are",
        "was",
        "were",
        "and",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "please",
        "not",
        "no",
        "our",
        "we",
        "i",
        "my",
        "this",
        "that",
        "there",
        "have",
        "has",
        "been",
        "why",
        "when",
        "road",
        "water",
        "office",
        "money",
        "problem",
        "help",
        "need",
        "what",
        "how",
        "can",
        "you",
        "your",
        "from",
        "at",
        "it",
        "they",
    ]
)


def language_of(text: str) -> str:
    """Return ``bn``, ``en``, ``bn-Latn`` (Bangla in Latin letters), ``mixed`` or ``other``."""
    bengali = sum(1 for letter in text if ord(letter) in BENGALI_BLOCK)
    latin = sum(1 for letter in text if letter.isascii() and letter.isalpha())
    if bengali and latin > bengali:
        return "mixed"
    if bengali:
        return "bn"
    if not latin:
        return "other"
    words = as_words(text).split()
    banglish = sum(word in BANGLISH_WORDS for word in words)
    english = sum(word in ENGLISH_WORDS for word in words)
    return "bn-Latn" if banglish >= english and (banglish or not english) else "en"


def reply_language(language: str) -> str:
    """Return the language to answer in: English to English, otherwise the country's own."""
    return "en" if language == "en" else "bn"
