"""``./sanglap evaluate``: the reader measured on held-out posts, on the screen and as a page of the reference."""

from __future__ import annotations

import sys
from pathlib import Path

from sanglap.reading.measuring.held_out import HeldOutPost, held_out_posts
from sanglap.reading.measuring.page import page_of, table_of_rows, table_of_topics, table_of_trust
from sanglap.reading.measuring.posts import SCRIPTS, Judged, rows_of_posts, rows_of_topics, trust_in
from sanglap.reading.post import PostReader
from sanglap.running.places import REPOSITORY
from sanglap.running.reading.page_areas import Asking

PAGE = REPOSITORY / "docs" / "reference" / "reading.md"


def run_evaluate(*, pack: Path, folder: Path | None, page: Path = PAGE) -> int:
    """Measure and write the page. Returns the exit code."""
    posts = held_out_posts(folder or pack / "reading" / "evaluation")
    if not posts:
        sys.stderr.write("There are no held-out posts to measure with.\n")
        return 66
    judged = judge(PostReader(pack), Asking(pack), posts)
    rows = [row for where, some in parts_of(judged) for row in rows_of_posts(some, where)]
    sections = [
        ("What a post is", table_of_rows(rows)),
        ("How far probabilities can be trusted", table_of_trust(trust_in([one for one in judged if one.post.topics]))),
        ("Topics, the weakest first", table_of_topics(rows_of_topics(judged))),
    ]
    text = page_of(sections)
    page.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def judge(reader: PostReader, asking: Asking, posts: list[HeldOutPost]) -> list[Judged]:
    """Return every post beside its reading."""
    return [Judged(post, reader.read(asking.post_of(post.asked))) for post in posts]


def parts_of(judged: list[Judged]) -> list[tuple[str, list[Judged]]]:
    """Return all posts and the posts of each writing, with the name of the part."""
    return [("all", judged), *((script, [one for one in judged if one.post.script == script]) for script in SCRIPTS)]
