"""The verifier: what an export proves, what it does not, and the first thing that is wrong with it.

This version checks structure: roots from entries, tiles and checkpoints that agree, entries that are well formed,
openings that match. Signatures, witnesses and the meaning of acts are ``not_checked``, never passed.
"""

from __future__ import annotations

import base64
import binascii
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cydradd.record import entry as entries_of
from cydradd.record.canonical import NotCanonical, parse
from cydradd.record.claims import CLAIMS, NOT_PROVED, Claim
from cydradd.record.entry import Entry, MalformedEntry, opens
from cydradd.record.tiles import WIDTH, bundles, tile_path, tiles, unbundle
from cydradd.record.tree import Hash, leaf_hash, root
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes above which a file of an export is refused unread."""
MOST_ENTRIES = 10_000_000


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: where, and one word of the cause."""

    path: str
    cause: str
    index: int | None = None

    def as_json(self) -> dict[str, JsonValue]:
        """``{"path", "cause", "index"}``."""
        return {"path": self.path, "cause": self.cause, "index": self.index}


@dataclass(frozen=True, slots=True)
class Head:
    """A tree head as it is written: origin, size and root; ``signed`` when signature lines follow."""

    path: str
    origin: str
    size: int
    root: Hash
    signed: bool


@dataclass(slots=True)
class Report:
    """What was found."""

    origin: str = ""
    size: int = 0
    root: str = ""
    heads: list[Head] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.flaws

    def as_json(self) -> dict[str, JsonValue]:
        """The keys of record.md section 5."""
        return {
            "ok": self.ok,
            "origin": self.origin,
            "size": self.size,
            "root": self.root,
            "checkpoints": [{"path": h.path, "size": h.size, "signed": h.signed} for h in self.heads],
            "witnesses": [],
            "claims": [claim.as_json() for claim in self.claims],
            "not_proved": [sentence.as_json() for sentence in NOT_PROVED],
            "defects": [flaw.as_json() for flaw in self.flaws],
        }


def _refuse(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))


def read_head(folder: Path, name: str) -> Head:
    """A checkpoint file.

    Raises:
        ValueError: Not three lines of origin, size and root.
    """
    text = (folder / name).read_bytes().decode("utf-8")
    body, _, signatures = text.partition("\n\n")
    lines = (body if signatures else text).rstrip("\n").split("\n")
    if len(lines) != 3 or not lines[1].isascii() or not lines[1].isdigit() or lines[1] != str(int(lines[1])):
        raise ValueError("not three lines")
    size, head = int(lines[1]), base64.b64decode(lines[2], validate=True)
    if len(head) != 32 or base64.b64encode(head).decode() != lines[2] or size > MOST_ENTRIES:
        raise ValueError("no root")
    return Head(name, lines[0], size, head, bool(signatures))


def _heads(folder: Path, report: Report) -> None:
    """Every checkpoint of the folder, the newest last."""
    names = ["checkpoint", *sorted(p.name for p in folder.glob("checkpoint.*"))]
    names += sorted(f"checkpoints/{p.name}" for p in folder.glob("checkpoints/*"))
    for name in names:
        try:
            report.heads.append(read_head(folder, name))
        except (ValueError, OSError, binascii.Error):
            report.flaws.append(Flaw(name, "bad_root"))


def _safe(folder: Path, name: str) -> Path | None:
    """A file of the folder that is a plain file of bearable size, else ``None``."""
    path = folder / name
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST_FILE:
        return None
    return path


