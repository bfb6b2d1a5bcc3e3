"""Telephone numbers, identity numbers and e-mail addresses hidden from readers who need not see them.

Simple on purpose: it looks for shapes, in any digits, and rather hides a large number too many than a neighbour's
telephone. Helplines (999, 333, 16xxx), dates, amounts and tracking numbers have other shapes and stay.
"""

from __future__ import annotations

import re

MASK = "•"
_DIGITS = {ord(zero) + value: str(value) for zero in "০०０٠۰" for value in range(10)} | {ord("＋"): "+"}
_ANY_EIGHT_DIGITS = re.compile(r"(?:[0-9][ .()-]{0,2}){8}")

# Bangladesh's mobile numbers with or without +880, any other country's behind a plus, and identity numbers of
# 10 (also 3-3-4, as printed on the card), 13 and 17 digits.
_NUMBER = re.compile(
    r"""(?<![0-9])(?:
        (?P<phone> (?:(?:\+|00)?88[ .-]?)? \(?0[ .-]?1[3-9]\)? (?:[ .-]?[0-9]){8}
                 | (?:\+|00)880[ .-]?1[3-9] (?:[ .-]?[0-9]){8}
                 | \+[1-9][0-9]{0,2} (?:[ .-]?[0-9]){7,12} )
      | [0-9]{17} | [0-9]{13} | [0-9]{10} | [0-9]{3}[ -][0-9]{3}[ -][0-9]{4}
    )(?![0-9])""",
    re.VERBOSE,
)
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63})+")


def mask_personal_data(text: str) -> str:
    """Return the text with telephone numbers, identity numbers and e-mail addresses hidden.

    Of a telephone number the last two digits stay, so that its owner recognises it.
    """
    if "@" in text:
        text = _EMAIL.sub(f"{MASK * 3}@{MASK * 3}", text)
    folded = text if text.isascii() else text.translate(_DIGITS)  # letter for letter: places stay the same
    if not _ANY_EIGHT_DIGITS.search(folded):
        return text
    pieces, end = [], 0
    for found in _NUMBER.finditer(folded):
        shown = text[found.end() - 2 : found.end()] if found["phone"] else ""
        pieces += [text[end : found.start()], MASK * 8, shown]
        end = found.end()
    return "".join([*pieces, text[end:]])
