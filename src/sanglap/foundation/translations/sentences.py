"""Finding the sentences that templates and code ask to translate."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Functions of django.utils.translation: at which places their arguments hold context, sentence and plural.
_CALLS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_STRING = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_SILENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}", re.DOTALL)
_TAG = re.compile(rf"\{{%\s*trans(?:late)?\s+{_STRING}(.*?)%\}}")
_BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_CONTEXT = re.compile(rf"\bcontext\s+{_STRING}")
_ARGUMENT = re.compile(rf"[=:\s(]_\({_STRING}\)")
_VARIABLE = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_MARKUP = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Used:
    """A sentence that somebody will read."""

    context: str
    singular: str
    plural: str
    where: str


def sentences_used(package: Path) -> Iterator[Used]:
    """Return the sentences of all templates and modules below a folder; tests and migrations aside."""
    for file in sorted(package.rglob("*")):
        parts = file.relative_to(package).parts
        if "tests" in parts or "migrations" in parts:
            continue
        where = "/".join(parts)
        if file.suffix == ".py":
            yield from sentences_in_code(file.read_text(encoding="utf-8"), where)
        elif file.suffix in {".html", ".txt"} and "templates" in parts:
            yield from sentences_in_template(file.read_text(encoding="utf-8"), where)


def sentences_in_code(code: str, where: str) -> Iterator[Used]:
    """Return what a module passes to gettext and its kind, under whatever name it imports them."""
    tree = ast.parse(code)
    names = {"_": "gettext"} | {name: name for name in _CALLS} | {f"{name}_lazy": name for name in _CALLS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {one.asname or one.name: re.sub("_(lazy|noop)$", "", one.name) for one in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (places := _CALLS.get(names.get(_called(node), ""))):
            context, singular, plural = (_constant(node, place) for place in places)
            if singular:
                yield Used(context, singular, plural, f"{where}:{node.lineno}")


def sentences_in_template(text: str, where: str) -> Iterator[Used]:
    """Return what a template translates, in the form in which Django looks it up: ``%(name)s`` and ``%%``."""
    text = _SILENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for tag in _TAG.finditer(text):
        yield Used(_context(tag[3]), _literal(tag[1], tag[2]), "", _line(where, text, tag.start()))
    for block in _BLOCK.finditer(text):
        singular, plural = [*(_said(part, block[1]) for part in _PLURAL.split(block[2], maxsplit=1)), ""][:2]
        yield Used(_context(block[1]), singular, plural, _line(where, text, block.start()))
    for markup in _MARKUP.finditer(text):
        for argument in _ARGUMENT.finditer(markup[0]):
            yield Used("", _literal(argument[1], argument[2]), "", _line(where, text, markup.start()))


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _constant(node: ast.Call, place: int | None) -> str:
    if place is None or place >= len(node.args):
        return ""
    argument = node.args[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def _said(body: str, options: str) -> str:
    if re.search(r"\btrimmed\b", options):
        body = re.sub(r"\s*\n\s*", " ", body.strip())
    pieces, end = [], 0
    for variable in _VARIABLE.finditer(body):
        pieces += [body[end : variable.start()].replace("%", "%%"), f"%({variable[1]})s"]
        end = variable.end()
    return "".join([*pieces, body[end:].replace("%", "%%")])


def _literal(double: str | None, single: str | None) -> str:
    text = double if double is not None else single or ""
    return re.sub(r"\\(.)", r"\1", text).replace("%", "%%")


def _context(options: str) -> str:
    found = _CONTEXT.search(options)
    return _literal(found[1], found[2]) if found else ""


def _line(where: str, text: str, place: int) -> str:
    return f"{where}:{text.count(chr(10), 0, place) + 1}"
