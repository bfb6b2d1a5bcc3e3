"""An officer is warned before a draft breaks a rule; a kind and clear draft passes."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanglap.reading.conduct.checking import load_conduct_checker

CHECKER = load_conduct_checker(Path(__file__).parents[5] / "countrypacks/BD")


def codes(draft, day=None):
    return {rule.code for rule in CHECKER.check(draft, day).rules}


class TestADraftThatHelps:
    @pytest.mark.parametrize(
        "draft",
        [
            "ধন্যবাদ। রবিবারের মধ্যে রাস্তাটি মেরামত করা হবে।",
            "Thank you. The line crew will come on Sunday.",
            "দুঃখিত, এটি আমাদের আওতায় নেই। পাসপোর্ট অফিসে যোগাযোগ করুন।",
            "",
        ],
    )
    def test_passes(self, draft):
        assert CHECKER.check(draft).verdict == "ok"


class TestADraftAgainstARule:
    @pytest.mark.parametrize(
        ("draft", "verdict", "code"),
        [
            ("বিরোধী দলের লোকজন এসব ছড়ায়", "red", "party-politics"),
            ("আপনার এনআইডি ৫৫৬৬৭৭৮৮৯৯ ঠিক আছে", "red", "personal-data"),
            ("ভাতা আপনি অবশ্যই পাবেন, গ্যারান্টি", "amber", "promise"),
            ("ভুল তো আপনার নিজের, আপনার দোষ", "amber", "blame-citizen"),
            ("WE HAVE ALREADY TOLD THIS TO EVERYBODY", "amber", "shouting"),
            ("করা যাবে না।", "amber", "refusal"),
        ],
    )
    def test_is_marked(self, draft, verdict, code):
        read = CHECKER.check(draft)
        assert (read.verdict, code in {rule.code for rule in read.rules}) == (verdict, True)

    def test_shows_the_paragraph_and_the_words(self):
        rule = CHECKER.check("বিরোধী দলের লোকজন এসব ছড়ায়").rules[0]
        assert (rule.paragraph, rule.words[0]) == ("2019 guideline, para 10", "বিরোধী")

    def test_is_judged_by_the_rules_of_its_day(self):
        assert "party-politics" not in codes("বিরোধী দলের লোকজন", dt.date(2010, 1, 1))


class TestTheChecker:
    @given(st.text(max_size=200))
    @settings(max_examples=60, deadline=None)
    def test_never_fails(self, draft):
        assert CHECKER.check(draft).verdict in {"ok", "amber", "red"}
