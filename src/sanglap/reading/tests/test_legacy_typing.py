"""An old clerk pastes from a document of 2003: it is Bangla all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanglap.reading.legacy_typing import LegacyTyping, load_legacy_typing

PACK = Path(__file__).resolve().parents[4] / "countrypacks" / "BD"


@pytest.fixture(scope="module")
def keyboard() -> LegacyTyping:
    return load_legacy_typing(PACK)


class TestAnOldClerk:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("Avgvi", "আমার"),
            ("Avwg evsjvq Mvb MvB", "আমি বাংলায় গান গাই"),
            ("fvZvi UvKv cvB bvB", "ভাতার টাকা পাই নাই"),
            ("iv¯Ív fv½v", "রাস্তা ভাঙ্গা"),
            ("we`y¨r †bB", "বিদ্যুৎ নেই"),
            ("Kg©KZ©v", "কর্মকর্তা"),
        ],
    )
    def test_is_understood(self, keyboard: LegacyTyping, typed: str, meant: str) -> None:
        assert keyboard.turned(typed) == meant

    def test_is_recognised(self, keyboard: LegacyTyping) -> None:
        assert keyboard.looks_like_it("Avgv‡`i MÖv‡gi iv¯ÍvwU fv½v")

    @pytest.mark.parametrize(
        "text",
        ["amader rasta venge gese vai", "The road is broken in our village", "রাস্তা ভাঙা", "", "vata vata vata vata", "www.ovw.gov.bd"],
    )
    def test_nobody_else_is_taken_for_one(self, keyboard: LegacyTyping, text: str) -> None:
        assert not keyboard.looks_like_it(text)
