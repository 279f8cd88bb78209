"""What holds for every value, tree and export, and for every bit of an export that is changed."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cydradd.record import export
from cydradd.record.canonical import NotCanonical, parse, serialise
from cydradd.record.entry import Entry, MalformedEntry, Ref, decode, encode, opens, seal
from cydradd.record.export import Opening
from cydradd.record.tiles import bundles, levels, tile_paths, tiles, unbundle
from cydradd.record.tree import leaf_hash, node_hash, root
from cydradd.record.verify import verify_structure
from cydradd.vocabulary.facts import JsonValue

KEY = bytes(range(32))
AT = datetime(2027, 3, 1, 10, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_another_reader_reads_the_same_value_and_it_is_written_the_same_again(value: JsonValue) -> None:
    written = serialise(value)

    assert json.loads(written, parse_int=float) == value  # as ECMAScript reads: every number is a double
    assert serialise(parse(written)) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(5e-324)
@example(1.7976931348623157e308)
@example(1e21)
@example(9.5e-7)
def test_a_number_reads_back_to_the_last_bit(value: float) -> None:
    back = float(serialise(value))

    assert back == value
    assert math.copysign(1, back) == math.copysign(1, value) or value == 0


@given(st.binary(max_size=60) | st.text('[]{}":,\\0123456789.eE+-truefalsn \n', max_size=60).map(str.encode))
def test_any_bytes_are_read_and_can_be_written_or_are_refused_with_a_sentence(data: bytes) -> None:
    try:
        value = parse(data)
    except NotCanonical as refused:
        assert refused.sentence.cy
        return

    assert serialise(parse(serialise(value))) == serialise(value)


@given(st.dictionaries(st.sampled_from(["v", "type", "round", "seq", "at", "actor", "body", "sealed", "refs"]), values))
def test_any_object_is_an_entry_or_refused_never_a_crash(changes: dict[str, JsonValue]) -> None:
    whole = json.loads(encode(Entry("round.opened", "demo-1", 0, AT)))
    try:
        data = serialise({**whole, **changes})
        entry = decode(data)
    except MalformedEntry as refused:
        assert refused.sentence.cy
        return

    assert encode(entry) == data


@given(values, st.binary(min_size=32, max_size=32), st.binary(max_size=40))
def test_a_part_opens_with_its_key_and_no_other(part: JsonValue, key: bytes, other: bytes) -> None:
    commitment = seal(key, part)

    assert opens(commitment, key, part)
    assert opens(commitment, other, part) == (other == key)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 70_000))
@example(256)
@example(65_536)
@example(65_537)
def test_tiles_hold_the_tree_and_lead_to_its_root(size: int) -> None:
    leaves = [leaf_hash(n.to_bytes(4, "big")) for n in range(size)]
    found = dict(tiles(leaves))

    listed = [name for name in tile_paths(size) if "/entries/" not in name]
    assert sorted(found) == sorted(listed)
    assert all(len(data) % 32 == 0 and 32 <= len(data) <= 8192 for data in found.values())
    # The root from full subtrees alone, the largest first, as a client of tiles computes it.
    peaks, rest, at = [], size, 0
    levels_of = dict(levels(leaves))
    for level in sorted(levels_of, reverse=True):
        for hashed in levels_of[level][at // 256**level :]:
            peaks.append((256**level, hashed))
            rest, at = rest - 256**level, at + 256**level
    assert rest == 0
    assert _root_over(peaks) == root(leaves)


def _root_over(parts: list[tuple[int, bytes]]) -> bytes:
    """Root over subtrees of 256^n leaves: equal neighbours join, then what is left joins from the right."""
    stack: list[tuple[int, bytes]] = []
    for size, hashed in parts:
        stack.append((size, hashed))
        while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
            (_, right), (width, left) = stack.pop(), stack.pop()
            stack.append((2 * width, node_hash(left, right)))
    if not stack:
        return root([])
    node = stack.pop()[1]
    while stack:
        node = node_hash(stack.pop()[1], node)
    return node


@given(st.lists(st.binary(max_size=300), max_size=600))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    assert [entry for _, data in bundles(entries) for entry in unbundle(data)] == entries


def made(folder: Path) -> list[bytes]:
    """A small record with sealed parts and references, written as an export."""
    part: JsonValue = {"text": {"cy": "Diolch", "en": "Thanks"}}
    entries = [encode(Entry("round.opened", "demo-1", 0, AT))]
    for n in range(1, 9):
        refs = (Ref(leaf_hash(entries[-1]).hex(), "link"),)
        sealed = {"text": seal(KEY, part)} if n % 4 == 0 else {}
        entries.append(encode(Entry("consent.given", "demo-1", n, AT, body={"id": f"c{n}"}, sealed=sealed, refs=refs)))
    openings = [Opening(n, "text", KEY, part) for n in (4, 8)]
    export.write(folder, entries, {"demo-1": openings}, {"replay": True, "v": 1}, "record.example/demo")
    return entries


CAUSES = {
    "README.txt": {"unlisted_file"},
    "policy.json": {"unlisted_file"},
    "checkpoint": {"bad_root", "fork"},
    "checkpoints": {"bad_root", "fork"},
    "openings": {"bad_opening"},
    "tile/0": {"bad_tile"},
    "tile/entries": {"bad_entry", "gap"},
}


def test_each_flipped_bit_is_found_with_the_cause_of_its_file(tmp_path: Path) -> None:
    made(tmp_path)
    rng = Random("mutants")
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert verify_structure(tmp_path).ok

    for path in files:
        name, whole = path.relative_to(tmp_path).as_posix(), path.read_bytes()
        kind = max((kind for kind in CAUSES if name.startswith(kind)), key=len)
        for place in rng.sample(range(len(whole)), min(250, len(whole))):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :])
            report = verify_structure(tmp_path)
            assert {flaw.cause for flaw in report.flaws} <= CAUSES[kind], f"{name}, byte {place}"
            assert not report.ok, f"{name}, byte {place}"
        path.write_bytes(whole)


@pytest.mark.parametrize("change", ["drop", "repeat", "swap", "insert", "edit"])
def test_entries_changed_behind_the_tree_are_found(tmp_path: Path, change: str) -> None:
    entries = made(tmp_path)
    at = Random(change).randrange(1, 7)
    changed = {
        "drop": entries[:at] + entries[at + 1 :],
        "repeat": entries[: at + 1] + entries[at:],
        "swap": [*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]],
        "insert": [*entries[:at], encode(Entry("round.paused", "demo-1", at, AT)), *entries[at:]],
        "edit": [*entries[:at], entries[at].replace(b"consent.given", b"consent.taken"), *entries[at + 1 :]],
    }[change]
    path = tmp_path / "tile/entries/000.p/9"

    path.write_bytes(b"".join(len(entry).to_bytes(2, "big") + entry for entry in changed))

    assert {flaw.cause for flaw in verify_structure(tmp_path).flaws} <= {"bad_entry", "gap"}
    assert not verify_structure(tmp_path).ok


def test_every_file_that_is_removed_is_missed(tmp_path: Path) -> None:
    made(tmp_path)

    for path in sorted(path for path in tmp_path.rglob("*") if path.is_file() and path.name != "checkpoint"):
        whole = path.read_bytes()
        path.unlink()
        assert not verify_structure(tmp_path).ok, path.name
        path.write_bytes(whole)


def test_a_record_built_anew_as_a_whole_passes_so_nothing_is_called_unchanged(tmp_path: Path) -> None:
    entries = [encode(Entry("round.opened", "demo-1", 0, AT)), encode(Entry("round.closed", "demo-1", 1, AT))]
    export.write(tmp_path, entries, {}, {"v": 1}, "record.example/demo")

    report = verify_structure(tmp_path)
    claims = {claim.id: claim.result for claim in report.claims}
    assert report.ok
    assert claims["unchanged"] == claims["witnessed"] == "not_checked"
