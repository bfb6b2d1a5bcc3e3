"""The Merkle tree of RFC 6962, section 2.1: roots, inclusion paths, consistency proofs, and how each is checked.

A leaf is hashed as SHA-256(0x00 ‖ data) and a node as SHA-256(0x01 ‖ left ‖ right), so that neither passes for the other.
Proofs are made from *complete* subtrees only, named ``(level, index)``: the one of 2^level leaves that begins at leaf
``index * 2^level``. Whoever keeps their hashes (a list here, tables elsewhere) can prove anything about any past size.
The checks are those of RFC 9162, sections 2.1.3.2 and 2.1.4.2, which say the same in steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol

HASH_LENGTH = 32
EMPTY_ROOT = sha256(b"").digest()


class Subtrees(Protocol):
    """Whoever knows the hashes of complete subtrees."""

    def hash_of(self, level: int, index: int) -> bytes:
        """Return the hash of the complete subtree of 2^level leaves that begins at leaf index * 2^level."""
        ...


def hash_leaf(data: bytes) -> bytes:
    """Return the hash of a leaf's data."""
    return sha256(b"\x00" + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(b"\x01" + left + right).digest()


def root(size: int, subtrees: Subtrees) -> bytes:
    """Return the root of the first ``size`` leaves: MTH(D[0:size]) of the RFC."""
    return _hash_of_range(0, size, subtrees) if size else EMPTY_ROOT


def inclusion_path(position: int, size: int, subtrees: Subtrees) -> list[bytes]:
    """Return PATH(position, D[0:size]): what is needed to get from a leaf to the root. IndexError when it is not in there."""
    if not 0 <= position < size:
        message = f"There is no leaf {position} among {size}."
        raise IndexError(message)
    begin, end, path = 0, size, []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if position < middle:
            path.append(_hash_of_range(middle, end, subtrees))
            end = middle
        else:
            path.append(_hash_of_range(begin, middle, subtrees))
            begin = middle
    return path[::-1]


def consistency_proof(first: int, second: int, subtrees: Subtrees) -> list[bytes]:
    """Return PROOF(first, D[0:second]): that the first ``first`` leaves are still what they were. IndexError as above."""
    if not 0 < first <= second:
        message = f"A tree of {first} leaves is no beginning of one of {second}."
        raise IndexError(message)
    begin, end, proof = 0, second, []
    while first != end:
        middle = begin + _split(end - begin)
        if first <= middle:
            proof.append(_hash_of_range(middle, end, subtrees))
            end = middle
        else:
            proof.append(_hash_of_range(begin, middle, subtrees))
            begin = middle
    if begin:
        proof.append(_hash_of_range(begin, end, subtrees))
    return proof[::-1]


def root_from_path(leaf: bytes, position: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that this leaf, at this position of a tree of this size, leads to; None when the path cannot fit."""
    if not 0 <= position < size:
        return None
    here, last, result = position, size - 1, leaf
    for sibling in path:
        if not last:
            return None
        if here & 1 or here == last:
            result = hash_node(sibling, result)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            result = hash_node(result, sibling)
        here, last = here >> 1, last >> 1
    return result if not last else None


def proves_inclusion(leaf: bytes, position: int, size: int, path: Sequence[bytes], wanted: bytes) -> bool:
    """Tell whether the path proves that the leaf stands at this position of the tree with the wanted root."""
    return root_from_path(leaf, position, size, path) == wanted


def proves_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that the larger tree begins with the smaller one, leaf for leaf."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    steps = list(proof) if first & (first - 1) else [first_root, *proof]
    if not steps:
        return False
    here, last = first - 1, second - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if not last:
            return False
        if here & 1 or here == last:
            old, new = hash_node(step, old), hash_node(step, new)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            new = hash_node(new, step)
        here, last = here >> 1, last >> 1
    return not last and old == first_root and new == second_root


class Frontier:
    """A tree that grows by one leaf at a time and remembers only its right edge: for going through millions of leaves."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.size = 0
        self._edge: list[bytes] = []  # the complete subtrees that make up the tree, largest first

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        size, edge = self.size, self._edge
        while size & 1:
            leaf = sha256(b"\x01" + edge.pop() + leaf).digest()
            size >>= 1
        edge.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of all leaves so far."""
        if not self._edge:
            return EMPTY_ROOT
        result = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            result = hash_node(left, result)
        return result


class SubtreesInMemory:
    """A whole small tree."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Hash all complete subtrees over these leaf hashes."""
        self.levels = [list(leaves)]
        while len(below := self.levels[-1]) > 1:
            self.levels.append([hash_node(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])

    def hash_of(self, level: int, index: int) -> bytes:
        """Return a complete subtree's hash."""
        return self.levels[level][index]


def _split(width: int) -> int:
    """Return the largest power of two smaller than the width."""
    return 1 << ((width - 1).bit_length() - 1)


def _hash_of_range(begin: int, end: int, subtrees: Subtrees) -> bytes:
    """Return MTH(D[begin:end]) for the ranges that the RFC's recursion meets: a power of two wide ones are complete."""
    width = end - begin
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return subtrees.hash_of(level, begin >> level)
    middle = begin + _split(width)
    return hash_node(_hash_of_range(begin, middle, subtrees), _hash_of_range(middle, end, subtrees))
