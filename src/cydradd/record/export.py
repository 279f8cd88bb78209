"""The export: the record as one folder that an outsider can check (record.md section 7).

Until notes are signed, ``checkpoint`` holds the three lines of an unsigned tree head, and `README.txt` says so.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cydradd.record.canonical import serialise
from cydradd.record.tiles import bundles, tiles
from cydradd.record.tree import Hash, leaf_hash, root
from cydradd.vocabulary.facts import JsonValue

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
    """
    leaves = [leaf_hash(entry) for entry in entries]
    head = checkpoint(origin, len(leaves), root(leaves)).encode()
    found = {"README.txt": README.encode(), "checkpoint": head, f"checkpoints/{len(leaves)}": head}
    found |= dict(tiles(leaves)) | dict(bundles(entries))
    found["policy.json"] = serialise(policy)
    for name, published in openings.items():
        lines = [
            serialise({"index": each.index, "key": each.key.hex(), "name": each.name, "part": each.part})
            for each in sorted(published, key=lambda each: (each.index, each.name))
        ]
        found[f"openings/{name}.jsonl"] = b"".join(line + b"\n" for line in lines)
    return dict(sorted(found.items()))


def write(
    out: Path,
    entries: Sequence[bytes],
    openings: Mapping[str, Iterable[Opening]],
    policy: Mapping[str, JsonValue],
    origin: str,
) -> list[str]:
    """Write an export into the folder ``out`` and return its paths, sorted."""
    found = files(entries, openings, policy, origin)
    for name, data in found.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return list(found)
