"""Small files of grants, made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cydradd.follow.threesixtygiving import open_file
from cydradd.follow.warehouse.filing import load
from cydradd.follow.warehouse.loaded import Loaded
from cydradd.follow.warehouse.store import Warehouse


def grant(id: str, amount: object, recipient: object = "GB-CHC-1000001", **more: Any) -> dict[str, Any]:
    """A grant to one recipient, given by its id, its whole object, or nobody."""
    made: dict[str, Any] = {
        "id": id,
        "title": f"Grant {id}",
        "description": "For the choir",
        "currency": "GBP",
        "amountAwarded": amount,
        "awardDate": "2020-05-01",
        "fundingOrganization": [{"id": "GB-CHC-9", "name": "The Fund"}],
    }
    if recipient is not None:
        told = {"id": recipient, "name": f"Named {recipient}"} if isinstance(recipient, str) else recipient
        made["recipientOrganization"] = told if isinstance(told, list) else [told]
    return {**made, **more}


def file_of(folder: Path, grants: list[Any], name: str = "grants.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"version": "1.4", "grants": grants}), encoding="utf-8")
    return path


def loaded(warehouse: Warehouse, folder: Path, grants: list[Any], name: str = "grants.json") -> Loaded:
    return load(warehouse, open_file(file_of(folder, grants, name)))
