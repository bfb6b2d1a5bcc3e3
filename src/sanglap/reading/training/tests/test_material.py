"""What is learnt from is read with care and varied as people vary."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sanglap.reading.danger import load_danger_reader
from sanglap.reading.training.material import (
    UNKNOWN,
    Example,
    SlotFiller,
    UnableToLearn,
    balanced,
    cue_examples,
    danger_posts,
    split_by_line,
    with_danger,
    written_posts,
)
from sanglap.reading.training.romanising import Hand
from sanglap.reading.training.varying import Varier

PACK = Path(__file__).resolve().parents[5] / "countrypacks" / "BD"


class TestWrittenPosts:
    def test_are_read_with_their_labels(self, tmp_path: Path) -> None:
        (tmp_path / "1.tsv").write_text("broken-road\tproblem\tbn\tরাস্তা ভাঙা\n\tabuse_or_spam\ten\tbuy now\n", encoding="utf-8")
        first, second = written_posts(tmp_path, {"broken-road"})
        assert (first.topic, first.kind, first.script, first.text) == ("broken-road", "problem", "bn", "রাস্তা ভাঙা")
        assert second.topic == ""

    @pytest.mark.parametrize("line", ["broken-road\tproblem\tbn", "nonsense\tproblem\tbn\tx", "broken-road\tshouting\tbn\tx"])
    def test_with_a_wrong_line_say_where(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "1.tsv").write_text(f"{line}\n", encoding="utf-8")
        with pytest.raises(UnableToLearn, match=r"1\.tsv, line 1"):
            written_posts(tmp_path, {"broken-road"})

    def test_of_the_country_pack_are_all_sound(self) -> None:
        topics = {example.topic for example in cue_examples(PACK)}
        assert written_posts(PACK / "reading" / "posts", topics)

    def test_stay_whole_on_one_side_of_the_split(self) -> None:
        examples = cue_examples(PACK)
        kept, tested = split_by_line(examples, 0.2, 1)
        assert len(kept) + len(tested) == len(examples)
        assert 0.15 < len(tested) / len(examples) < 0.25

    def test_about_rare_things_count_as_much_as_others(self) -> None:
        examples = [Example("road", "problem", "bn", "x")] * 3 + [Example("water", "problem", "bn", "y")]
        weights = [example.weight for example in balanced(examples)]
        assert sum(weights[:3]) == pytest.approx(weights[3])


class TestASlot:
    def test_in_a_bangla_post_gets_a_bangla_name(self) -> None:
        filled = SlotFiller(PACK).fill("{upazila} উপজেলার রাস্তা", Random(1))
        assert not any(letter.isascii() and letter.isalpha() for letter in filled)

    def test_in_an_english_post_gets_an_english_name(self) -> None:
        assert SlotFiller(PACK).fill("road in {upazila}, {district}", Random(1)).isascii()

    def test_that_nobody_knows_is_left_out(self) -> None:
        assert SlotFiller(PACK).fill("road {nothing}", Random(1)) == "road "


class TestAHand:
    def test_writes_bangla_in_latin_letters(self) -> None:
        assert Hand(Random(1)).write("আমার টাকা").isascii()

    def test_spells_otherwise_than_another(self) -> None:
        assert len({Hand(Random(seed)).write("ভাতার টাকা আসছে না, খুব কষ্টে আছি") for seed in range(12)}) > 4


class TestAVariant:
    def test_is_the_same_for_the_same_chance(self) -> None:
        texts = [Varier({}, Random(5)).typed("আমাদের রাস্তা ভাঙা কেউ দেখে না") for _ in range(2)]
        assert texts[0] == texts[1]

    def test_writes_english_words_in_english(self) -> None:
        written = {Varier({"অফিস": "office"}, Random(seed)).romanised("অফিসের কাজ") for seed in range(8)}
        assert any("office" in text for text in written)

    def test_of_nothing_is_nothing(self) -> None:
        assert Varier({}, Random(1)).typed("") == ""


class TestPostsAboutDanger:
    def test_take_level_topic_and_writing_from_the_line_above_them(self, tmp_path: Path) -> None:
        (tmp_path / "1.txt").write_text("# emergency ? bn\nবাঁচান\n# none road en\nthanks\n", encoding="utf-8")
        first, second = danger_posts(tmp_path, {"road"})
        assert (first.danger, first.topic, first.script, first.text) == ("emergency", "?", "bn", "বাঁচান")
        assert (second.danger, second.topic) == ("none", "road")

    @pytest.mark.parametrize("line", ["# terrible ? bn", "# none nonsense bn", "# none ?"])
    def test_with_a_wrong_line_say_where(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "1.txt").write_text(f"{line}\nx\n", encoding="utf-8")
        with pytest.raises(UnableToLearn, match=r"1\.txt, line 1"):
            danger_posts(tmp_path, {"road"})

    @pytest.mark.parametrize(
        ("topic", "kind", "text", "said"),
        [
            ("broken-road", "problem", "রাস্তা ভাঙা", "none"),
            ("broken-road", "problem", "আজ রাতে ১৩ বছরের মেয়ের বিয়ে", ""),
            ("child-marriage", "problem", "আজ রাতে ১৩ বছরের মেয়ের বিয়ে", "emergency"),
            ("child-marriage", "problem", "ওরা কারো কথা শুনতেছে না", "urgent"),
            ("child-marriage", "question", "কেন?", ""),
            ("child-marriage", "praise", "মেয়েটা আবার স্কুলে যায়", "none"),
            ("power-line", "problem", "তার ছিঁড়ে রাস্তায় পড়ে আছে", "emergency"),
            ("power-line", "problem", "রাত থেকে লাইন নাই", ""),
        ],
    )
    def test_of_posts_about_anything_only_what_can_be_granted_is_said(self, topic: str, kind: str, text: str, said: str) -> None:
        [granted] = with_danger([Example(topic, kind, "bn", text)], load_danger_reader(PACK), set())
        assert granted.danger == said

    def test_nothing_is_granted_where_a_person_said_something(self) -> None:
        [example] = with_danger([Example("broken-road", "problem", "bn", "রাস্তা ভাঙা")], load_danger_reader(PACK), {"রাস্তা ভাঙা"})
        assert not example.danger

    def test_without_a_topic_weigh_what_they_weigh(self) -> None:
        unsaid = Example(UNKNOWN, "", "bn", "বাঁচান", 2.0, "emergency")
        assert balanced([Example("road", "", "bn", "x"), unsaid])[1].weight == 2.0
