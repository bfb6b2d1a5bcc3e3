"""One sound for three writings: ভাতার, "bhatar" and "vatar" become the same letters.

The phonetic view is for comparing and is never shown. It gives up what people spell at will: ``o`` and the vowel that Bangla
leaves unwritten, aspiration (th, dh, kh …), the three s of Bangla together with ch, z and j, v and b, doubled letters, y.
What is left – consonants in order with a, e, i, u – is alike in all three writings and still tells words apart.
"""

from __future__ import annotations

import re

_VIRAMA = "\u09cd"
_LETTERS = {
    **dict.fromkeys("কখ", "k"), **dict.fromkeys("গঘ", "g"), **dict.fromkeys("চছশষস", "s"), **dict.fromkeys("জঝয", "j"),
    **dict.fromkeys("টঠতথৎ", "t"), **dict.fromkeys("ডঢদধ", "d"), **dict.fromkeys("নণঞ", "n"), **dict.fromkeys("ঙং", "ng"),
    **dict.fromkeys("বভ", "b"), **dict.fromkeys("আা", "a"), **dict.fromkeys("ইঈিীঐৈ", "i"), **dict.fromkeys("উঊুূঔৌ", "u"),
    **dict.fromkeys("এে", "e"), **dict.fromkeys("ঋৃ", "ri"), **dict.fromkeys("অওোঃঁ়ৗঽ\u09e2\u09e3", ""),
    "প": "p", "ফ": "f", "ম": "m", "র": "r", "ল": "l", "হ": "h", _VIRAMA: "",
}  # fmt: skip
_BANGLA_SOUNDS = str.maketrans(_LETTERS)
_BANGLA_CLUSTERS = (
    ("ড\u09bc", "র"), ("ঢ\u09bc", "র"), ("ওয\u09bcা", "\u0001া"), ("ওয\u09bc", "\u0001"), ("য\u09bc", "\u0002"),
    ("্যা", "া"), ("্য", ""), ("ক্ষ", "ক"), ("জ্ঞ", "গ"), ("ম্ব", "\u0003"), ("্ব", ""), ("\u0003", "ম্ব"), ("হ্ম", "ম"),
)  # fmt: skip
_GLIDES = str.maketrans({"\u0001": "w", "\u0002": "i"})

# English and Banglish spellings, longest first; applied once, from left to right.
_LATIN_SPELLINGS = {
    "tion": "sn", "sion": "sn", "sch": "sk", "chh": "s", "tch": "s", "kkh": "k", "ksh": "k", "tth": "t", "ddh": "d", "ght": "t",
    "ch": "s", "sh": "s", "ce": "se", "ci": "si", "cy": "si", "ck": "k", "kh": "k", "gh": "g", "jh": "j", "th": "t", "dh": "d",
    "ph": "f", "bh": "b", "rh": "r", "lh": "l", "wh": "w", "ee": "i", "ea": "i", "oo": "u", "ou": "u", "oi": "i", "oy": "i",
    "wa": "wa", "qu": "kw", "ae": "e", "ya": "ia", "c": "k", "q": "k", "x": "ks", "z": "j", "v": "b", "y": "i", "o": "",
}  # fmt: skip
_LATIN_SPELLING = re.compile("|".join(sorted(_LATIN_SPELLINGS, key=len, reverse=True)))
_Y_IN_A_CLUSTER = re.compile(r"(?<=[b-df-hj-np-tv-xz])y(?=[aou])")  # balyo: nobody hears it, half of us write it
_TWICE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiuw")


def phonetic(word: str) -> str:
    """Return the sound of one normalised word in small Latin letters; other alphabets and digits stay as they are."""
    if word.isascii():
        sound = _LATIN_SPELLING.sub(lambda found: _LATIN_SPELLINGS[found.group()], _Y_IN_A_CLUSTER.sub("", word))
    else:
        for cluster, simple in _BANGLA_CLUSTERS:
            if cluster in word:
                word = word.replace(cluster, simple)
        sound = word.translate(_BANGLA_SOUNDS).translate(_GLIDES)
    return _TWICE.sub(r"\1", sound.replace("ie", "e").replace("ia", "a"))


def skeleton(sound: str) -> str:
    """Return the consonants of a sound: what is left when every vowel is spelt at will."""
    return _TWICE.sub(r"\1", sound.translate(_VOWELS))
