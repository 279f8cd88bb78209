"""The export: the record as one folder that an outsider can check.

Until notes are signed, ``checkpoint`` holds the three lines of an unsigned tree head, and `README.txt` says so.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cydradd.record.canonical import NotCanonical, parse, serialise
from cydradd.record.folder import Folder
from cydradd.record.heads import NEWEST, Head, parse_head
from cydradd.record.tiles import WIDTH, bundles, tile_path, tiles, unbundle
from cydradd.record.tree import Hash, leaf_hash, root
from cydradd.vocabulary.errors import NotPossible, UnreadableFile
from cydradd.vocabulary.facts import JsonValue
from cydradd.vocabulary.text import Bilingual

README_FILE, POLICY, OPENINGS = "README.txt", "policy.json", "openings"
README = """\
Y COFNOD · THE RECORD

Cymraeg
Mae’r ffolder hon yn dal pob gweithred mewn rownd, yn ei threfn, fel coeden o hashiau (RFC 6962, C2SP tlog-tiles).
Gwiriwch hi:  cydradd record verify FFOLDER --structure
Nid yw wedi’i llofnodi. Mae’n dangos bod y cofnod yn gyfan ac na newidiwyd yr un beit ers gwneud y checkpoint.
Nid yw’n dangos pwy a’i gwnaeth, na bod y gweithredoedd wedi digwydd pan ddywedir.

