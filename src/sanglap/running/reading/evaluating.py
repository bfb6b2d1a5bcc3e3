"""``./sanglap evaluate``: the reader measured on held-out posts, on the screen and as a page of the reference."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from sanglap.reading.automatic import Trusted, write_automatic
from sanglap.reading.conduct.checking import load_conduct_checker
from sanglap.reading.measuring.held_out import HeldOutPost, held_out_posts, rows_of
from sanglap.reading.measuring.incidents import incident_rows
from sanglap.reading.measuring.page import page_of, table_of_found, table_of_rows, table_of_topics, table_of_trust
from sanglap.reading.measuring.posts import AUTOMATIC, SCRIPTS, Judged, Row, row_of_spoilt, rows_of_posts, rows_of_topics, trust_in
from sanglap.reading.measuring.routing import office_rows, place_rows, trust_in_offices
from sanglap.reading.measuring.safety import FoundRow, abuse_row, conduct_rows, danger_rows, personal_data_rows
from sanglap.reading.measuring.spoiling import spoilers
from sanglap.reading.page_area import PageAreas
from sanglap.reading.personal_data.finding import load_personal_data_finder
from sanglap.reading.places.loading import known_areas
from sanglap.reading.post import PostReader, PostToRead
from sanglap.running.places import REPOSITORY
from sanglap.running.reading.page_areas import Asking
from sanglap.running.reading.streaming import Incidents

PAGE = REPOSITORY / "docs" / "reference" / "reading.md"


def run_evaluate(*, pack: Path, folder: Path | None, page: Path = PAGE) -> int:
    """Measure and write the page; with another ``folder`` of posts only say what was found. Returns the exit code."""
    is_ours = folder is None
    folder = folder or pack / "reading" / "evaluation"
    posts = held_out_posts(folder)
    if not posts:
        sys.stderr.write("There are no held-out posts to measure with.\n")
        return 66
    reader = PostReader(pack)
    asking = Asking(pack)
    judged = judge(reader, asking, posts)
    map_of = Map(pack)
    parts = parts_of(judged)
    rows = [row for where, some in parts for row in rows_of_posts(some, where)]
    where_rows = [row for where, some in parts for row in place_rows(some, where, map_of.code_of, map_of.above)]
    without_page = [replace(post, asked={name: told for name, told in post.asked.items() if name != "page_area"}) for post in posts]
    where_rows += place_rows(judge(reader, asking, without_page), "page not told", map_of.code_of, map_of.above)
    office_table = [row for where, some in parts for row in office_rows(some, where, map_of.code_of, map_of.above)]
    with_topic = [one for one in judged if one.post.topics]
    trust = [*trust_in(judged), trust_in_offices(with_topic, map_of.code_of, map_of.above)]
    sections = [
        ("What a post is", table_of_rows(rows)),
        ("Where it is, and who answers", table_of_rows([*where_rows, *office_table])),
        (
            "How far probabilities can be trusted",
            table_of_trust(trust),
        ),
        ("The same incident, told by several", table_of_found(duplicate_rows(reader, asking, pack, folder))),
        ("What must not be overlooked", table_of_found(safety_rows(judged, reader, pack, folder))),
        ("The same posts, typed worse", table_of_rows(spoilt_rows(reader, asking, posts))),
        ("Topics, the weakest first", table_of_topics(rows_of_topics(judged))),
    ]
    text = page_of(sections)
    if is_ours:
        page.write_text(text, encoding="utf-8")
        write_automatic(pack, [Trusted(one.what, one.threshold, AUTOMATIC, one.covered) for one in trust])
    sys.stdout.write(text)
    return 0


class Map:
    """Areas by their names, and what lies in what."""

    def __init__(self, pack: Path) -> None:
        self.code_of = PageAreas(pack).code_of
        self._paths = {code: area.path.strip("/").split("/") for code, area in known_areas(pack).items()}

    def above(self, code: str, level: int) -> str | None:
        """Return the area of a level (0 is the country) that an area lies in or is; None when it is above that level."""
        path = self._paths.get(code, [])
        return path[level] if level < len(path) else None


def safety_rows(judged: list[Judged], reader: PostReader, pack: Path, folder: Path) -> list[FoundRow]:
    """Return danger, personal data, abuse and conduct as measured on their own held-out files and on the posts."""
    dangers, second = (
        [(row["danger"], reader.read(PostToRead("", row["text"])).danger.level) for row in rows_of(folder / file)]
        for file in ("danger.jsonl", "danger_second.jsonl")
    )
    checker, finder = load_conduct_checker(pack), load_personal_data_finder(pack)
    drafts = [(row["verdict"], checker.check(row["text"]).verdict) for row in rows_of(folder / "conduct.jsonl")]
    return [
        *danger_rows(dangers + [(one.post.danger, one.reading.danger.level) for one in judged], second),
        *personal_data_rows(
            rows_of(folder / "personal_data.jsonl"),
            lambda text: ((span.type, span.start, span.end) for span in finder.find(text)),
        ),
        abuse_row([(one.post.kind == "abuse_or_spam", one.reading) for one in judged]),
        *conduct_rows(drafts),
    ]


def duplicate_rows(reader: PostReader, asking: Asking, pack: Path, folder: Path) -> list[FoundRow]:
    """Return how well posts of one incident are grouped, read one after the other as ``./sanglap read --duplicates`` does."""
    grouper = Incidents(pack)
    posts = []
    for row in rows_of(folder / "duplicates.jsonl"):
        post = asking.post_of(row)
        seen = reader.sort(post)
        posts.append((seen.script.script, row["group"], grouper.of(post, seen, row)["group"]))
    return incident_rows(posts)


def spoilt_rows(reader: PostReader, asking: Asking, posts: list[HeldOutPost]) -> list[Row]:
    """Return the rows of posts spoilt in every way there is."""
    rows = []
    for how, spoil in spoilers().items():
        spoilt = [replace(post, text=spoil(post.text), asked={**post.asked, "text": spoil(post.text)}) for post in posts]
        rows += row_of_spoilt(judge(reader, asking, spoilt), how)
    return rows


def judge(reader: PostReader, asking: Asking, posts: list[HeldOutPost]) -> list[Judged]:
    """Return every post beside its reading."""
    return [Judged(post, reader.read(asking.post_of(post.asked))) for post in posts]


def parts_of(judged: list[Judged]) -> list[tuple[str, list[Judged]]]:
    """Return all posts and the posts of each writing, with the name of the part."""
    return [("all", judged), *((script, [one for one in judged if one.post.script == script]) for script in SCRIPTS)]
