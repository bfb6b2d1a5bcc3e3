"""Which fields a caller asked for: ``id,parent{id},comments.limit(5).summary(true){message}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sanglap.demo.graph.answers import GraphError

DEEPEST = 6
_NAME = re.compile(r"\s*([A-Za-z_]\w*)((?:\.\w+\([^(){}]*\))*)\s*")
_MODIFIER = re.compile(r"\.(\w+)\(([^(){}]*)\)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field with what is wanted inside it."""

    modifiers: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, Wanted] = field(default_factory=dict)


Wanteds = Mapping[str, Wanted]
Shape = Mapping[str, Callable[[Any, Wanted], Any]]


def read_fields(text: str) -> Wanteds:
    """Return what was asked for; empty when nothing was. Raises :class:`GraphError` for what cannot be read."""
    wanted, rest = _read(text, 0)
    if rest:
        raise _unreadable(text)
    return wanted


def show(node: Any, wanted: Wanteds, shape: Shape, usual: tuple[str, ...], kind: str) -> dict[str, Any]:
    """Return a node with the fields asked for, else the usual ones; its id always. What is unknown is None and left out."""
    chosen = wanted or {name: Wanted() for name in usual}
    shown: dict[str, Any] = {}
    for name, one in chosen.items():
        if name not in shape:
            message = f"Tried accessing nonexisting field ({name}) on node type ({kind})"
            raise GraphError(100, message)
        value = shape[name](node, one)
        if value is not None:
            shown[name] = value
    return shown if "id" in shown else {**shown, "id": shape["id"](node, Wanted())}


def _read(text: str, depth: int) -> tuple[Wanteds, str]:
    """Read fields up to the end, or to the brace that closes them; return them and the rest."""
    wanted: dict[str, Wanted] = {}
    rest = text
    while rest.strip():
        found = _NAME.match(rest)
        if found is None or depth > DEEPEST:
            raise _unreadable(text)
        rest, inside = rest[found.end() :], {}
        if rest.startswith("{"):
            within, rest = _read(rest[1:], depth + 1)
            if not rest.startswith("}"):
                raise _unreadable(text)
            inside, rest = dict(within), rest[1:].lstrip()
        wanted[found[1]] = Wanted(dict(_MODIFIER.findall(found[2])), inside)
        if not rest.startswith(","):
            break
        rest = rest[1:]
    return wanted, rest


def _unreadable(text: str) -> GraphError:
    return GraphError(2500, f"Syntax error in field list: {text[:80]}")
