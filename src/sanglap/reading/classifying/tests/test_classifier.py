"""A model that learnt from a handful of sentences recognises their neighbours, and says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sanglap.reading.classifying.classifier import Classifier
from sanglap.reading.classifying.meanings import Meanings, load_meanings
from sanglap.reading.classifying.model import UnableToReadModel, load_model, save_model
from sanglap.reading.training.fitting import small_numbers
from sanglap.reading.training.learning import Plan, as_model, learn
from sanglap.reading.training.material import Example

PACK = Path(__file__).resolve().parents[5] / "countrypacks" / "BD"
EXAMPLES = [
    Example("broken-road", "problem", "bn", "রাস্তা ভাঙা, গাড়ি চলে না"),
    Example("broken-road", "problem", "en", "the road is broken and full of holes"),
    Example("broken-road", "question", "bn", "রাস্তার কাজ কবে হবে?"),
    Example("old-age-allowance", "service_request", "bn", "আমার বাবাকে বয়স্ক ভাতা দিন"),
    Example("old-age-allowance", "question", "bn-Latn", "boyosko vata kivabe pabo?"),
    Example("old-age-allowance", "service_request", "en", "please give my father the old age allowance"),
    Example("", "abuse_or_spam", "bn", "তোরা সব চোর"),
    Example("", "abuse_or_spam", "en", "you are all thieves"),
]


@pytest.fixture(scope="module")
def small() -> tuple:
    return learn(EXAMPLES, PACK, Plan(learners=2, rounds=8), lambda _: None)


@pytest.fixture(scope="module")
def classifier(small: tuple) -> Classifier:
    fitter, teacher = small
    return Classifier(as_model(fitter, teacher.heads, {}), load_meanings(PACK))


class TestAPost:
    def test_is_about_what_its_words_say(self, classifier: Classifier) -> None:
        assert classifier.read("আমাদের রাস্তা ভাঙা").topics()[0].code == "broken-road"

    def test_is_understood_in_latin_letters_though_learnt_in_bangla(self, classifier: Classifier) -> None:
        assert classifier.read("amader rasta vanga").topics()[0].code == "broken-road"

    def test_tells_the_words_that_spoke(self, classifier: Classifier) -> None:
        assert "রাস্তা" in classifier.read("আমাদের রাস্তা ভাঙা").topics()[0].words

    def test_asking_is_a_question(self, classifier: Classifier) -> None:
        assert classifier.read("vata kivabe pabo?").kinds()[0].code == "question"

    def test_of_insults_alone_is_about_nothing(self, classifier: Classifier) -> None:
        seen = classifier.read("তোরা সব চোর")
        assert seen.no_topic() > seen.topics()[0].probability

    def test_has_kinds_that_sum_to_one(self, classifier: Classifier) -> None:
        assert sum(kind.probability for kind in classifier.read("রাস্তা").kinds()) == pytest.approx(1.0, abs=0.01)

    def test_in_english_letters_is_told_from_banglish(self, classifier: Classifier) -> None:
        assert classifier.read("vata kivabe pabo").banglish() > classifier.read("the road is broken").banglish()

    @settings(max_examples=50, deadline=None)
    @given(some.text(some.characters(), max_size=200))
    def test_of_anything_is_read(self, classifier: Classifier, text: str) -> None:
        assert len(classifier.read(text).topics()) == 3

    def test_of_a_hundred_thousand_letters_is_read(self, classifier: Classifier) -> None:
        assert classifier.read("রাস্তা " * 15_000).topics()[0].code == "broken-road"


class TestAWord:
    def test_stands_for_the_same_in_every_language(self) -> None:
        meanings = Meanings([("road", "রাস্তা"), ("road", "street")], ["র", "s"])
        assert meanings.of("rasta") == meanings.of("rastar") == meanings.of("strits") == ("road",)

    def test_that_nobody_listed_stands_for_nothing(self) -> None:
        assert Meanings([("road", "রাস্তা")], []).of("ghr") == ()


class TestTheModel:
    def test_learns_the_same_from_the_same(self, small: tuple) -> None:
        again, _ = learn(EXAMPLES, PACK, Plan(learners=2, rounds=8), lambda _: None)
        assert np.array_equal(again.weights, small[0].weights)

    def test_is_the_same_from_its_file(self, small: tuple, classifier: Classifier, tmp_path: Path) -> None:
        fitter, teacher = small
        weights, scale = small_numbers(fitter.weights)
        save_model(tmp_path / "model.npz", teacher.heads, weights, scale, fitter.bias, dict.fromkeys(teacher.heads, 1.0))
        read = Classifier(load_model(tmp_path / "model.npz"), load_meanings(PACK)).read("রাস্তা ভাঙা").topics()
        assert read == classifier.read("রাস্তা ভাঙা").topics()

    def test_that_is_broken_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "model.npz").write_bytes(b"PK\x03\x04 not really")
        with pytest.raises(UnableToReadModel):
            load_model(tmp_path / "model.npz")

    def test_that_is_missing_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(UnableToReadModel):
            load_model(tmp_path / "model.npz")
