"""What an export of ours says beyond its tree: entries well formed, openings that match, files that belong.

Here ``wellformed`` means: canonical bytes, the keys of an entry and their forms, numbers in a round without gap,
references to earlier entries alone. What the body of each act must hold, and which role may act, is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from sys import intern

from cydradd.record.canonical import NotCanonical, parse, serialise
from cydradd.record.entry import MalformedEntry, decode, opens
from cydradd.record.export import OPENINGS, POLICY, README, README_FILE
from cydradd.record.folder import Folder
from cydradd.record.heads import NEWEST
from cydradd.record.report import Flaw
from cydradd.record.structure import bundle_of, read_bundle
from cydradd.record.tiles import WIDTH
from cydradd.record.tree import Hash, leaf_hash
from cydradd.vocabulary.facts import JsonValue

_BELONGS = re.compile(
    rf"{NEWEST}|{NEWEST}s/[0-9]+|tile/.+|{re.escape(README_FILE)}|{re.escape(POLICY)}|{OPENINGS}/[a-z0-9-]{{1,64}}\.jsonl"
)
_OPENING_KEYS = {"index", "key", "name", "part"}


def is_ours(folder: Folder) -> bool:
    """Whether a folder is an export of a record, not any log."""
    some = POLICY in folder.names or any(name.startswith(f"{OPENINGS}/") for name in folder.names)
    return some or folder.read(README_FILE) == README.encode()


def check_files(folder: Folder, size: int) -> Iterator[Flaw]:
    """Files that are missing, do not belong, or do not say what they must."""
    for name in (README_FILE, POLICY, f"{NEWEST}s/{size}"):
        if name not in folder.names:
            yield Flaw(name, "unlisted_file")
    for name in sorted(folder.names | folder.strange):
        if not _BELONGS.fullmatch(name) or (name in folder.strange and not name.startswith("tile")):
            yield Flaw(name, "unlisted_file")
    if folder.read(README_FILE) not in (None, README.encode()):
        yield Flaw(README_FILE, "unlisted_file")
    if POLICY in folder.names and policy_of(folder) is None:
        yield Flaw(POLICY, "unlisted_file")


def policy_of(folder: Folder) -> dict[str, JsonValue] | None:
    """What ``policy.json`` says, or ``None`` when that cannot be understood whole."""
    data = folder.read(POLICY) or b""
    try:
        value = parse(data)
        canonical = serialise(value) == data
    except NotCanonical:
        return None
    if not canonical or not isinstance(value, dict) or not value.keys() <= {"replay", "v"}:
        return None
    return value if value.get("v") == 1 and isinstance(value.get("replay", False), bool) else None


class Entries:
    """The entries of a folder, read one bundle after another.

    Attributes:
        flaws: What is wrong with them.
        sealed: Commitment to each sealed part, by index and name; `Openings` takes out what is opened.
        lost: Indexes of entries that were changed or are not there; the structure tells of them.
    """

    def __init__(self, folder: Folder, leaves: Sequence[Hash], size: int) -> None:
        """Decode every entry that the tree vouches for."""
        self.size = size
        self.flaws: list[Flaw] = []
        self.sealed: dict[tuple[int, str], bytes] = {}
        self.lost: set[int] = set()
        self._next: dict[str | None, int] = {}
        self._earlier: set[Hash] = set()
        for number in range(-(-len(leaves) // WIDTH)):
            entries = read_bundle(folder, number, size) or []
            begins = number * WIDTH
            for index in range(begins, min(begins + WIDTH, len(leaves))):
                data = entries[index - begins] if index - begins < len(entries) else None
                self._add(index, data, leaves[index])

    def _add(self, index: int, data: bytes | None, leaf: Hash) -> None:
        if data is None or leaf_hash(data) != leaf:
            self._lose(index)
        else:
            self._decode(index, data)
        self._earlier.add(leaf)

    def _lose(self, index: int) -> None:
        """Remember a lost entry; which number it held is not known, so counting begins anew after it."""
        self.lost.add(index)
        self._next.clear()

    def _decode(self, index: int, data: bytes) -> None:
        try:
            entry = decode(data)
        except MalformedEntry:
            self._flaw("bad_entry", index)
            self._lose(index)
            return
        known = entry.round in self._next or not self.lost
        if known and entry.seq != self._next.get(entry.round, 0):
            self._flaw("gap", index)
        self._next[entry.round] = entry.seq + 1
        if any(bytes.fromhex(ref.leaf) not in self._earlier for ref in entry.refs):
            self._flaw("bad_ref", index)
        for name, commitment in entry.sealed.items():
            self.sealed[index, intern(name)] = bytes.fromhex(commitment)

    def _flaw(self, cause: str, index: int) -> None:
        self.flaws.append(Flaw(bundle_of(index, self.size), cause, index))


class Openings:
    """The published openings of a folder against the commitments of its entries.

    Attributes:
        flaws: Openings that open nothing, come twice or out of order, and, in a replay, parts without opening.
        complete: Whether every sealed part was opened.
    """

    def __init__(self, folder: Folder, entries: Entries, *, replay: bool) -> None:
        """Check every line of every file of openings."""
        self.flaws: list[Flaw] = []
        self._entries = entries
        for name in sorted(folder.names):
            if name.startswith(f"{OPENINGS}/"):
                self._file(name, folder.lines(name))
        self.complete = not entries.sealed and not entries.lost
        if replay:
            self.flaws += [Flaw(OPENINGS, "bad_opening", index) for index, _ in sorted(entries.sealed)]

    def _file(self, path: str, lines: Iterable[bytes | None]) -> None:
        last: tuple[int, str] = (-1, "")
        for line in lines:
            place, opens_it = (None, False) if line is None else self._opening(line)
            if place is None or not opens_it or place <= last:
                self.flaws.append(Flaw(path, "bad_opening", place[0] if place else None))
            last = max(last, place or last)

    def _opening(self, line: bytes) -> tuple[tuple[int, str] | None, bool]:
        """Which sealed part a line is about, and whether it opens it, for the first time."""
        try:
            value = parse(line)
            if serialise(value) != line or not isinstance(value, dict) or value.keys() != _OPENING_KEYS:
                return None, False
            index, name, key = value["index"], value["name"], bytes.fromhex(str(value["key"]))
        except (NotCanonical, ValueError):
            return None, False
        if not isinstance(index, int) or isinstance(index, bool) or not isinstance(name, str):
            return None, False
        if index in self._entries.lost:
            return (index, name), True
        commitment = self._entries.sealed.pop((index, name), None)
        written = key.hex() == value["key"]
        return (index, name), commitment is not None and written and opens(commitment.hex(), key, value["part"])
