"""The verifier lays each fault to the file that holds it, and never follows a path out of the folder."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cydradd.record import export
from cydradd.record.entry import Entry, encode, seal
from cydradd.record.export import Opening
from cydradd.record.folder import LONGEST_LINE, MOST_BYTES
from cydradd.record.tiles import tile_paths
from cydradd.record.tree import leaf_hash
from cydradd.record.verify import verify_structure
from cydradd.vocabulary.errors import UnreadableFile

KEY = bytes(range(32))
AT = datetime(2027, 3, 1, 10, tzinfo=UTC)
PART = {"text": {"cy": "Diolch", "en": "Thank you"}}
SIZE = 300
SEALED = (7, 299)

Found = set[tuple[str, str, int | None]]
Change = Callable[[Path], object]


def entries(size: int = SIZE) -> list[bytes]:
    """Entries of one round, two of them with a sealed part."""
    sealed = {"text": seal(KEY, PART)}
    return [
        encode(Entry("design.item_set", "demo-1", n, AT, body={"id": f"i{n}"}, sealed=sealed if n in SEALED else {}))
        for n in range(size)
    ]


def made(folder: Path, size: int = SIZE) -> Path:
    """A replay: every sealed part has its opening."""
    openings = [Opening(index, "text", KEY, PART) for index in SEALED if index < size]
    export.write(folder, entries(size), {"demo-1": openings}, {"replay": True, "v": 1}, "record.example/demo")
    return folder


def found(folder: Path) -> Found:
    """Everything that is wrong."""
    return {(flaw.path, flaw.cause, flaw.index) for flaw in verify_structure(folder).flaws}


def flip(name: str, place: int) -> Change:
    """Flip the lowest bit of one byte."""

    def change(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        data[place] ^= 1
        (folder / name).write_bytes(data)

    return change


def replace(name: str, old: bytes, new: bytes) -> Change:
    def change(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert data.count(old) >= 1
        (folder / name).write_bytes(data.replace(old, new))

    return change


def remove(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def put(name: str, data: bytes = b"x") -> Change:
    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    return change


FULL, PARTIAL, LINES = "tile/entries/000", "tile/entries/001.p/44", "openings/demo-1.jsonl"
THIRD = 2 + len(entries(1)[0]) + 2 + len(entries(2)[1]) + 2
"""Where the third entry begins in its bundle."""

FAULTS: dict[str, tuple[Change, Found]] = {
    "a changed entry": (flip(FULL, THIRD + 90), {(FULL, "bad_entry", 2)}),
    "a changed length": (flip(FULL, 0), {(FULL, "bad_entry", 0)}),
    "a changed hash": (flip("tile/0/000", 32 * 9 + 3), {("tile/0/000", "bad_tile", 9)}),
    "a changed hash of a level": (flip("tile/1/000.p/1", 3), {("tile/1/000.p/1", "bad_tile", None)}),
    "a shorter tile": (lambda f: os.truncate(f / "tile/0/001.p/44", 32), {("tile/0/001.p/44", "bad_tile", 257)}),
    "an empty bundle": (put(PARTIAL, b""), {(PARTIAL, "gap", 256)}),
    "a missing bundle": (remove(PARTIAL), {(PARTIAL, "gap", 256)}),
    "a missing tile": (remove("tile/0/001.p/44"), {("tile/0/001.p/44", "bad_tile", None)}),
    "another root": (flip("checkpoint", 26), {("checkpoint", "bad_root", None)}),
    "another origin": (flip("checkpoint", 2), {(f"checkpoints/{SIZE}", "fork", None)}),
    "another origin of a kept head": (flip(f"checkpoints/{SIZE}", 2), {(f"checkpoints/{SIZE}", "fork", None)}),
    "base64 that is not strict": (replace("checkpoint", b"=\n", b"\n"), {("checkpoint", "bad_root", None)}),
    "line ends of another system": (replace("checkpoint", b"\n", b"\r\n"), {("checkpoint", "bad_root", None)}),
    "no last line feed": (lambda f: os.truncate(f / "checkpoint", 68), {("checkpoint", "bad_root", None)}),
    "a fourth line": (
        lambda f: put("checkpoint", (f / "checkpoint").read_bytes() + b"x\n")(f),
        {("checkpoint", "bad_root", None)},
    ),
    "a size with a zero before": (replace("checkpoint", b"300", b"0300"), {("checkpoint", "bad_root", None)}),
    "a size beyond reason": (replace("checkpoint", b"300", b"9" * 15), {("checkpoint", "bad_root", None)}),
    "a size that is no number": (replace("checkpoint", b"300", "٣".encode()), {("checkpoint", "bad_root", None)}),
    "a kept head under another size": (
        lambda f: shutil.copy(f / f"checkpoints/{SIZE}", f / "checkpoints/299"),
        {("checkpoints/299", "bad_root", None)},
    ),
    "no kept head": (remove(f"checkpoints/{SIZE}"), {(f"checkpoints/{SIZE}", "unlisted_file", None)}),
    "words changed": (replace(LINES, b"Thank", b"thank"), {(LINES, "bad_opening", 7), (LINES, "bad_opening", 299)}),
    "a key in capitals": (replace(LINES, b"0a0b", b"0A0B"), {(LINES, "bad_opening", 7), (LINES, "bad_opening", 299)}),
    "a line without line feed": (
        lambda f: os.truncate(f / LINES, len((f / LINES).read_bytes()) - 1),
        {(LINES, "bad_opening", None), ("openings", "bad_opening", 299)},
    ),
    "an opening of nothing": (
        replace(LINES, b'"index":7,', b'"index":8,'),
        {(LINES, "bad_opening", 8), ("openings", "bad_opening", 7)},
    ),
    "an index that is no number": (
        replace(LINES, b'"index":7,', b'"index":true,'),
        {(LINES, "bad_opening", None), ("openings", "bad_opening", 7)},
    ),
    "an opening twice": (
        lambda f: put(LINES, b"".join((f / LINES).read_bytes().splitlines(True)[:1]) + (f / LINES).read_bytes())(f),
        {(LINES, "bad_opening", 7)},
    ),
    "an opening twice in two files": (
        lambda f: shutil.copy(f / LINES, f / "openings/other.jsonl"),
        {("openings/other.jsonl", "bad_opening", 7), ("openings/other.jsonl", "bad_opening", 299)},
    ),
    "no openings of a replay": (remove(LINES), {("openings", "bad_opening", 7), ("openings", "bad_opening", 299)}),
    "an endless line": (
        put(LINES, b"x" * (LONGEST_LINE + 9)),
        {(LINES, "bad_opening", None), ("openings", "bad_opening", 7), ("openings", "bad_opening", 299)},
    ),
    "a deep line": (
        lambda f: put(LINES, b"[" * 100_000 + b"\n" + (f / LINES).read_bytes())(f),
        {(LINES, "bad_opening", None)},
    ),
    "another policy": (replace("policy.json", b"replay", b"replbx"), {("policy.json", "unlisted_file", None)}),
    "a policy of another version": (
        replace("policy.json", b'"v":1', b'"v":2'),
        {("policy.json", "unlisted_file", None)},
    ),
    "a policy with white space": (replace("policy.json", b":1", b": 1"), {("policy.json", "unlisted_file", None)}),
    "no policy": (remove("policy.json"), {("policy.json", "unlisted_file", None)}),
    "another README": (
        replace("README.txt", b"It is not signed", b"It is signed"),
        {("README.txt", "unlisted_file", None)},
    ),
    "a file beside": (put("export.note"), {("export.note", "unlisted_file", None)}),
    "a file in an odd place": (put("openings/a/b.jsonl", b""), {("openings/a/b.jsonl", "unlisted_file", None)}),
    "a name that is no text": (put("a\udcff"), {("a\\udcff", "unlisted_file", None)}),
    "a tile of another number": (put("tile/0/02"), {("tile/0/02", "unlisted_file", None)}),
    "a tile beyond the tree": (put("tile/0/002.p/1"), {("tile/0/002.p/1", "unlisted_file", None)}),
    "a tile of width 256": (put("tile/0/000.p/256"), {("tile/0/000.p/256", "unlisted_file", None)}),
    "a level without end": (put("tile/63/000.p/1"), {("tile/63/000.p/1", "unlisted_file", None)}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_laid_to_its_file_with_one_word(tmp_path: Path, fault: str) -> None:
    change, expected = FAULTS[fault]
    folder = made(tmp_path / "export")
    assert found(folder) == set()

    change(folder)

    assert found(folder) == expected


def test_entries_beyond_their_number_are_found(tmp_path: Path) -> None:
    folder = made(tmp_path)
    data = (folder / PARTIAL).read_bytes()
    (folder / PARTIAL).write_bytes(data + b"\0\3abc")

    assert found(folder) == {(PARTIAL, "bad_entry", 300)}


def test_partial_tiles_left_from_a_smaller_tree_are_checked_and_allowed(tmp_path: Path) -> None:
    folder = made(tmp_path / "large")
    small = made(tmp_path / "small", 200)
    for name in tile_paths(200):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(small / name, folder / name)
    shutil.copy(small / "checkpoint", folder / "checkpoints/200")

    assert found(folder) == set()

    flip("tile/entries/000.p/200", 50)(folder)
    flip("tile/0/000.p/200", 50)(folder)
    assert found(folder) == {("tile/entries/000.p/200", "bad_entry", 0), ("tile/0/000.p/200", "bad_tile", 1)}


def test_an_older_head_in_the_place_of_the_newest_is_found(tmp_path: Path) -> None:
    folder, small = made(tmp_path / "large"), made(tmp_path / "small", 200)
    shutil.copy(small / "checkpoint", folder / "checkpoint")
    shutil.copy(small / "checkpoint", folder / "checkpoints/200")

    assert found(folder) == {(f"checkpoints/{SIZE}", "fork", None)}


def test_two_heads_of_one_size_with_unlike_roots_never_both_pass(tmp_path: Path) -> None:
    folder, other = made(tmp_path / "one"), tmp_path / "other"
    changed = [*entries()[:-1], encode(Entry("round.closed", "demo-1", SIZE - 1, AT))]
    export.write(other, changed, {}, {"v": 1}, "record.example/demo")
    shutil.copy(other / "checkpoint", folder / f"checkpoints/{SIZE}")

    assert found(folder) == {(f"checkpoints/{SIZE}", "bad_root", None)}


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    folder, elsewhere = made(tmp_path / "export"), made(tmp_path / "elsewhere")
    (folder / PARTIAL).unlink()
    (folder / PARTIAL).symlink_to(elsewhere / PARTIAL)
    shutil.rmtree(folder / "openings")
    (folder / "openings").symlink_to(elsewhere / "openings")

    assert {(PARTIAL, "unlisted_file", None), (PARTIAL, "gap", 256), ("openings", "unlisted_file", None)} <= found(
        folder
    )
    (folder / "checkpoint").unlink()
    (folder / "checkpoint").symlink_to(elsewhere / "checkpoint")
    with pytest.raises(UnreadableFile, match="there is no file checkpoint here"):
        verify_structure(folder)


def test_a_device_and_a_file_beyond_reason_are_not_read(tmp_path: Path) -> None:
    folder = made(tmp_path)
    os.mkfifo(folder / "tile/0/009")
    os.truncate(folder / "tile/0/000", MOST_BYTES + 1)

    assert found(folder) == {("tile/0/009", "unlisted_file", None), ("tile/0/000", "bad_tile", 0)}


def test_the_empty_record_verifies(tmp_path: Path) -> None:
    report = verify_structure(made(tmp_path, 0))

    assert (report.ok, report.size, report.root) == (True, 0, leaf_hash_of_nothing())


def leaf_hash_of_nothing() -> str:
    """Root of the empty tree (RFC 6962 section 2.1)."""
    return "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_failed_claim_names_its_cause_and_the_entry(tmp_path: Path) -> None:
    folder = made(tmp_path)
    flip(FULL, THIRD + 90)(folder)

    document = json.loads(json.dumps(verify_structure(folder).as_json()))
    assert list(document) == [
        "ok", "origin", "size", "root", "checkpoints", "witnesses", "claims", "not_proved", "defects",
    ]  # fmt: skip
    claims = {claim["id"]: claim for claim in document["claims"]}
    assert claims["wellformed"]["result"] == claims["unchanged"]["result"] == "failed"
    assert claims["wellformed"]["cause"] == "bad_entry"
    assert claims["wellformed"]["evidence"] == [{"index": 2, "leaf": leaf_hash(entries()[2]).hex()}]
    assert claims["witnessed"]["result"] == "not_checked"
    assert document["defects"] == [{"path": FULL, "cause": "bad_entry", "index": 2}]


def test_entries_of_a_well_built_tree_that_are_no_entries_are_found(tmp_path: Path) -> None:
    bad = [b"", b"{}", b"x" * 16_385, entries(1)[0].replace(b'"seq":0', b'"seq": 0')]
    export.write(tmp_path, [entries(1)[0], *bad, *entries(2)[1:]], {}, {"v": 1}, "record.example/demo")

    assert {(cause, index) for _, cause, index in found(tmp_path)} == {("bad_entry", n) for n in (1, 2, 3, 4)}


def test_parts_that_nobody_opened_leave_the_claim_open_unless_it_is_a_replay(tmp_path: Path) -> None:
    for policy, result in (({"v": 1}, "not_checked"), ({"replay": True, "v": 1}, "failed")):
        folder = tmp_path / result
        export.write(folder, entries(), {}, policy, "record.example/demo")

        claims = {claim.id: claim.result for claim in verify_structure(folder).claims}
        assert claims["openings"] == result


def test_the_same_round_always_gives_the_same_bytes() -> None:
    openings = [Opening(299, "text", KEY, PART), Opening(7, "text", KEY, PART)]

    one = export.files(entries(), {"demo-1": openings}, {"v": 1, "replay": True}, "a.example")
    other = export.files(entries(), {"demo-1": openings[::-1]}, {"replay": True, "v": 1}, "a.example")
    assert one == other
    assert list(one) == sorted(one)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    whole = export.read(made(tmp_path))

    assert whole.entries == tuple(entries())
    assert whole.openings == {"demo-1": tuple(Opening(index, "text", KEY, PART) for index in SEALED)}
    assert whole.policy == {"replay": True, "v": 1}
    assert (whole.head.origin, whole.head.size) == ("record.example/demo", SIZE)


@pytest.mark.parametrize(
    "fault", ["a missing bundle", "no policy", "a changed length", "a deep line", "an endless line"]
)
def test_an_export_that_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path, fault: str) -> None:
    FAULTS[fault][0](made(tmp_path))

    with pytest.raises(UnreadableFile) as refused:
        export.read(tmp_path)
    assert refused.value.sentence.cy


@pytest.mark.parametrize(
    ("origin", "name"), [("", "r"), ("a b", "r"), ("a+b", "r"), ("a\n", "r"), ("a", "../r"), ("a", "")]
)
def test_names_that_would_lead_astray_are_refused(tmp_path: Path, origin: str, name: str) -> None:
    from cydradd.vocabulary.errors import NotPossible

    with pytest.raises(NotPossible):
        export.write(tmp_path, entries(1), {name: []}, {"v": 1}, origin)
    assert list(tmp_path.iterdir()) == []
