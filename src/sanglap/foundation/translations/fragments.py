"""Reading and writing ``.po`` files: a sentence, perhaps with its plural and context, and what it is in Bangla."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LINE = re.compile(r'^(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"((?:[^"\\]|\\.)*)"$')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class UnableToRead(ValueError):
    """A line of a fragment is neither a comment nor part of an entry; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and its translation: one form, or two for a sentence with a plural. Without forms it has none yet."""

    context: str
    singular: str
    plural: str
    forms: tuple[str, ...]
    where: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is looked up by."""
        return self.context, self.singular


def read_fragment(file: Path) -> Iterator[Message]:
    """Return the entries of a file, fuzzy and empty ones left out. Raises :class:`UnableToRead`."""
    entry = _Entry()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        text, where = line.strip(), f"{file.name}:{number}"
        if not text or text.startswith("#"):
            if entry.is_complete:
                yield from entry.messages()
                entry = _Entry()
            entry.is_fuzzy = entry.is_fuzzy or (text.startswith("#,") and "fuzzy" in text)
            continue
        part = _LINE.match(text)
        if part is None or (part[1] is None and not entry.parts):
            message = f"{where}: this is no part of an entry: {text!r}"
            raise UnableToRead(message)
        if part[1] in {"msgctxt", "msgid"} and entry.is_complete:
            yield from entry.messages()
            entry = _Entry()
        entry.add(part[1], _unescape(part[2]), where)
    yield from entry.messages()


def write_fragment(file: Path, header: str, messages: Iterable[Message]) -> None:
    """Write a file that :func:`read_fragment`, and every gettext tool, reads."""
    blocks = ['msgid ""\nmsgstr ""\n' + "".join(f"{_quote(line)}\n" for line in header.splitlines(keepends=True))]
    for message in messages:
        lines = [f"#: {message.where}"]
        lines += [f"msgctxt {_quote(message.context)}"] if message.context else []
        lines += [f"msgid {_quote(message.singular)}"]
        if message.plural:
            lines += [f"msgid_plural {_quote(message.plural)}"]
            lines += [f"msgstr[{place}] {_quote(form)}" for place, form in enumerate(message.forms)]
        else:
            lines += [f"msgstr {_quote(message.forms[0])}"]
        blocks.append("\n".join(lines) + "\n")
    file.write_text("\n".join(blocks), encoding="utf-8")


@dataclass
class _Entry:
    """An entry on the way: its parts by name, the last of which may go on."""

    parts: dict[str, str] = field(default_factory=dict)
    last: str = ""
    where: str = ""
    is_fuzzy: bool = False

    @property
    def is_complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.parts)

    def add(self, name: str | None, text: str, where: str) -> None:
        self.where = self.where or where
        self.last = name or self.last
        self.parts[self.last] = self.parts.get(self.last, "") + text

    def messages(self) -> Iterator[Message]:
        forms = tuple(text for name, text in sorted(self.parts.items()) if name.startswith("msgstr"))
        if self.parts.get("msgid") and forms and all(forms) and not self.is_fuzzy:
            yield Message(self.parts.get("msgctxt", ""), self.parts["msgid"], self.parts.get("msgid_plural", ""), forms, self.where)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'
