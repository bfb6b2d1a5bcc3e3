"""One JSON object a line in, one a line out, in order, with constant memory."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from sanglap.reading.conduct.checking import load_conduct_checker
from sanglap.reading.duplicates.comparing import load_comparer
from sanglap.reading.duplicates.grouping import IncidentGrouper
from sanglap.reading.duplicates.pairs import load_pair_reader
from sanglap.reading.post import PostReader, PostSorting, PostToRead
from sanglap.running.reading.page_areas import Asking, text_of, written_at
from sanglap.running.reading.writing import as_json, verdict_as_json

LONGEST_LINE = 4 << 20  # bytes; a post of 100,000 letters is 300,000


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines; what is beyond the longest line is dropped, so that a file without an end of line fills no memory."""
    while line := stream.readline(LONGEST_LINE):
        yield line
        while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)


def stream_lines(file: Path, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    """Answer each line of the file (``-`` for standard input) on standard output.

    A line that is no JSON object is answered with ``{"error": …}``, so that line numbers stay the same. Returns the exit code.
    """
    out = sys.stdout.buffer
    try:
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
            for line in lines_of(stream):
                if line.strip():
                    out.write(orjson.dumps(_answer(line, answer), option=orjson.OPT_APPEND_NEWLINE))
        out.flush()
    except BrokenPipeError:
        sys.stderr.close()  # whoever reads has seen enough; nothing is left to say to them
        return 0
    except OSError as error:
        sys.stderr.write(f"{file} cannot be read: {error.strerror}\n")
        return 66
    return 0


def _answer(line: bytes, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return {"id": None, "error": f"no JSON: {error}"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "no JSON object"}
    return answer(asked)


def read_file(file: Path, pack: Path, *, duplicates: bool = False) -> int:
    """Read every post of a file, with the group of its incident when ``duplicates`` are wanted. Returns the exit code."""
    try:
        asking, reader = Asking(pack), PostReader(pack)
        incidents = Incidents(pack) if duplicates else None
    except FileNotFoundError as missing:
        return _without(missing)

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        post = asking.post_of(asked)
        seen = reader.sort(post)
        told = as_json(reader.complete(post, seen), asked.get("id"))
        return told | incidents.of(post, seen, asked) if incidents else told

    return stream_lines(file, answer)


class Incidents:
    """Says with which earlier posts each post tells of the same incident."""

    def __init__(self, pack: Path) -> None:
        self._comparer = load_comparer(pack)
        self._grouper = IncidentGrouper(load_pair_reader(pack))

    def of(self, post: PostToRead, seen: PostSorting, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the fields that ``./sanglap read --duplicates`` adds."""
        found = self._grouper.add(self._comparer.prepare(post, seen, written_at(asked)))
        return {"group": found.group, "group_p": found.probability, "group_why": list(found.reasons)}


def check_file(file: Path, pack: Path) -> int:
    """Check every draft of a file. Returns the exit code."""
    try:
        checker = load_conduct_checker(pack)
    except FileNotFoundError as missing:
        return _without(missing)
    return stream_lines(file, lambda asked: verdict_as_json(checker.check(text_of(asked)), asked.get("id")))


def _without(missing: FileNotFoundError) -> int:
    sys.stderr.write(f"This country pack cannot be read with yet: {missing.filename} is missing.\n")
    return 66
