"""Our tree says what somebody else's tree says: pymerkle, written by others after the same RFC 6962, is the oracle."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from sanglap.foundation.ledger.tree import (
    SubtreesInMemory,
    consistency_proof,
    hash_leaf,
    inclusion_path,
    proves_consistency,
    proves_inclusion,
    root,
)

LEAVES = [f"line {number}".encode() for number in range(130)]
SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129]


def theirs(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for leaf in LEAVES[:size]:
        tree.append_entry(leaf)
    return tree


def ours(size: int) -> SubtreesInMemory:
    return SubtreesInMemory([hash_leaf(leaf) for leaf in LEAVES[:size]])


class TestWhoeverTrustsAnotherTree:
    @pytest.mark.parametrize("size", SIZES)
    def test_finds_the_same_root(self, size: int) -> None:
        assert root(size, ours(size)) == theirs(size).get_root()

    @pytest.mark.parametrize("size", SIZES)
    def test_finds_our_lines_proven_by_their_paths_and_theirs_by_ours(self, size: int) -> None:
        tree, mine = theirs(size), ours(size)
        for position in range(size):
            path = tree.prove_inclusion(position + 1).serialize()["path"]
            assert [bytes.fromhex(one) for one in path][1:] == inclusion_path(position, size, mine)
            assert proves_inclusion(
                hash_leaf(LEAVES[position]), position, size, inclusion_path(position, size, mine), tree.get_root()
            )

    @given(st.integers(1, 129), st.integers(1, 129))
    def test_finds_that_the_log_only_grew(self, one: int, other: int) -> None:
        first, second = sorted((one, other))
        tree, proof = theirs(second), consistency_proof(first, second, ours(second))
        assert proves_consistency(first, second, tree.get_root(first), tree.get_root(second), proof)
        assert not proves_consistency(first, second, hash_leaf(b"another"), tree.get_root(second), proof)

    def test_and_a_leaf_is_hashed_as_the_rfc_says(self) -> None:
        assert hash_leaf(b"x") == hashlib.sha256(b"\x00x").digest()
