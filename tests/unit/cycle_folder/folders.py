"""Small round folders, written in a few lines."""

from __future__ import annotations

import json
from pathlib import Path

from cydradd.cycle.round_folder import RoundFolder, read

SETTINGS = """\
id = "demo-1"
title_cy = "Rownd"
title_en = "Round"
currency = "GBP"
as_of = "2027-06-01T12:00:00Z"
"""


def folder(at: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> Path:
    """A round folder with these files."""
    for name, content in {"round.toml": settings, **files}.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return at


def lines(*acts: dict[str, object]) -> str:
    """The lines of ``events.jsonl``."""
    return "".join(json.dumps(act, ensure_ascii=False) + "\n" for act in acts)


def faults(found: RoundFolder) -> list[tuple[str | None, int | None, str | None, str]]:
    """File, row, column and code of each defect."""
    return [(defect.file, defect.row, defect.column, defect.code) for defect in found.defects]


def read_one(at: Path, name: str, content: str | bytes) -> RoundFolder:
    """A folder with one file beside its settings."""
    return read(folder(at, {name: content}))