English
This folder holds every act of a round, in order, as a tree of hashes (RFC 6962, C2SP tlog-tiles).
Check it:  cydradd record verify FOLDER --structure
It is not signed. It shows that the record is whole and that no byte has changed since the checkpoint was made.
It does not show who made it, nor that the acts happened when it says.
"""


@dataclass(frozen=True, slots=True)
class Opening:
    """A published key to a sealed part: which entry, which part, and its words."""

    index: int
    name: str
    key: bytes
    part: JsonValue


@dataclass(frozen=True, slots=True)
class Export:
    """An export as it was read, not verified.

    Attributes:
        entries: Bytes of each entry, in order.
        openings: Published openings by the name of their file: the round.
    """

    head: Head
    entries: tuple[bytes, ...]
    openings: Mapping[str, tuple[Opening, ...]]
    policy: Mapping[str, JsonValue]


_ORIGIN = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
_ROUND = re.compile(r"[a-z0-9-]{1,64}")


def checkpoint(origin: str, size: int, root_hash: Hash) -> str:
    """The three lines of a tree head: origin, size, root in base64 (C2SP tlog-checkpoint)."""
    return f"{origin}\n{size}\n{base64.b64encode(root_hash).decode()}\n"


def files(
    entries: Sequence[bytes], openings: Mapping[str, Iterable[Opening]], policy: Mapping[str, JsonValue], origin: str
) -> dict[str, bytes]:
    """Every file of an export by its path; the same arguments give the same bytes.

    Args:
        entries: Canonical bytes, in order.
        openings: Published openings by round.
        policy: What the verifier must know beside the entries, such as ``replay``.
        origin: Name of the log, without white space or ``+``.

    Raises:
        NotPossible: An origin or a round that cannot stand in a checkpoint or in a path.
    """
    _refuse_names(origin, openings)
    leaves = [leaf_hash(entry) for entry in entries]
    head = checkpoint(origin, len(leaves), root(leaves)).encode()
    found = {README_FILE: README.encode(), "checkpoint": head, f"checkpoints/{len(leaves)}": head}
    found |= dict(tiles(leaves)) | dict(bundles(entries))
    found[POLICY] = serialise(policy)
    for name, published in openings.items():
        lines = [
            serialise({"index": each.index, "key": each.key.hex(), "name": each.name, "part": each.part})
            for each in sorted(published, key=lambda each: (each.index, each.name))
        ]
        found[f"{OPENINGS}/{name}.jsonl"] = b"".join(line + b"\n" for line in lines)
    return dict(sorted(found.items()))


def _refuse_names(origin: str, rounds: Iterable[str]) -> None:
    if not _ORIGIN.fullmatch(origin):
        cy, en = "Ni all tarddiad y cofnod ddal bwlch na +.", "The origin of a record holds no white space and no +."
        raise NotPossible(Bilingual(cy, en))
    for name in rounds:
        if not _ROUND.fullmatch(name):
            cy = f"Nid yw “{name[:64]}” yn enw rownd: llythrennau bach, rhifau a chysylltnodau, hyd at 64."
            en = f"“{name[:64]}” is no id of a round: small letters, digits and hyphens, up to 64."
            raise NotPossible(Bilingual(cy, en))


def write(
    out: Path,
    entries: Sequence[bytes],
    openings: Mapping[str, Iterable[Opening]],
    policy: Mapping[str, JsonValue],
    origin: str,
) -> list[str]:
    """Write an export into the folder ``out`` and return its paths, sorted.

    Files of another export that are in ``out`` are left there, and make it fail verification.

    Raises:
        NotPossible: As `files`.
    """
    found = files(entries, openings, policy, origin)
    for name, data in found.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(found)


def _unreadable(path: Path, cy: str, en: str) -> UnreadableFile:
    return UnreadableFile(Bilingual(f"{path.name}: {cy}", f"{path.name}: {en}"))


def read_head(folder: Folder) -> Head:
    """The newest tree head of an export.

    Raises:
        UnreadableFile: There is none, or it is no tree head.
    """
    try:
        return parse_head(NEWEST, folder.read(NEWEST) or b"")
    except ValueError:
        cy, en = f"nid oes pen coeden yn {NEWEST}.", f"there is no tree head in {NEWEST}."
        raise _unreadable(folder.path, cy, en) from None


def read_entry(folder: Folder, index: int) -> bytes:
    """The bytes of one entry of an export or of any log of tiles.

    Raises:
        UnreadableFile: No tree head, or no such entry.
    """
    size = read_head(folder).size
    number, place = divmod(index, WIDTH)
    try:
        if not 0 <= index < size:
            raise IndexError
        name = tile_path("entries", number, min(WIDTH, size - number * WIDTH))
        return unbundle(folder.read(name) or b"")[place]
    except (ValueError, IndexError):
        cy, en = f"nid oes cofnodiad {index}; mae {size} yma.", f"there is no entry {index}; {size} are here."
        raise _unreadable(folder.path, cy, en) from None


def read(path: Path) -> Export:
    """An export as it lies on disk. Nothing is verified: see `cydradd.record.verify`.

    Raises:
        UnreadableFile: A file that is missing or broken.
    """
    folder = Folder(path)
    head = read_head(folder)
    openings = {}
    try:
        entries: list[bytes] = []
        for number in range(-(-head.size // WIDTH)):
            width = min(WIDTH, head.size - number * WIDTH)
            entries += unbundle(folder.read(tile_path("entries", number, width)) or b"")[:width]
        policy = parse(folder.read(POLICY) or b"")
        for name in sorted(folder.names):
            if name.startswith(f"{OPENINGS}/"):
                openings[Path(name).stem] = tuple(_opening(parse(line or b"")) for line in folder.lines(name))
    except (ValueError, NotCanonical) as error:
        raise _unreadable(path, f"ni ellir darllen yr allforiad: {error}.", f"it cannot be read: {error}.") from None
    if len(entries) != head.size or not isinstance(policy, Mapping):
        cy, en = "mae cofnodiadau neu policy.json ar goll.", "entries or policy.json are missing."
        raise _unreadable(path, cy, en)
    return Export(head, tuple(entries), openings, policy)


def _opening(value: JsonValue) -> Opening:
    if not isinstance(value, Mapping) or value.keys() != {"index", "key", "name", "part"}:
        raise ValueError("an opening has another form")
    index = value["index"]
    if not isinstance(index, int):
        raise ValueError("an opening names no entry")
    return Opening(index, str(value["name"]), bytes.fromhex(str(value["key"])), value["part"])
