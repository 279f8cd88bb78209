"""Round folders with organisations, requests, agreements and payments, for tests of who got what and where."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

Rows = Sequence[Mapping[str, str]]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def organisation(id: str, name: str, *, place: str = "W06000002", type: str = "charity", income_p: str = "") -> dict:
    return {"id": id, "name": name, "type": type, "income_p": income_p, "place": place}


def request(id: str, organisation: str, cost_p: str = "100000", **more: str) -> dict:
    return {
        "id": id,
        "organisation": organisation,
        "title_cy": f"Cais {id}",
        "title_en": f"Request {id}",
        "cost_p": cost_p,
        **more,
    }


def agreement(id: str, application: str, organisation: str, amount_p: str = "100000", **more: str) -> dict:
    dates = {"start": "2026-04-01", "end": "2027-03-31", "signed_on": "2026-03-20"}
    return {
        "id": id,
        "application": application,
        "organisation": organisation,
        "kind": "grant",
        "amount_p": amount_p,
        **dates,
        **more,
    }


def write_money(
    home: Path, name: str, *, currency: str = "GBP", place: str | None = "W06000002", **tables: Rows
) -> Path:
    """One round folder; each table by its name, ``apply_organisations`` for ``apply/organisations.csv``."""
    folder = home / name
    folder.mkdir(parents=True)
    lines = [f'id = "{name}"', f'currency = "{currency}"', 'as_of = "2026-11-02T12:00:00Z"']
    lines += [f'title_cy = "Rownd {name}"', f'title_en = "Round {name}"']
    lines += [f'place = "{place}"'] if place else []
    folder.joinpath("round.toml").write_text("\n".join(lines) + "\n", "utf-8")
    for key, rows in tables.items():
        path = folder / (key.replace("_", "/", 1) + ".csv")
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(head for row in rows for head in row)), restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder
