"""One way of writing for many: Bangla, Devanagari and Latin spellings brought to a common form and a sound key.

"শ্রীমঙ্গল", "Sreemangal" and "Srimongol" get the same key. The key drops vowels and breath (kh → k), since those are
what people spell differently; the folded form keeps vowels and decides between names of the same key.
"""

from __future__ import annotations

import re
import unicodedata

_CONSONANTS = {
    "ক": "k", "খ": "kh", "গ": "g", "ঘ": "gh", "ঙ": "ng",
    "চ": "ch", "ছ": "ch", "জ": "j", "ঝ": "jh", "ঞ": "n",
    "ট": "t", "ঠ": "th", "ড": "d", "ঢ": "dh", "ণ": "n",
    "ত": "t", "থ": "th", "দ": "d", "ধ": "dh", "ন": "n",
    "প": "p", "ফ": "f", "ব": "b", "ভ": "bh", "ম": "m",
    "য": "j", "র": "r", "ল": "l", "শ": "sh", "ষ": "sh", "স": "s", "হ": "h",
    "\u09b5": "b", "ড়": "r", "ঢ়": "rh", "য়": "y", "ৎ": "t", "ং": "ng", "ঃ": "", "ঁ": "",
}  # fmt: skip
_VOWELS = {
    "অ": "o", "আ": "a", "ই": "i", "ঈ": "i", "উ": "u", "ঊ": "u", "ঋ": "ri", "এ": "e", "ঐ": "oi", "ও": "o", "ঔ": "ou",
}  # fmt: skip
_SIGNS = {
    "া": "a", "ি": "i", "ী": "i", "ু": "u", "ূ": "u", "ৃ": "ri", "ে": "e",
    "ৈ": "oi", "ো": "o", "ৌ": "ou", "ৗ": "",
}  # fmt: skip
_NO_INHERENT_VOWEL = frozenset("ৎংঃঁ")
_JOINER = "্"
_NUKTA = "়"
# After these, a joined ব is written but not spoken: Ishwarganj, Sandwip.
_SILENT_BO_AFTER = frozenset("শসষতদজটকধথ")
_BANGLA = re.compile(r"[ঀ-৿]")
# Unicode lays both scripts out alike, 128 places apart, so one table reads both.
_DEVANAGARI_TO_BANGLA = {place: place + 0x80 for place in range(0x0900, 0x0980)}
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "0123456789" * 2)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")  # zero-width letters that keyboards leave behind
_NOT_A_LETTER = re.compile(r"[^a-z0-9 ]+")
_SPACES = re.compile(r"\s+")
_LATIN_VOWELS = frozenset("aeiou")
_VOWEL_OR_BREATH = re.compile(r"[aeiou]|h(?![aeiou])")
_LEVEL_VOWELS = str.maketrans("oeC", "aic")
_DOUBLED = re.compile(r"(.)\1+")

# Order matters: longer groups first. চ and ছ become C until every other c is k or s.
_SOUNDS = (
    ("ksh", "k"), ("kkh", "k"), ("chh", "C"), ("ch", "C"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("sh", "s"),
    ("ph", "f"), ("bh", "b"), ("kh", "k"), ("gh", "g"), ("jh", "j"), ("th", "t"), ("dh", "d"), ("rh", "r"), ("x", "k"), ("q", "k"),
    ("z", "j"), ("v", "b"), ("w", ""), ("y", ""), ("f", "p"),
)  # fmt: skip


def clean_text(text: str) -> str:
    """Return ``text`` in NFC without invisible letters, with Latin digits and single spaces."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(_DIGITS)).strip()


def is_bangla(text: str) -> bool:
    """Tell whether any letter is Bangla."""
    return _BANGLA.search(text) is not None


def has_letters_to_romanise(text: str) -> bool:
    """Tell whether any letter is Bangla or Devanagari."""
    return is_bangla(text.translate(_DEVANAGARI_TO_BANGLA))


def romanise(text: str) -> str:
    """Return Bangla or Devanagari written in Latin letters, roughly as spoken; other letters stay."""
    letters = _with_nukta(clean_text(text).translate(_DEVANAGARI_TO_BANGLA))
    spoken: list[str] = []
    for position, letter in enumerate(letters):
        following = letters[position + 1] if position + 1 < len(letters) else " "
        if letter in _CONSONANTS:
            if not _is_silent(letters, position):
                spoken.append(_CONSONANTS[letter])
            if letter not in _NO_INHERENT_VOWEL and following in _CONSONANTS and following not in _NO_INHERENT_VOWEL:
                spoken.append("o")
        else:
            spoken.append(_VOWELS.get(letter) or _SIGNS.get(letter, "" if letter == _JOINER else letter))
    return "".join(spoken)


def _with_nukta(text: str) -> list[str]:
    """Split into letters, keeping ড়, ঢ় and য় whole (NFC writes them as two)."""
    letters: list[str] = []
    for letter in text:
        if letter == _NUKTA and letters:
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _is_silent(letters: list[str], position: int) -> bool:
    """Tell whether a joined য or ব is written but not spoken."""
    if position < 2 or letters[position - 1] != _JOINER:  # noqa: PLR2004 – a consonant and its joiner come before
        return False
    return letters[position] == "য" or (letters[position] == "ব" and letters[position - 2] in _SILENT_BO_AFTER)


def fold_spelling(text: str) -> str:
    """Return lower-case Latin letters, digits and single spaces; marks dropped. Other scripts stay as they are."""
    cleaned = clean_text(text)
    latin = romanise(cleaned) if has_letters_to_romanise(cleaned) else cleaned
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii").lower()
    folded = _SPACES.sub(" ", _NOT_A_LETTER.sub(" ", plain.replace("'", "").replace(".", ""))).strip()
    return folded or "".join(letter for letter in cleaned.casefold() if letter.isalnum() or letter == " ")


def sound_key(text: str) -> str:
    """Return the consonant skeleton people agree on however they spell; words are run together."""
    return "".join(_word_key(word) for word in fold_spelling(text).split())


def plain_spelling(text: str) -> str:
    """Return the letters people nearly agree on: like :func:`sound_key`, with the vowels kept but levelled (o → a)."""
    return "".join(_DOUBLED.sub(r"\1", _consonants(word).translate(_LEVEL_VOWELS)) for word in fold_spelling(text).split())


def _word_key(word: str) -> str:
    word = _consonants(word)
    begins_with_vowel = word[:1] in _LATIN_VOWELS
    skeleton = _VOWEL_OR_BREATH.sub("", word)
    return _DOUBLED.sub(r"\1", ("a" if begins_with_vowel else "") + skeleton)


def _consonants(word: str) -> str:
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return word
