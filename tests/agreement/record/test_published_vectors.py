"""The record beside vectors that nobody here wrote: RFC 6962, RFC 8785, JSON, and a real log."""

from __future__ import annotations

import base64
import json
import struct
from pathlib import Path
from typing import Any

import pytest

from cydradd.record.canonical import NotCanonical, number, parse, serialise
from cydradd.record.tree import verify_consistency, verify_inclusion
from cydradd.record.verify import verify_structure

pytestmark = pytest.mark.real_data

DUPLICATE_KEYS = "y_object_duplicated_key_and_value.json"
"""Valid JSON that canonical JSON refuses: I-JSON (RFC 7493 section 2.3) allows no key twice."""


def hashes(texts: list[str] | None) -> list[bytes]:
    """Hashes from base64."""
    return [base64.b64decode(text) for text in texts or []]


def holds(kind: str, case: dict[str, Any]) -> bool:
    """Our answer to one case of RFC 6962."""
    if kind == "inclusion":
        leaf, root = hashes([case["leafHash"] or "", case["root"] or ""])
        return verify_inclusion(case["leafIdx"], case["treeSize"], leaf, hashes(case["proof"]), root)
    old, new = hashes([case["root1"] or "", case["root2"] or ""])
    return verify_consistency(case["size1"], case["size2"], old, new, hashes(case["proof"]))


def test_every_proof_is_answered_as_published(real_data: Path) -> None:
    wrong, count = [], 0
    for kind in ("inclusion", "consistency"):
        for path in sorted((real_data / "ledger" / "rfc6962" / kind).rglob("*.json")):
            case = json.loads(path.read_text(encoding="utf-8"))
            count += 1
            if holds(kind, case) == case["wantErr"]:
                wrong.append(path.name)

    assert count == 92
    assert wrong == []


def test_canonical_files_are_those_published(real_data: Path) -> None:
    folder = real_data / "ledger" / "rfc8785"
    files = sorted((folder / "input").iterdir())

    assert files
    for path in files:
        assert serialise(parse(path.read_bytes())) == (folder / "output" / path.name).read_bytes(), path.name


def test_ten_thousand_numbers_are_printed_as_published(real_data: Path) -> None:
    lines = (real_data / "ledger" / "rfc8785" / "es6_numbers_10000.txt").read_text(encoding="ascii").split()

    assert len(lines) == 10_000
    for line in lines:
        bits, _, text = line.partition(",")
        assert number(struct.unpack(">d", bytes.fromhex(bits.zfill(16)))[0]) == text


def read(data: bytes) -> bool:
    """Whether strict JSON is read; any other error than ours fails the test."""
    try:
        parse(data)
    except NotCanonical:
        return False
    return True


def test_json_is_read_and_refused_as_published(real_data: Path) -> None:
    files = sorted((real_data / "ledger" / "json-parsing").iterdir())

    answers = {path.name: read(path.read_bytes()) for path in files}

    assert [name for name, good in answers.items() if name.startswith("n_") and good] == []
    assert [name for name, good in answers.items() if name.startswith("y_") and not good] == [DUPLICATE_KEYS]


def test_a_real_log_verifies_with_its_signatures_not_checked(real_data: Path) -> None:
    report = verify_structure(real_data / "ledger" / "tlog-tiles" / "log")

    assert report.ok
    assert sorted(head.size for head in report.heads) == [0, 1, 2, 3, 4, 5, 6, 7, 7]
    assert {claim.result for claim in report.claims} == {"not_checked"}
