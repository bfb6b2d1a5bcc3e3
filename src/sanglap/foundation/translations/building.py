"""Fragments become one catalogue; what is missing or contradictory is named with its place."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from sanglap.foundation.translations.fragments import Message, UnableToRead, read_fragment, write_fragment
from sanglap.foundation.translations.sentences import sentences_used

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOCALE = Path(__file__).resolve().parents[2] / "locale"
LANGUAGE = "bn"
FORMS = 2  # as CLDR has it for Bangla: one form for nothing and one, the other for more
HEADER = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals={FORMS}; plural=(n > 1);\nLanguage: {LANGUAGE}\n"
_MAGIC = 0x950412DE
_HEAD = 7 * 4
_PLACEHOLDER = re.compile(r"%\([^)]+\)[a-z]|%[sd]|\{[a-z_0-9]*\}")


def build_translations(locale: Path = LOCALE) -> int:
    """Write ``django.po`` and ``django.mo`` from all fragments; return how many sentences they hold.

    Of a sentence translated twice the first file's translation is taken; ``--check`` complains about it.
    Raises :class:`UnableToRead`.
    """
    messages: dict[tuple[str, str], Message] = {}
    for message in _all_messages(locale):
        messages.setdefault(message.key, message)
    ordered = [messages[key] for key in sorted(messages)]
    folder = locale / LANGUAGE / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    write_fragment(folder / "django.po", HEADER, ordered)
    (folder / "django.mo").write_bytes(compile_catalogue(ordered))
    return len(ordered)


def problems_of(locale: Path = LOCALE) -> list[str]:
    """Return a line for each problem: unreadable, translated twice, a placeholder lost, no Bangla."""
    problems: list[str] = []
    known: dict[tuple[str, str], Message] = {}
    try:
        for message in _all_messages(locale):
            first = known.setdefault(message.key, message)
            if (first.forms, first.plural) != (message.forms, message.plural):
                problems.append(f"{message.where}: {message.singular!r} is translated in another way at {first.where}")
            problems += _problems_of_one(message)
    except UnableToRead as trouble:
        problems.append(str(trouble))
    for used in sentences_used(locale.parent):
        found = known.get((used.context, used.singular))
        if found is None or (used.plural and found.plural != used.plural):
            problems.append(f"{used.where}: no Bangla for {used.singular!r}" + (" and its plural" if used.plural else ""))
    return problems


def compile_catalogue(messages: Iterable[Message]) -> bytes:
    """Return a GNU message catalogue: a head, two tables of (length, offset), then the texts, sorted by sentence."""
    entries = sorted([(b"", HEADER.encode()), *((_sought(one), _found(one)) for one in messages)])
    offset = _HEAD + len(entries) * 16
    tables: list[list[int]] = [[], []]
    texts = bytearray()
    for table, column in zip(tables, zip(*entries, strict=True), strict=True):
        for text in column:
            table += [len(text), offset + len(texts)]
            texts += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(entries), _HEAD, _HEAD + len(entries) * 8, 0, 0)
    return head + struct.pack(f"<{len(entries) * 4}I", *tables[0], *tables[1]) + bytes(texts)


def _all_messages(locale: Path) -> Iterator[Message]:
    for file in sorted((locale / "fragments").glob("*.po")):
        yield from read_fragment(file)


def _problems_of_one(message: Message) -> Iterator[str]:
    if len(message.forms) != (FORMS if message.plural else 1):
        yield f"{message.where}: {message.singular!r} needs {FORMS if message.plural else 1} form(s)"
    wanted = set(_PLACEHOLDER.findall(message.plural or message.singular))
    for form in message.forms:
        there = set(_PLACEHOLDER.findall(form))
        if there - wanted or (not message.plural and wanted - there):
            yield f"{message.where}: {message.singular!r} and its Bangla have other placeholders: {sorted(there ^ wanted)}"


def _sought(message: Message) -> bytes:
    context = f"{message.context}\4" if message.context else ""
    plural = f"\0{message.plural}" if message.plural else ""
    return f"{context}{message.singular}{plural}".encode()


def _found(message: Message) -> bytes:
    return "\0".join(message.forms).encode()
