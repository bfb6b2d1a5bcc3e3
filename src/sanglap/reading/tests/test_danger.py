"""Who is in danger is heard, in whichever writing; who only speaks of danger is not taken for it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanglap.reading.danger import EMERGENCY, NONE, UNCLEAR, load_danger_reader, load_helplines
from sanglap.reading.post import PRIVATE_DANGERS, PostReader, PostToRead

PACK = Path(__file__).parents[4] / "countrypacks/BD"
READER = load_danger_reader(PACK)
READ_WITH_MODEL = PostReader(PACK)


class TestACryForHelp:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে, থামান", "child-marriage"),
            ("aj rate class 9 er meyer biye", "child-marriage"),
            ("A 14 year old girl will be married off tonight", "child-marriage"),
            ("স্বামী আমারে মারতেছে, বাঁচান", "violence"),
            ("shami amare martese, bachan", "violence"),
            ("ami ar bachte chai na", "self-harm"),
            ("কারেন্টের তার ছিঁড়ে রাস্তায় পড়ে আছে", "live-wire"),
            ("tar chire pukure porse", "live-wire"),
            ("বাজারে আগুন লাগছে, ফায়ার সার্ভিস পাঠান", "fire"),
            ("৫ বছরের বাচ্চা সকাল থেকে নিখোঁজ", "missing"),
            ("মন্দিরের সামনে লোক জড়ো হইতেছে এখন, লাঠি হাতে", "communal"),
        ],
    )
    def test_is_an_emergency_of_its_kind(self, text, kind):
        read = READER.read(text)
        assert (read.level, kind in read.kinds) == (EMERGENCY, True)

    def test_names_the_words_that_spoke(self):
        assert "বিয়ে" in READER.read("আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে").words

    def test_in_a_long_story_is_heard(self):
        assert READER.read("কথা " * 300 + "আজ রাতে ক্লাস নাইনের মেয়ের বিয়ে").level == EMERGENCY


class TestWhatOnlySoundsDangerous:
    @pytest.mark.parametrize(
        "text",
        [
            "গরমে মরে গেলাম, কারেন্ট দেন", "marriage certificate kothay pabo", "বাল্যবিবাহ প্রতিরোধে সেমিনার হবে", "চালের দামে আগুন", "mosha marar osudh den",
            "মাছ মারতে পুকুরে জাল", "বয়স্ক ভাতার টাকা পাই না", "রাস্তা ভাঙা, ঠিক করেন", "", "😀😀", "১২৩৪৫",
        ],
    )  # fmt: skip
    def test_is_no_danger(self, text):
        assert READER.read(text).level == NONE


class TestAProbableTopic:
    def test_of_harm_counts_where_words_are_missing(self):
        assert READER.read("ওরে কিছু একটা করেন", [("child-abuse", 0.7)]).kinds == ("child-abuse",)

    def test_of_harm_does_not_count_in_thanks(self):
        assert READER.read("ধন্যবাদ স্যার", [("child-abuse", 0.7)]).level == NONE


class TestTheReader:
    @given(st.text(max_size=200))
    @settings(max_examples=80, deadline=None)
    def test_never_fails(self, text):
        assert READER.read(text).level in {"none", "urgent", "emergency"}

    def test_takes_half_a_letter_and_a_very_long_text(self):
        assert READER.read("\ud800" + "ক" * 100_000).level == NONE

    def test_every_kind_has_a_helpline(self):
        kinds = {rule.kind for rule in READER._rules}
        assert kinds <= set(load_helplines(PACK))


class TestWhatTheTableHasNoWordsFor:
    @pytest.mark.parametrize(
        "text",
        [
            "নৌকা উল্টে গেছে মাঝ নদীতে, লোকজন সাঁতরাচ্ছে, কেউ আসেন",
            "apu ke tala mere rakhse, bole aj raate sesh kore dibe",
            "He is standing on the edge of the roof and says he will jump now",
        ],
    )
    def test_is_still_seen_by_what_was_learnt(self, text: str) -> None:
        read = READ_WITH_MODEL.sort(PostToRead("", text))
        assert read.danger.level == "emergency"
        assert read.danger.words

    @pytest.mark.parametrize(
        "text",
        [
            "Our tube well is broken and the water is red",
            "মিথ্যা কথা, কেউ আসেনি",
            "জন্মসনদে বয়স ভুল, তিনবার গেছি, আজ না কাল বলে",
            "khal dokhol kore dokan",
            "math e yaba bikri hoy",
        ],
    )
    def test_takes_no_ordinary_complaint_for_a_danger(self, text: str) -> None:
        assert READ_WITH_MODEL.sort(PostToRead("", text)).danger.level == "none"

    def test_a_danger_without_a_name_is_kept_silent(self) -> None:
        learnt = {"none": 0.1, "urgent": 0.3, "emergency": 0.6}
        found = load_danger_reader(PACK).read("xyz", [], learnt)
        assert (found.level, found.kinds) == ("emergency", (UNCLEAR,))
        assert UNCLEAR in PRIVATE_DANGERS

    def test_more_is_asked_of_what_only_asks_or_thanks(self) -> None:
        reader = load_danger_reader(PACK)
        learnt = {"none": 0.4, "urgent": 0.4, "emergency": 0.2}
        assert reader.read("xyz", [], learnt).level == "urgent"
        assert reader.read("xyz", [], learnt, is_trouble=False).level == "none"

    def test_more_is_asked_of_what_is_surely_about_a_road(self) -> None:
        reader = load_danger_reader(PACK)
        learnt = {"none": 0.4, "urgent": 0.4, "emergency": 0.2}
        assert reader.read("xyz", [("broken-road", 0.9)], learnt).level == "none"
        assert reader.read("xyz", [("power-line", 0.9)], learnt).level == "urgent"

    def test_words_that_the_model_finds_most_improbable_are_not_believed(self) -> None:
        reader = load_danger_reader(PACK)
        assert reader.read("সার্ভার আত্মহত্যা করছে").level == "emergency"
        assert reader.read("সার্ভার আত্মহত্যা করছে", [], {"none": 0.97, "urgent": 0.02, "emergency": 0.01}).level == "none"

    def test_a_model_without_the_question_changes_nothing(self) -> None:
        assert load_danger_reader(PACK).read("রাস্তা ভাঙা", [], {}).level == "none"
