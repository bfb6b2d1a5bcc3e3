"""``./sanglap train``: from written posts to ``reading/model.npz``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from sanglap.reading.classifying.classifier import TOPIC, questions
from sanglap.reading.classifying.model import save_model
from sanglap.reading.training.fitting import small_numbers
from sanglap.reading.training.learning import Plan, learn, temperatures_of
from sanglap.reading.training.material import UnableToLearn, balanced, cue_examples, split_by_line, written_posts

TRIALS = 3  # learners that find the temperatures
TESTED = 0.12  # of the written lines are kept back to find the temperatures


def run_train(*, pack: Path, learners: int, posts: Path | None) -> int:
    """Learn and write the model. Returns the exit code."""
    plan = Plan(learners=learners)
    try:
        written = written_posts(posts or pack / "reading" / "posts", set(questions(pack)[TOPIC]))
    except UnableToLearn as error:
        _say(str(error))
        return 65
    cues = cue_examples(pack)
    _say(f"{len(written)} written posts, {len(cues)} cue words")
    kept, tested = split_by_line(written, TESTED, plan.seed)
    fitter, teacher = learn([*balanced(kept), *cues], pack, replace(plan, learners=min(learners, TRIALS)), _say)
    temperatures = temperatures_of(fitter, teacher, tested)
    fitter, teacher = learn([*balanced(written), *cues], pack, plan, _say)
    weights, scale = small_numbers(fitter.weights)
    file = pack / "reading" / "model.npz"
    save_model(file, teacher.heads, weights, scale, fitter.bias, temperatures)
    _say(f"{file}: {file.stat().st_size / 1e6:.1f} MB, temperatures {temperatures}")
    return 0


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
