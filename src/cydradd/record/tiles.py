"""Tiles: the tree and its entries as small files that never change (C2SP tlog-tiles)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cydradd.record.tree import Hash, node_hash

WIDTH = 256
"""Hashes in a full tile, and entries in a full bundle."""


def index_path(number: int) -> str:
    """A tile's number in groups of three digits: 1234067 is ``x001/x234/067``."""
    digits = f"{number:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """Path of one tile; ``level`` is a number, or ``entries`` for a bundle. Less than full is ``.p/<width>``."""
    part = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{index_path(number)}{part}"


def levels(leaves: Sequence[Hash]) -> Iterator[tuple[int, list[Hash]]]:
    """The hashes of each level of tiles: leaves at 0, then one for every 256 of the level below."""
    level, hashes = 0, list(leaves)
    while hashes:
        yield level, hashes
        hashes = [_subtree(hashes[at : at + WIDTH]) for at in range(0, len(hashes) - WIDTH + 1, WIDTH)]
        level += 1


def _subtree(full: Sequence[Hash]) -> Hash:
    """Root over a full tile's 256 hashes."""
    row = list(full)
    while len(row) > 1:
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
    return row[0]


def tiles(leaves: Sequence[Hash]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every tile of hashes of a tree."""
    for level, hashes in levels(leaves):
        for number, at in enumerate(range(0, len(hashes), WIDTH)):
            part = hashes[at : at + WIDTH]
            yield tile_path(level, number, len(part)), b"".join(part)


def tile_paths(size: int) -> Iterator[str]:
    """Path of every tile and bundle of a tree of ``size``."""
    level, hashes = 0, size
    while hashes:
        for number in range(-(-hashes // WIDTH)):
            width = min(WIDTH, hashes - number * WIDTH)
            yield tile_path(level, number, width)
            if level == 0:
                yield tile_path("entries", number, width)
        level, hashes = level + 1, hashes // WIDTH


def bundles(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every bundle of entries: a length of two bytes before each."""
    for number, at in enumerate(range(0, len(entries), WIDTH)):
        part = entries[at : at + WIDTH]
        yield tile_path("entries", number, len(part)), b"".join(len(e).to_bytes(2, "big") + e for e in part)


def unbundle(data: bytes) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        ValueError: A length that runs past the end.
    """
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise ValueError("a bundle ends in the middle of an entry")
        entries.append(data[at + 2 : end])
        at = end
    return entries
