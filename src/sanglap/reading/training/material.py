"""What is learnt from: posts written for the purpose, and the cue words of the country pack, with their open slots filled."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from sanglap.reading.classifying.classifier import KINDS
from sanglap.reading.danger import LEVELS, NONE, URGENT, DangerReader

WRITES_CAPITALS = 0.5
WRITES_BANGLA_DIGITS = 0.8
UNKNOWN = "?"  # a topic nobody said
SAID = ("level", "topic", "writing")
DANGER_WEIGHT = 2.0  # few lines among thousands
PRAISE = "praise"
AT_PEACE = (PRAISE, "suggestion")
TROUBLED = ("problem", "service_request")
COLUMNS = 4  # topic_code, kind, script, text

_SLOT = re.compile(r"\{(\w+)\}")
_BANGLA_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_LETTERS_OF_BANGLA = re.compile("[\u0980-\u09ff]")


@dataclass(frozen=True, slots=True)
class Example:
    """One written post. What nobody said is empty, an unsaid topic :data:`UNKNOWN`; ``weight`` is its say in learning."""

    topic: str
    kind: str
    script: str
    text: str
    weight: float = 1.0
    danger: str = ""  # none, urgent or emergency


class UnableToLearn(Exception):
    """The material has a line that cannot be understood; the message says where and why."""


def written_posts(folder: Path, topics: set[str]) -> list[Example]:
    """Return every post of ``folder/*.tsv``, files in order of name. Raises UnableToLearn for a line with an unknown code."""
    found = []
    for file in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            cells = line.split("\t", COLUMNS - 1)
            if len(cells) != COLUMNS or cells[1] not in KINDS or (cells[0] and cells[0] not in topics):
                message = f"{file.name}, line {number}: {line[:80]!r}"
                raise UnableToLearn(message)
            found.append(Example(cells[0], cells[1], cells[2], cells[3].replace("\t", " ")))
    return found


def danger_posts(folder: Path, topics: set[str]) -> list[Example]:
    """Return the posts written about danger and about what only sounds like it: ``folder/*.txt``, files in order of name.

    A line that begins with ``#`` says of all lines after it: level, topic (or ``?``), writing. Raises UnableToLearn.
    """
    found: list[Example] = []
    for file in sorted(folder.glob("*.txt")):
        said: list[str] = []
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#"):
                said = line[1:].split()
                if len(said) != len(SAID) or said[0] not in LEVELS or said[1] not in topics | {UNKNOWN}:
                    message = f"{file.name}, line {number}: {line[:80]!r}"
                    raise UnableToLearn(message)
            elif line.strip():
                found.append(Example(said[1], "", said[2], line.strip(), DANGER_WEIGHT, said[0]))
    return found


def with_danger(examples: list[Example], reader: DangerReader, said: set[str]) -> list[Example]:
    """Return posts about anything with the danger that can be taken for granted; the others stay unsaid.

    Who tells of trouble in a topic of harm is in danger, who only praises is not. In a topic where danger is common but not
    the rule (wires, storms), what the table of words finds is taken; in any other, that it finds nothing. ``said`` are texts
    that were looked through by a person: nothing is granted where something is said (``danger_posts/``).
    """
    return [example if example.text in said else replace(example, danger=_granted(example, reader)) for example in examples]


def _granted(example: Example, reader: DangerReader) -> str:
    level = reader.read(example.text).level
    if example.topic in reader.harmful:
        if example.kind in AT_PEACE:
            return NONE if example.kind == PRAISE or level == NONE else ""
        return URGENT if level == NONE and example.kind in TROUBLED else level if level != NONE else ""
    if example.topic in reader.at_times:
        return level if level != NONE and example.kind in TROUBLED else ""
    return level if level == NONE else ""


def balanced(examples: list[Example]) -> list[Example]:
    """Return the examples with weights by which every topic has the same say, however many posts were written about it."""
    written = Counter(example.topic for example in examples)
    unsaid = written.pop(UNKNOWN, 0)
    fair = (len(examples) - unsaid) / max(1, len(written))
    return [
        example if example.topic == UNKNOWN else replace(example, weight=example.weight * fair / written[example.topic])
        for example in examples
    ]


def cue_examples(pack: Path) -> list[Example]:
    """Return the country pack's cue words as very short posts that say nothing about the kind."""
    with (pack / "cues.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Example(row["topic_code"], "", row["lang"], row["cue"], 0.1 * float(row["weight"]))
        for row in rows
        if float(row["weight"]) > 0
    ]


class SlotFiller:
    """Fills {place}, {upazila}, {district}, {union}, {number}, {money}, {months}, {phone} and {name}."""

    def __init__(self, pack: Path) -> None:
        """Read the country pack's names; level 2 is the district, 3 the upazila, 4 the union."""
        with (pack / "areas.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self._names = {
            level: [(row["name_bn"], row["name"]) for row in rows if row["level"] == str(level) and row["name_bn"]]
            for level in (2, 3, 4)
        }
        self._people = _people(pack)

    def fill(self, text: str, chance: Random) -> str:
        """Return the text with every slot filled, in Bangla letters when the text has any."""
        if "{" not in text:
            return text
        bangla = bool(_LETTERS_OF_BANGLA.search(_SLOT.sub("", text)))
        return _SLOT.sub(lambda found: self._value(found.group(1), bangla, chance), text)

    def _value(self, slot: str, bangla: bool, chance: Random) -> str:  # noqa: FBT001 – which of the two writings
        column = 0 if bangla else 1
        if slot in {"place", "upazila", "district", "union"}:
            level = {"district": 2, "upazila": 3, "union": 4}.get(slot) or chance.choice((2, 3, 3, 4))
            name = chance.choice(self._names[level])[column] or ""
            return name if bangla or chance.random() < WRITES_CAPITALS else name.lower()
        if slot == "name":
            return chance.choice(self._people)[column]
        value = {
            "number": lambda: str(chance.randint(1, 40)),
            "money": lambda: str(chance.choice((1, 2, 3, 5, 8, 12, 15, 25)) * 10 ** chance.randint(2, 4)),
            "months": lambda: str(chance.randint(2, 18)),
            "phone": lambda: f"01{chance.randint(3, 9)}{chance.randint(0, 99_999_999):08}",
        }.get(slot, lambda: "")()
        return value.translate(_BANGLA_DIGITS) if bangla and chance.random() < WRITES_BANGLA_DIGITS else value


def _people(pack: Path) -> list[tuple[str, str]]:
    file = pack / "reading" / "people.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return [(row["bn"], row["latin"]) for row in csv.DictReader(stream)]


def split_by_line(examples: list[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Return (to learn from, to test on): every written line goes wholly to one side."""
    chance = Random(seed)  # noqa: S311 – a repeatable split, no secret
    kept: list[Example] = []
    tested: list[Example] = []
    for example in examples:
        (tested if chance.random() < share else kept).append(example)
    return kept, tested


def texts_of(examples: list[Example]) -> Iterator[str]:
    """Yield the texts alone."""
    return (example.text for example in examples)
