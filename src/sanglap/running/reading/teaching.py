"""``./sanglap train``: from written posts to ``reading/model.npz``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sanglap.reading.classifying.classifier import TOPIC, questions
from sanglap.reading.classifying.model import save_model
from sanglap.reading.danger import load_danger_reader
from sanglap.reading.duplicates.comparing import load_comparer
from sanglap.reading.duplicates.pairs import write_weights
from sanglap.reading.duplicates.telling_words import write_commonness
from sanglap.reading.measuring.held_out import rows_of
from sanglap.reading.post import PostReader
from sanglap.reading.training.fitting import small_numbers
from sanglap.reading.training.incidents import count_words, learn_pairs
from sanglap.reading.training.learning import Plan, learn, temperatures_of
from sanglap.reading.training.material import (
    UnableToLearn,
    balanced,
    cue_examples,
    danger_posts,
    split_by_line,
    with_danger,
    written_posts,
)
from sanglap.running.reading.page_areas import Asking, written_at

TRIALS = 3  # learners that find the temperatures
TESTED = 0.12  # of the written lines are kept back to find the temperatures


def learn_incidents(pack: Path, texts: Sequence[str]) -> None:
    """Learn what makes two posts tell of one incident, from ``reading/same_incident/*.jsonl``; nothing where there is none."""
    number, counts = count_words(load_comparer(pack).teller, texts)
    write_commonness(pack, number, counts)
    comparer, asking, reader = load_comparer(pack), Asking(pack), PostReader(pack)
    posts = []
    for row in (row for file in sorted((pack / "reading" / "same_incident").glob("*.jsonl")) for row in rows_of(file)):
        post = asking.post_of(row)
        posts.append((comparer.prepare(post, reader.sort(post), written_at(row)), str(row["group"])))
    if posts:
        learnt = learn_pairs(posts)
        write_weights(pack, learnt.weights, learnt.bias, learnt.threshold)
        _say(f"same incident: {len(posts)} posts, together from probability {learnt.threshold}")


def run_train(*, pack: Path, learners: int, posts: Path | None) -> int:
    """Learn and write the model. Returns the exit code."""
    plan = Plan(learners=learners)
    try:
        topics = set(questions(pack)[TOPIC])
        dangers = danger_posts(pack / "reading" / "danger_posts", topics)
        written = written_posts(posts or pack / "reading" / "posts", topics)
    except UnableToLearn as error:
        _say(str(error))
        return 65
    written = [*with_danger(written, load_danger_reader(pack), {post.text for post in dangers}), *dangers]
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
    learn_incidents(pack, [example.text for example in written])
    return 0


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
