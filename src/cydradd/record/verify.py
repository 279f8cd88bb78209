"""The verifier: what an export proves, what it does not, and what is wrong with it.

It checks structure: roots from entries, tiles and tree heads that agree; in an export of ours also that entries are
well formed and openings match. Signatures, witnesses and the meaning of acts are ``not_checked``, never passed.
"""

from __future__ import annotations

from pathlib import Path

from cydradd.record.folder import Folder
from cydradd.record.heads import NEWEST, read_heads
from cydradd.record.meaning import Entries, Openings, check_files, is_ours, policy_of
from cydradd.record.report import Flaw, Report, claims_after
from cydradd.record.structure import Tiles, check_heads, leaves_of
from cydradd.record.tree import Hash
from cydradd.vocabulary.errors import UnreadableFile
from cydradd.vocabulary.text import Bilingual

__all__ = ["Flaw", "Report", "verify_structure"]


def verify_structure(path: Path) -> Report:
    """Check any folder of tiles; of a log that is not ours the entries are opaque bytes.

    Raises:
        UnreadableFile: No folder, no checkpoint in it, or too many files to list.
    """
    folder = Folder(path)
    if NEWEST not in folder.names:
        raise UnreadableFile(
            Bilingual(
                f"{path.name}: nid oes ffeil {NEWEST} yma; rhowch ffolder allforiad.",
                f"{path.name}: there is no file {NEWEST} here; name the folder of an export.",
            )
        )
    heads, broken = read_heads(folder)
    report = Report(heads=heads, flaws=[Flaw(name, "bad_root") for name in broken])
    if NEWEST in broken:
        report.claims = claims_after(report.flaws, (), ())
        return report
    newest, size = heads[0], max(head.size for head in heads)
    report.origin, report.size, report.root = newest.origin, newest.size, newest.root.hex()
    leaves = leaves_of(folder, heads)
    report.flaws += check_heads(heads, leaves)
    report.flaws += Tiles(folder, leaves, size).check()
    proved = _meaning(folder, leaves, size, report) if is_ours(folder) else []
    report.claims = claims_after(report.flaws, proved, leaves)
    return report


def _meaning(folder: Folder, leaves: list[Hash], size: int, report: Report) -> list[str]:
    """Check what only an export of ours holds; the claims that are proved unless a flaw speaks against them."""
    report.flaws += check_files(folder, report.size)
    entries = Entries(folder, leaves, size)
    replay = (policy_of(folder) or {}).get("replay") is True
    openings = Openings(folder, entries, replay=replay)
    report.flaws += entries.flaws + openings.flaws
    whole = not entries.lost and len(leaves) == size
    return [*(["wellformed"] if whole else []), *(["openings"] if openings.complete and whole else [])]
