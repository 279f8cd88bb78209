"""Writing a proposal out of the database, as the file it came from."""

from __future__ import annotations

from pathlib import Path

from cydradd_web.share.models import Proposal


def export_proposal(proposal_id: int, folder: Path) -> str:
    """Write the file of a proposal, byte for byte, into a folder; its name."""
    row = Proposal.objects.get(pk=proposal_id)
    place = folder / row.file
    if not place.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{row.file} leaves the folder")
    place.write_bytes(bytes(row.content))
    return row.file