def _entries(folder: Path, size: int, report: Report) -> list[bytes]:
    """The first ``size`` entries, from their bundles."""
    found: list[bytes] = []
    for number in range(-(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        names = [tile_path("entries", number, wide) for wide in (width, *range(WIDTH, width, -1))]
        path = next((p for p in (_safe(folder, name) for name in names) if p is not None), None)
        if path is None:
            report.flaws.append(Flaw(names[0], "bad_tile", number * WIDTH))
            return found
        try:
            found += unbundle(path.read_bytes())[:width]
        except ValueError:
            report.flaws.append(Flaw(names[0], "bad_entry", len(found)))
            return found
    return found


def _roots(leaves: list[Hash], report: Report) -> None:
    """Each checkpoint's root against the root of its first entries."""
    for head in report.heads:
        if head.size > len(leaves):
            report.flaws.append(Flaw(head.path, "gap", len(leaves)))
        elif root(leaves[: head.size]) != head.root:
            report.flaws.append(Flaw(head.path, "bad_root"))


def _tiles(folder: Path, leaves: list[Hash], entries: list[bytes], report: Report) -> None:
    """Every tile and bundle in the folder against the same computed from the entries."""
    partial = _partials(leaves, entries)
    for path in sorted((folder / "tile").rglob("*")) if (folder / "tile").is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        safe = _safe(folder, name)
        expected = partial(name)
        if expected is None:
            report.flaws.append(Flaw(name, "unlisted_file"))
        elif safe is None or safe.read_bytes() != expected:
            report.flaws.append(Flaw(name, "bad_tile"))
    for name in (*dict(tiles(leaves)), *dict(bundles(entries))):
        if not (folder / name).is_file():
            wider = name.partition(".p/")[0]
            if not (".p/" in name and (folder / wider).is_file()):
                report.flaws.append(Flaw(name, "bad_tile"))


class _partials:  # noqa: N801  (used as a function)
    """Expected bytes of a tile or bundle of any width that the tree ever had; ``None`` for another path."""

    def __init__(self, leaves: list[Hash], entries: list[bytes]) -> None:
        self.now = dict(tiles(leaves)) | dict(bundles(entries))

    def __call__(self, name: str) -> bytes | None:
        if name in self.now:
            return self.now[name]
        base, mark, width = name.partition(".p/")
        if not mark or not width.isdigit() or not 0 < int(width) < WIDTH or str(int(width)) != width:
            return None
        whole = self.now.get(base) or next((d for n, d in self.now.items() if n.startswith(f"{base}.p/")), None)
        if whole is None:
            return None
        if base.startswith("tile/entries/"):
            parts = unbundle(whole)
            return _bundled(parts[: int(width)]) if int(width) <= len(parts) else None
        return whole[: 32 * int(width)] if int(width) * 32 <= len(whole) else None


def _bundled(parts: list[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def verify_structure(folder: Path) -> Report:
    """Check any folder of tiles: entries are opaque bytes; signatures are not checked.

    Raises:
        UnreadableFile: No folder, or no checkpoint in it.
    """
    if not folder.is_dir() or not (folder / "checkpoint").is_file():
        raise _refuse(
            folder,
            "nid oes ffeil checkpoint yma; rhowch ffolder allforiad.",
            "there is no file checkpoint here; name the folder of an export.",
        )
    report = Report()
    _heads(folder, report)
    if not report.heads or report.heads[0].path != "checkpoint":
        return report
    newest = report.heads[0]
    report.origin, report.size, report.root = newest.origin, newest.size, newest.root.hex()
    for head in report.heads:
        if head.origin != newest.origin:
            report.flaws.append(Flaw(head.path, "fork"))
    entries = _entries(folder, max(head.size for head in report.heads), report)
    leaves = [leaf_hash(entry) for entry in entries]
    _roots(leaves, report)
    _tiles(folder, leaves, entries, report)
    meaning = _meaning(folder, entries, report) if (folder / "policy.json").is_file() else {}
    report.claims = [claim.with_result(meaning) for claim in CLAIMS]
    return report


def _meaning(folder: Path, entries: list[bytes], report: Report) -> dict[str, str]:
    """Claims that need no signature: entries well formed, openings matching."""
    before = len(report.flaws)
    decoded = list(_decoded(entries, report))
    wellformed = "proved" if len(report.flaws) == before else "failed"
    before = len(report.flaws)
    _openings(folder, decoded, report)
    openings = "proved" if len(report.flaws) == before else "failed"
    return {"wellformed": wellformed, "openings": openings}


def _decoded(entries: list[bytes], report: Report) -> Iterator[Entry | None]:
    """Entries in order, each checked: canonical, numbered without gaps in its round, referring backwards."""
    expected: defaultdict[str | None, int] = defaultdict(int)
    seen: set[str] = set()
    for index, data in enumerate(entries):
        try:
            entry = entries_of.decode(data)
        except MalformedEntry:
            report.flaws.append(Flaw("tile/entries", "bad_entry", index))
            seen.add(leaf_hash(data).hex())
            yield None
            continue
        if entry.seq != expected[entry.round]:
            report.flaws.append(Flaw("tile/entries", "gap", index))
        expected[entry.round] = entry.seq + 1
        if any(ref.leaf not in seen for ref in entry.refs):
            report.flaws.append(Flaw("tile/entries", "bad_ref", index))
        seen.add(leaf_hash(data).hex())
        yield entry


def _openings(folder: Path, entries: list[Entry | None], report: Report) -> None:
    """Every published opening against the commitment in its entry."""
    for path in sorted(folder.glob("openings/*.jsonl")):
        name = path.relative_to(folder).as_posix()
        for line in path.read_bytes().splitlines() if _safe(folder, name) else ():
            if (index := _opened(line, entries)) is not None:
                report.flaws.append(Flaw(name, "bad_opening", index))


def _opened(line: bytes, entries: list[Entry | None]) -> int | None:
    """``None`` when an opening opens its commitment, else the index it names (-1: it names none)."""
    try:
        value = parse(line)
        if not isinstance(value, dict):
            return -1
        index, key = value["index"], bytes.fromhex(str(value["key"]))
    except (NotCanonical, KeyError, ValueError):
        return -1
    if not isinstance(index, int) or not 0 <= index < len(entries):
        return -1
    entry = entries[index]
    commitment = entry.sealed.get(str(value.get("name"))) if entry else None
    return None if commitment and opens(commitment, key, value.get("part")) else index
