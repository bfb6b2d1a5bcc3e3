"""Bangla for every sentence: fragments, one a room, become the catalogue that Django reads.

``python -m sanglap.foundation.translations`` builds ``locale/<language>/LC_MESSAGES/django.mo``; with ``--check`` it
finds sentences of templates and code that have no translation yet, and sentences translated in two ways.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGE = "bn"
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\nLanguage: bn\n"
_MAGIC = 0x950412DE
_ENTRY = re.compile(r'^(msgctxt|msgid|msgstr)\s+("(?:[^"\\]|\\.)*")\s*$')
_MORE = re.compile(r'^("(?:[^"\\]|\\.)*")\s*$')
_TAG = re.compile(r"""\{%\s*(?:translate|trans)\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
_CALLS = frozenset({"_", "gettext", "gettext_lazy"})


class TranslatedTwice(ValueError):
    """Two fragments translate one sentence differently."""


def build_translations(locale: Path = LOCALE) -> int:
    """Write the catalogue from all fragments; return how many sentences it holds."""
    messages = read_fragments(locale)
    target = locale / LANGUAGE / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_compile(messages))
    return len(messages)


def read_fragments(locale: Path = LOCALE) -> dict[str, str]:
    """Return every sentence with its translation. Raises :class:`TranslatedTwice`."""
    found: dict[str, str] = {}
    for file in sorted((locale / "fragments").glob("*.po")):
        for sentence, translation in _read(file):
            if found.setdefault(sentence, translation) != translation:
                message = f"{file.name}: {sentence!r} is translated as {translation!r} and as {found[sentence]!r}."
                raise TranslatedTwice(message)
    return found


def sentences_used(package: Path) -> set[str]:
    """Return the sentences that templates and code ask to translate."""
    used: set[str] = set()
    for template in package.rglob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        used |= {_unquote(found) for found in _TAG.findall(text)}
        used |= {_block_sentence(options, body) for options, body in _BLOCK.findall(text)}
    for module in package.rglob("*.py"):
        if "tests" not in module.parts and "migrations" not in module.parts:
            used |= set(_sentences_in(module))
    return used


def _sentences_in(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _block_sentence(options: str, body: str) -> str:
    text = re.sub(r"\{\{\s*([\w.]+)[^}]*\}\}", r"%(\1)s", body)
    return " ".join(line.strip() for line in text.strip().splitlines()) if "trimmed" in options else text


def _read(file: Path) -> Iterator[tuple[str, str]]:
    entry: dict[str, str] = {}
    field = ""
    for line in [*file.read_text(encoding="utf-8").splitlines(), 'msgid ""']:
        if match := _ENTRY.match(line):
            if match[1] in {"msgid", "msgctxt"} and "msgstr" in entry:
                if entry.get("msgid"):
                    yield entry["msgid"], entry["msgstr"]
                entry = {}
            field = match[1]
            entry[field] = _unquote(match[2])
        elif (more := _MORE.match(line)) and field:
            entry[field] += _unquote(more[1])


def _unquote(quoted: str) -> str:
    return str(ast.literal_eval(quoted))


def _compile(messages: dict[str, str]) -> bytes:
    """Return a GNU message catalogue: header, two tables of (length, offset), then the texts."""
    entries = sorted({"": HEADER, **messages}.items(), key=lambda pair: pair[0].encode())
    keys = [key.encode() for key, _ in entries]
    values = [value.encode() for _, value in entries]
    offset = 7 * 4 + len(entries) * 16
    tables: list[list[int]] = [[], []]
    texts = b""
    for table, column in zip(tables, (keys, values), strict=True):
        for text in column:
            table += [len(text), offset + len(texts)]
            texts += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(entries), 28, 28 + len(entries) * 8, 0, 0)
    return head + struct.pack(f"<{len(entries) * 4}I", *tables[0], *tables[1]) + texts


def main(arguments: list[str]) -> int:
    """Build the catalogue, or check it with ``--check``."""
    if "--check" not in arguments:
        sys.stdout.write(f"{build_translations()} sentences in Bangla\n")
        return 0
    missing = sorted(sentences_used(LOCALE.parent) - read_fragments().keys())
    for sentence in missing:
        sys.stdout.write(f"no Bangla for: {sentence!r}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
