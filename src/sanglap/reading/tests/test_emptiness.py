"""An account that says no more than "done" says nothing; an account of what was done says something, however short."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.reading.emptiness import says_nothing

PACK = Path(__file__).parents[4] / "countrypacks" / "BD"
ABROAD = Path(__file__).parents[4] / "countrypacks" / "NP"


class TestAnOfficerWhoOnlySaysDone:
    @pytest.mark.parametrize(
        "words",
        [
            "সমাধান করা হয়েছে",
            "সমাধান করা হ\u09df\u09c7ছে",  # য় as one letter
            "অভিযোগটি নিষ্পত্তি করা হয়েছে। নিষ্পত্তি করা হয়েছে।",
            "বিষয়টি সমাধান করা হয়েছে, ধন্যবাদ স্যার",
            "প্রয়োজনীয় ব্যবস্থা গ্রহণ করা হয়েছে",
            "যথাযথ ব্যবস্থা নেওয়া হয়েছে!!!",
            "The complaint has been solved.",
            "Necessary action has been taken. Thank you, sir.",
            "solved solved SOLVED solved",
            "Soooolved!!! Doneeee ✅✅✅",
            "s o l v e d   s o l v e d",
            "𝐬𝐨𝐥𝐯𝐞𝐝 𝐚𝐧𝐝 𝐝𝐨𝐧𝐞",
            "solvеd, done, оk",  # two Cyrillic letters
            "sol\u200bved and do\u200bne",
            "somadhan kora hoyeche",
            "shomosha ti shomadhan kora hoise, dhonnobad",
            "kaj complete kora hoyeche",
            "ওকে, ডান, সলভড",
            "ok ok ok ok ok ok ok",
            "১২/১১/২০২৬ সমাধান করা হয়েছে ১২৩",
            "...............",
            "",
        ],
    )
    def test_has_said_nothing(self, words: str) -> None:
        assert says_nothing(words, PACK)

    @given(st.lists(st.sampled_from(["solved", "সমাধান", "করা হয়েছে", "ok", "done", "নিষ্পত্তি", "✅", "।", "!!"]), max_size=60))
    def test_says_no_more_by_saying_it_again(self, words: list[str]) -> None:
        assert says_nothing(" ".join(words), PACK)


class TestAnOfficerWhoSaysWhatWasDone:
    @pytest.mark.parametrize(
        "words",
        [
            "The hole was filled with bricks.",
            "রাস্তা মেরামত করা হয়েছে",
            "ভাতার তালিকায় নাম তোলা হয়েছে",
            "আবেদন মঞ্জুর করা হয়েছে",
            "ব্রিজের পাটাতন বদলানো হয়েছে",
            "rasta thik kora hoyeche",
            "transformer bodlano hoise",
            "জন্ম সনদ দেওয়া হয়েছে",
            "Pipe replaced.",
            "সমস্যা সমাধানে নলকূপ বসানো হয়েছে",
            "Not possible: the land is private.",
            "৫০০ টাকা ফেরত দেওয়া হয়েছে",
        ],
    )
    def test_is_heard_even_in_few_words(self, words: str) -> None:
        assert not says_nothing(words, PACK)

    @given(st.text(max_size=300))
    def test_no_text_is_too_strange_to_be_read(self, words: str) -> None:
        assert says_nothing(words, PACK) in {True, False}


class TestACountryWithoutATable:
    def test_refuses_only_what_has_no_letter(self) -> None:
        assert says_nothing("!!! 123", ABROAD)
        assert not says_nothing("solved", ABROAD)
