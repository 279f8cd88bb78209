"""Whether entries, tiles and tree heads of a folder tell of one tree (RFC 6962, C2SP tlog-tiles).

The tree is computed from the entries. Where they do not lead to the head but the tiles do, an entry was changed,
and the tiles say which; so each changed byte is laid to the file that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cydradd.record.folder import Folder
from cydradd.record.heads import NEWEST, Head
from cydradd.record.report import Flaw
from cydradd.record.tiles import WIDTH, levels, tile_path, tile_paths, unbundle
from cydradd.record.tree import Frontier, Hash, leaf_hash, root

_TILE = re.compile(
    r"tile/(?P<level>entries|[0-9]|[1-5][0-9]|6[0-3])/(?P<number>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/(?P<width>[0-9]{1,3}))?"
)


def bundle_of(index: int, size: int) -> str:
    """Path of the bundle that holds an entry, in a tree of ``size``."""
    number = index // WIDTH
    return tile_path("entries", number, min(WIDTH, size - number * WIDTH))


def read_bundle(folder: Folder, number: int, size: int) -> list[bytes] | None:
    """The entries of one bundle of a tree of ``size``; ``None`` when it is absent, broken or of another number."""
    width = min(WIDTH, size - number * WIDTH)
    data = folder.read(tile_path("entries", number, width))
    try:
        entries = None if data is None else unbundle(data)
    except ValueError:
        return None
    return entries if entries is not None and len(entries) == width else None


def _from_entries(folder: Folder, size: int) -> Iterator[Hash | None]:
    for number in range(-(-size // WIDTH)):
        entries = read_bundle(folder, number, size)
        width = min(WIDTH, size - number * WIDTH)
        yield from map(leaf_hash, entries) if entries is not None else [None] * width


def _from_tiles(folder: Folder, size: int) -> Iterator[Hash | None]:
    for number in range(-(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        data = folder.read(tile_path(0, number, width))
        good = data is not None and len(data) == 32 * width
        yield from (data[at : at + 32] for at in range(0, 32 * width, 32)) if data and good else [None] * width


def leaves_of(folder: Folder, heads: Sequence[Head]) -> list[Hash]:
    """The leaf hashes that the largest head vouches for, else those of the entries, up to the first that is lost."""
    size = max(head.size for head in heads)
    vouched = {head.root for head in heads if head.size == size}
    entries = list(_from_entries(folder, size))
    known = _until_lost(entries, entries)
    if len(known) == size and root(known) in vouched:
        return known
    tiles = list(_from_tiles(folder, size))
    for first, second in ((entries, tiles), (tiles, entries)):
        known = _until_lost(first, second)
        if len(known) == size and root(known) in vouched:
            return known
    return _until_lost(entries, tiles)


def _until_lost(first: Sequence[Hash | None], second: Sequence[Hash | None]) -> list[Hash]:
    known = []
    for one, other in zip(first, second, strict=True):
        leaf = one or other
        if leaf is None:
            break
        known.append(leaf)
    return known


def check_heads(heads: Sequence[Head], leaves: Sequence[Hash]) -> Iterator[Flaw]:
    """Each head against the tree. Heads that agree with one tree are consistent with one another."""
    roots, frontier, sizes = {}, Frontier(), {head.size for head in heads}
    for leaf in leaves:
        if frontier.size in sizes:
            roots[frontier.size] = frontier.root()
        frontier.append(leaf)
    roots[frontier.size] = frontier.root()
    for head in heads:
        kept = head.path.removeprefix(f"{NEWEST}s/")
        if head.size > len(leaves):
            yield Flaw(head.path, "gap", len(leaves))
        elif roots[head.size] != head.root or kept not in (head.path, str(head.size)):
            yield Flaw(head.path, "bad_root")
        elif head.origin != heads[0].origin or head.size > heads[0].size:
            yield Flaw(head.path, "fork")


class Tiles:
    """The files under ``tile/`` against the tree of ``leaves``, of which the folder should hold ``size``."""

    def __init__(self, folder: Folder, leaves: Sequence[Hash], size: int) -> None:
        """Compute every level of the tree once."""
        self.folder, self.leaves, self.size = folder, leaves, size
        self.levels = dict(levels(leaves))

    def check(self) -> Iterator[Flaw]:
        """What is missing, too many, or not as computed."""
        for name in tile_paths(self.size):
            if name not in self.folder.names:
                yield self._missing(name)
        for name in sorted(self.folder.names):
            if name.startswith("tile/"):
                yield from self._check(name)
        yield from (Flaw(name, "unlisted_file") for name in sorted(self.folder.strange) if name.startswith("tile"))

    def _missing(self, name: str) -> Flaw:
        if not name.startswith("tile/entries/"):
            return Flaw(name, "bad_tile")
        return Flaw(name, "gap", _place(name)[1] * WIDTH)

    def _check(self, name: str) -> Iterator[Flaw]:
        try:
            level, number, width = _place(name)
        except ValueError:
            yield Flaw(name, "unlisted_file")
            return
        begins, ends = number * WIDTH, number * WIDTH + width
        if level is None:
            if ends > self.size:
                yield Flaw(name, "unlisted_file")
            elif ends <= len(self.leaves):
                yield from self._bundle(name, begins, width)
            return
        if ends > self.size >> (8 * level):
            yield Flaw(name, "unlisted_file")
        elif ends <= len(hashes := self.levels.get(level, [])):
            yield from self._tile(name, hashes[begins:ends], begins if level == 0 else None)

    def _tile(self, name: str, expected: Sequence[Hash], begins: int | None) -> Iterator[Flaw]:
        data = self.folder.read(name) or b""
        if data == b"".join(expected):
            return
        same = 0
        while same < len(expected) and data[32 * same : 32 * same + 32] == expected[same]:
            same += 1
        yield Flaw(name, "bad_tile", None if begins is None else begins + min(same, len(expected) - 1))

    def _bundle(self, name: str, begins: int, width: int) -> Iterator[Flaw]:
        try:
            entries = unbundle(self.folder.read(name) or b"")
        except ValueError:
            yield Flaw(name, "bad_entry", begins)
            return
        if len(entries) < width:
            yield Flaw(name, "gap", begins + len(entries))
        if len(entries) > width:
            yield Flaw(name, "bad_entry", begins + width)
        for index, entry in enumerate(entries[:width], begins):
            if leaf_hash(entry) != self.leaves[index]:
                yield Flaw(name, "bad_entry", index)


def _place(name: str) -> tuple[int | None, int, int]:
    """Level (``None`` for entries), number and width of a tile by its path.

    Raises:
        ValueError: A path that no tile has.
    """
    match = _TILE.fullmatch(name)
    if match is None:
        raise ValueError(name)
    level = match["level"]
    number = int(match["number"].replace("x", "").replace("/", ""))
    width = int(match["width"] or WIDTH)
    if not 0 < width <= WIDTH or tile_path(level, number, width) != name:
        raise ValueError(name)
    return (None if level == "entries" else int(level)), number, width
