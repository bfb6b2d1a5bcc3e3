"""Bangla written in Latin letters as people really do it: every hand has its own spelling, and none keeps to it."""

from __future__ import annotations

from random import Random

_VIRAMA, _NUKTA = "\u09cd", "\u09bc"
_CONSONANTS: dict[str, tuple[str, ...]] = {
    "ক": ("k",), "খ": ("kh", "kh", "k"), "গ": ("g",), "ঘ": ("gh", "gh", "g"), "ঙ": ("ng",), "চ": ("ch", "ch", "ch", "c"),
    "ছ": ("ch", "s", "s", "ch", "chh", "c"), "জ": ("j", "j", "z"), "ঝ": ("jh", "jh", "j"), "ঞ": ("n",), "ট": ("t",),
    "ঠ": ("th", "th", "t"), "ড": ("d",), "ঢ": ("dh", "dh", "d"), "ণ": ("n",), "ত": ("t", "t", "t", "t", "t", "th"),
    "থ": ("th", "th", "t"),
    "দ": ("d",), "ধ": ("dh", "dh", "d"), "ন": ("n",), "প": ("p",), "ফ": ("f", "f", "ph"), "ব": ("b",),
    "ভ": ("v", "bh", "v", "b"), "ম": ("m",), "য": ("j", "j", "z"), "র": ("r",), "ল": ("l",), "শ": ("sh", "s"), "ষ": ("sh", "s"),
    "স": ("s", "s", "sh"), "হ": ("h",), "\u09dc": ("r",), "\u09dd": ("r", "rh"), "\u09df": ("y", "y", ""),
}  # fmt: skip
_VOWELS: dict[str, tuple[str, ...]] = {
    "আ": ("a",), "ই": ("i",), "ঈ": ("i", "ee"), "উ": ("u",), "ঊ": ("u", "oo"), "ঋ": ("ri",), "এ": ("e", "e", "a"),
    "ঐ": ("oi",), "ও": ("o",), "ঔ": ("ou",), "অ": ("o", "o", "a"),
    "া": ("a",), "ি": ("i",), "ী": ("i", "i", "ee"), "ু": ("u",), "ূ": ("u", "u", "oo"), "ৃ": ("ri", "ri", "r"),
    "ে": ("e",), "ৈ": ("oi",), "ো": ("o",), "ৌ": ("ou", "ou", "ow"),
}  # fmt: skip
_SIGNS: dict[str, tuple[str, ...]] = {
    "ং": ("ng", "ng", "n"),
    "ঃ": ("",),
    "ঁ": ("", "", "n"),
    "ৎ": ("t",),
    "।": (".", "", " "),
    _VIRAMA: ("",),
}
_CLUSTERS = (
    ("ক্ষ", ("kkh", "kh", "kh", "k")), ("জ্ঞ", ("gg", "gy", "g")), ("্যা", ("ya", "a", "e")), ("্য", ("", "", "y", "j")),
    ("ম্ব", ("mb",)), ("্ব", ("", "", "w")), ("ও\u09dfা", ("wa", "oa", "owa")), ("ও\u09df", ("w", "oy")),
)  # fmt: skip
_DIGITS = {ord(zero) + value: str(value) for zero in "০" for value in range(10)}


class Hand:
    """One person's way of writing Bangla in Latin letters: usual choices, now and then another."""

    CHANGES_ITS_MIND = 0.12
    INHERENT_IS_A = 0.12
    DROPS_BEFORE_OPEN = 0.5  # amader, not amadoer
    SWALLOWS = 0.06  # a vowel in the middle of a word: krte for korte

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._usual: dict[str, str] = {}
        self._open = chance.choice(("o", "o", "o", "o", "a"))

    def write(self, text: str) -> str:
        """Return the text in Latin letters."""
        return " ".join(self._word(word.translate(_DIGITS)) for word in text.split())

    def _word(self, word: str) -> str:
        letters = word.replace("ড" + _NUKTA, "\u09dc").replace("ঢ" + _NUKTA, "\u09dd").replace("য" + _NUKTA, "\u09df")
        written: list[str] = []
        at = 0
        while at < len(letters):
            length, sound = self._next(letters, at)
            written.append(sound)
            last = letters[at + length - 1]
            at += length
            if last in _CONSONANTS:
                written.append(self._inherent(letters, at))
        return "".join(written)

    def _next(self, letters: str, at: int) -> tuple[int, str]:
        for cluster, sounds in _CLUSTERS:
            if letters.startswith(cluster, at):
                return len(cluster), self._choose(cluster, sounds)
        letter = letters[at]
        for table in (_CONSONANTS, _VOWELS, _SIGNS):
            if letter in table:
                return 1, self._choose(letter, table[letter])
        return 1, letter

    def _inherent(self, letters: str, at: int) -> str:
        """Return the vowel after a consonant that has none of its own sign."""
        if at >= len(letters) or not _is_bangla(letters[at]):
            return ""
        following = letters[at]
        if following in _VOWELS and not "অ" <= following <= "ঔ":
            return ""
        if following == _VIRAMA or letters.startswith(("্য", "্ব"), at):
            return ""
        open_next = at + 1 < len(letters) and "া" <= letters[at + 1] <= "ৌ"
        if at > 1 and open_next and self._chance.random() < self.DROPS_BEFORE_OPEN:
            return ""
        if self._chance.random() < self.SWALLOWS:
            return ""
        return "a" if self._chance.random() < self.INHERENT_IS_A else self._open

    def _choose(self, letter: str, sounds: tuple[str, ...]) -> str:
        usual = self._usual.setdefault(letter, self._chance.choice(sounds))
        return self._chance.choice(sounds) if self._chance.random() < self.CHANGES_ITS_MIND else usual


def _is_bangla(letter: str) -> bool:
    return "\u0980" <= letter <= "\u09ff"
