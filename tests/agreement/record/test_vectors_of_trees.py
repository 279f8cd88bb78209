"""Roots and proofs of trees that others published: the worked tree of three entries, RFC 6962's, and a real log."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from cydradd.record.canonical import serialise
from cydradd.record.entry import Actor, Entry, document, encode, seal
from cydradd.record.export import checkpoint
from cydradd.record.tiles import unbundle
from cydradd.record.tree import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)
from cydradd.vocabulary.people import Partner

# The trees of RFC 6962 as its reference implementations publish them: leaves, then the root of each beginning.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
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


def test_the_worked_tree_of_three_entries_has_its_published_root() -> None:
    part = {"choices": ["p1", "p7"], "v": 1}
    ballot = Entry(
        "decide.ballot_cast",
        "demo-1",
        7,
        datetime(2027, 3, 1, 10, tzinfo=UTC),
        Actor("web", Partner.CITIZENS, "00112233445566778899aabbccddeeff", "voter"),
        {"ballot": 1},
        {"ballot": seal(bytes(range(32)), part)},
    )

    assert leaf_hash(b"a").hex() == "022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c"
    assert serialise(document(ballot)) == encode(ballot)
    tree = root(leaf_hash(data) for data in (b"", b"a", b"b"))
    assert checkpoint("record.example/2027-demo", 3, tree) == (
        "record.example/2027-demo\n3\nZSKXuVBARaYAlCvN+a5cJAC+QtUROcf7Y6s+5Dn/EQ0=\n"
    )


def test_the_trees_of_rfc_6962_have_their_roots() -> None:
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    frontier, grown = Frontier(), [Frontier().root().hex()]
    for leaf in leaves:
        frontier.append(leaf)
        grown.append(frontier.root().hex())

    assert grown == ROOTS
    assert [root(leaves[:size]).hex() for size in range(9)] == ROOTS


@pytest.mark.real_data
def test_a_real_log_is_consistent_between_every_two_of_its_heads(real_data: Path) -> None:
    log = real_data / "ledger" / "tlog-tiles" / "log"
    leaves = [leaf_hash(entry) for entry in unbundle((log / "tile/entries/000.p/7").read_bytes())]
    roots = [base64.b64decode((log / f"checkpoint.{size}").read_text().split("\n")[2]) for size in range(8)]

    for old, new in combinations(range(8), 2):
        proof = consistency_proof(old, leaves[:new])
        assert verify_consistency(old, new, roots[old], roots[new], proof)
        assert old == 0 or not verify_consistency(old, new, roots[old - 1], roots[new], proof)
    for size in range(1, 8):
        for index in range(size):
            proof = inclusion_proof(index, leaves[:size])
            assert verify_inclusion(index, size, leaves[index], proof, roots[size])
            assert not verify_inclusion(index, size, leaves[index], [*proof, bytes(32)], roots[size])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_is_made_or_accepted_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(size)]

    assert not verify_inclusion(index, size, leaf_hash(b""), [], root(leaves))
    with pytest.raises(IndexError):
        inclusion_proof(index, leaves)


def test_no_proof_is_made_or_accepted_from_a_larger_tree() -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(3)]

    assert not verify_consistency(4, 3, root(leaves), root(leaves), [])
    with pytest.raises(IndexError):
        consistency_proof(4, leaves)
