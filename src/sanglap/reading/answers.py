"""Is it solved? A citizen's yes or no in a few words, in three writings."""

from __future__ import annotations

from enum import StrEnum

from sanglap.reading.words import as_words

YES = (
    "হ্যাঁ", "হ্যা", "জি", "হয়েছে", "সমাধান হয়েছে", "ধন্যবাদ", "পেয়েছি", "ঠিক হয়েছে", "yes", "solved", "thank", "fixed", "done now",
    "hae", "hya", "ji", "hoyeche", "hoise", "hoyese", "dhonnobad", "donnobad", "peyechi", "paisi", "thik hoise",
)  # fmt: skip
NO = (
    "না", "নাই", "হয়নি", "হয় নাই", "হয় নি", "মিথ্যা", "এখনো", "কেউ আসেনি", "no", "not", "still", "nobody", "false", "na", "nai",
    "hoyni", "hoy nai", "hoy ni", "mittha", "ekhono", "akhono", "keu ase nai",
)  # fmt: skip


class Answer(StrEnum):
    """What a citizen's words say to "is it solved?"."""

    YES = "yes"
    NO = "no"
    NEITHER = "neither"


def read_answer(text: str) -> Answer:
    """Return the answer; a "no" anywhere counts more than any politeness around it ("thanks, but it is not fixed")."""
    words = as_words(text)
    if any(as_words(word) in words for word in NO):
        return Answer.NO
    if any(as_words(word).rstrip() in words for word in YES):
        return Answer.YES
    return Answer.NEITHER
