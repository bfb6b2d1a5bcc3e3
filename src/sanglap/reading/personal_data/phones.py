"""Telephone numbers as people write them: spaced, dashed, glued to words, in Bangla digits, with an O for a zero, in words.

Numbers of Bangladesh: mobile 01[3-9] and eight digits (a mobile-money account may have one more), with or without 880; lines
of offices and homes begin with 02–09. Source: national numbering plan of the Bangladesh Telecommunication Regulatory
Commission. Other countries' numbers are found when they begin with a plus. Helplines are never longer than six digits.
"""

from __future__ import annotations

import re

import phonenumbers

from sanglap.reading.personal_data.spans import Span

PHONE = "phone"
FEWEST_TRUE_DIGITS = 7  # of eleven; the rest may be letters that look like digits
LOOKS_BACK = 40  # letters before a line's number in which its office may stand
_GAP = r"[ .\-()\u200b]{0,4}"
_DIGIT = r"(?:[0-9]|[OolI|](?![a-hjkmnp-zA-HJKMNP-Z]))"
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:\+|(?:0{_GAP}){{2}})?{_GAP}[8]{_GAP}8{_GAP})?"
    rf"(?:(?<![A-Za-z])[Oo]|0){_GAP}[1lIi|]{_GAP}[3-9](?:{_GAP}{_DIGIT}){{8}}[0-9]?(?![0-9])"
)
# 01711/334455 and 01711,334455: one stroke after the operator's five digits.
_MOBILE_WITH_STROKE = re.compile(r"(?<![0-9])01[3-9][0-9]{2} ?[/,] ?[0-9]{6}(?![0-9])")
_MOBILE_WITHOUT_ZERO = re.compile(r"(?<![0-9./\-])1[3-9][0-9]{2}[ \-]?[0-9]{6}(?![0-9])")
_LINE = re.compile(
    r"(?<![0-9])(?<![0-9][./\-])\(?0[2-9][0-9]{0,3}\)?(?: ?- ?|[ \u200b]?)[0-9]{4,5}[ \-]?[0-9]{1,4}(?![./\-]?[0-9])"
)
_FOREIGN = re.compile(r"\+[ \u200b]?[1-9](?:[ .\-()\u200b]{0,3}[0-9]){7,14}(?![0-9])")
_DATE_FIRST = re.compile(r"0?1[.\-][0-9]{1,2}[.\-](?:19|20)[0-9]{2}(?![0-9])")
_SIGNS_BETWEEN = re.compile(r"[^0-9]+")
_LINE_LENGTHS = range(8, 12)
_TRUE_DIGITS = re.compile(r"[0-9]")


class PhoneFinder:
    """Finds telephone numbers. ``cues`` are words that stand before a number; ``digit_words`` maps words to digits."""

    def __init__(self, cues: re.Pattern[str], offices: re.Pattern[str], digit_words: dict[str, str]) -> None:
        """``offices`` are words of public places: their lines are nobody's secret."""
        self._cues = cues
        self._offices = offices
        self._digit_words = digit_words
        words = "|".join(sorted(map(re.escape, digit_words), key=len, reverse=True))
        self._spoken = re.compile(rf"(?<!\w)(?:{words})(?:[\s,.\-]+(?:{words})){{9,}}(?!\w)", re.IGNORECASE) if words else None

    def find(self, text: str) -> list[Span]:
        """Return the numbers in an even text."""
        spans = self._in_words(text)
        if not any(digit in text for digit in "0123456789"):
            return spans
        for pattern in (_MOBILE, _MOBILE_WITH_STROKE):
            spans += [Span(PHONE, *_inside(found)) for found in pattern.finditer(text) if _is_mobile(text, found)]
        if "+" in text:
            spans += [Span(PHONE, *found.span()) for found in _FOREIGN.finditer(text) if _is_foreign(found.group())]
        spans += [Span(PHONE, *_inside(found)) for found in _LINE.finditer(text) if self._is_line(text, found)]
        spans += [Span(PHONE, *found.span()) for found in _MOBILE_WITHOUT_ZERO.finditer(text) if self._told(text, found)]
        return spans

    def _told(self, text: str, found: re.Match[str]) -> bool:
        return self._cues.search(text, max(0, found.start() - 25), found.start()) is not None

    def _is_line(self, text: str, found: re.Match[str]) -> bool:
        digits = _SIGNS_BETWEEN.sub("", found.group())
        if len(digits) not in _LINE_LENGTHS:
            return False
        if self._offices.search(text, max(0, found.start() - LOOKS_BACK), found.start()):
            return False
        return "-" in found.group()[:6] or self._told(text, found)

    def _in_words(self, text: str) -> list[Span]:
        if self._spoken is None:
            return []
        return [Span(PHONE, *found.span()) for found in self._spoken.finditer(text) if self._says_mobile(found.group())]

    def _says_mobile(self, words: str) -> bool:
        digits = "".join(self._digit_words.get(word.casefold(), "") for word in re.split(r"[\s,.\-]+", words))
        return re.match(r"(?:88)?0?1[3-9]", digits) is not None


def _inside(found: re.Match[str]) -> tuple[int, int]:
    """The place of a number without the brackets and signs that stand around it; "(+88)01…" keeps its first bracket."""
    start, end = found.span()
    number = found.group()
    while number and number[0] in " .-\u200b":
        number, start = number[1:], start + 1
    closing = number.find(")", 0, 5)  # (+88)017…: the country stays outside
    if closing >= 0 and "(" not in number[:closing]:
        start += closing + 1
    return start, end


def _is_mobile(text: str, found: re.Match[str]) -> bool:
    number = found.group()
    if len(_TRUE_DIGITS.findall(number)) < FEWEST_TRUE_DIGITS or _DATE_FIRST.match(number):
        return False
    if not any(sign in number for sign in ".-"):
        return True
    # A file's number (05.41.01.3344…) has more of the same on both sides.
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    return not (_is_more_of_it(before[::-1]) or (_is_more_of_it(after) and number.count(".") > 1))


def _is_more_of_it(beside: str) -> bool:
    return len(beside) > 1 and beside[0] in ".-/" and beside[1].isdigit()


def _is_foreign(number: str) -> bool:
    try:
        read = phonenumbers.parse(number.replace("\u200b", ""), None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(read)
