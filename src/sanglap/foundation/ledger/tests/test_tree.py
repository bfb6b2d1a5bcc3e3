"""The tree is RFC 6962's own: by the published vectors, and by the RFC's definitions taken literally."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanglap.foundation.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    SubtreesInMemory,
    consistency_proof,
    hash_leaf,
    inclusion_path,
    proves_consistency,
    proves_inclusion,
    root,
)

# The vectors of the Certificate Transparency reference implementation (google/certificate-transparency, merkle_tree_test).
INPUTS = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
L23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
L4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
L67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
L45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
PATHS = [
    (0, 1, []),
    (0, 8, [L1, L23, L4567]),
    (5, 8, [L4, L67, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], L23, L4]),
]
CONSISTENCIES = [(1, 1, []), (1, 8, [L1, L23, L4567]), (6, 8, [L45, L67, ROOTS[4]]), (2, 5, [L23, L4])]
LEAVES = [hash_leaf(one) for one in INPUTS]
TREE = SubtreesInMemory(LEAVES)


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH, as section 2.1 writes it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH, as section 2.1.1 writes it."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m: int, leaves: list[bytes], *, known: bool) -> list[bytes]:
    """SUBPROOF, as section 2.1.2 writes it."""
    if m == len(leaves):
        return [] if known else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, leaves[:k], known=known), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], known=False), naive_root(leaves[:k])]


class TestThePublishedVectors:
    @pytest.mark.parametrize("size", range(9))
    def test_every_root(self, size: int) -> None:
        grown = Frontier()
        for leaf in LEAVES[:size]:
            grown.add(leaf)
        assert root(size, TREE).hex() == grown.root().hex() == ROOTS[size]

    @pytest.mark.parametrize(("position", "size", "path"), PATHS)
    def test_every_path(self, position: int, size: int, path: list[str]) -> None:
        made = [one.hex() for one in inclusion_path(position, size, TREE)]
        assert made == path
        assert proves_inclusion(LEAVES[position], position, size, [bytes.fromhex(one) for one in made], bytes.fromhex(ROOTS[size]))

    @pytest.mark.parametrize(("first", "second", "proof"), CONSISTENCIES)
    def test_every_consistency(self, first: int, second: int, proof: list[str]) -> None:
        made = consistency_proof(first, second, TREE)
        assert [one.hex() for one in made] == proof
        assert proves_consistency(first, second, bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second]), made)


class TestTheDefinitionsTakenLiterally:
    @pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8, 9, 16, 17, 31, 33, 64, 65])
    def test_say_the_same(self, size: int) -> None:
        leaves = [hash_leaf(str(number).encode()) for number in range(size)]
        tree = SubtreesInMemory(leaves)
        assert root(size, tree) == naive_root(leaves)
        for place in range(size):
            path = inclusion_path(place, size, tree)
            assert path == naive_path(place, leaves)
            assert proves_inclusion(leaves[place], place, size, path, root(size, tree))
            first = place + 1
            proof = consistency_proof(first, size, tree)
            assert proof == naive_subproof(first, leaves, known=True)
            assert proves_consistency(first, size, root(first, tree), root(size, tree), proof)


class TestAForger:
    @given(st.integers(1, 70), st.data())
    def test_finds_no_other_leaf_place_size_or_path(self, size: int, data: st.DataObject) -> None:
        leaves = [hash_leaf(str(number).encode()) for number in range(size)]
        tree = SubtreesInMemory(leaves)
        place = data.draw(st.integers(0, size - 1))
        path, wanted = inclusion_path(place, size, tree), root(size, tree)
        assert not proves_inclusion(hash_leaf(b"forged"), place, size, path, wanted)
        other = data.draw(st.integers(-1, 2 * size).filter(lambda one: one != place))
        assert not proves_inclusion(leaves[place], other, size, path, wanted)
        assert not proves_inclusion(leaves[place], place, size, [*path, wanted], wanted)
        if path:
            assert not proves_inclusion(leaves[place], place, size, path[:-1], wanted)
            broken = data.draw(st.integers(0, len(path) - 1))
            changed = [bytes(32) if at == broken else one for at, one in enumerate(path)]
            assert not proves_inclusion(leaves[place], place, size, changed, wanted)

    @given(st.integers(2, 70), st.data())
    def test_cannot_pass_a_rewritten_past_for_the_same(self, size: int, data: st.DataObject) -> None:
        leaves = [hash_leaf(str(number).encode()) for number in range(size)]
        first = data.draw(st.integers(1, size))
        rewritten = data.draw(st.integers(0, first - 1))
        before = root(first, SubtreesInMemory(leaves))
        forged = SubtreesInMemory([hash_leaf(b"forged") if at == rewritten else one for at, one in enumerate(leaves)])
        assert not proves_consistency(first, size, before, root(size, forged), consistency_proof(first, size, forged))

    def test_gets_nothing_from_nothing(self) -> None:
        assert not proves_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
        assert not proves_consistency(2, 1, EMPTY_ROOT, EMPTY_ROOT, [])
        assert not proves_consistency(1, 2, LEAVES[0], LEAVES[0], [])
        with pytest.raises(IndexError):
            inclusion_path(3, 3, TREE)
        with pytest.raises(IndexError):
            consistency_proof(4, 3, TREE)
