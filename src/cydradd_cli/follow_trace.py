"""`cydradd follow trace`: from a grant back to the cell it was read from."""

from __future__ import annotations

from typing import Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import WarehouseFile


def trace_(
    grant: Annotated[str, typer.Argument(metavar="GRANT", help="The published id of a grant.")],
    warehouse: WarehouseFile,
    json: Json = False,
) -> None:
    """Where a grant stands: file, sheet, row and cells as they are written, and what was repaired."""
    from cydradd.follow.tracing import trace
    from cydradd.follow.warehouse.store import open_warehouse

    with refusals(), open_warehouse(warehouse) as opened:
        found = trace(opened, grant)
    if json:
        print_json({"matches": [match.as_json() for match in found]})
    for match in () if json else found:
        place = match.pointer or f"{match.sheet + ', ' if match.sheet else ''}row {match.row}"
        typer.echo(f"{match.file}, {place} (SHA-256 {match.sha256})")
        for heading, text in match.cells.items():
            typer.echo(f"  {heading}: {text}")
        for repair in match.repairs:
            typer.echo(f"  repaired ({repair['code']}) at {repair['path']}; written: {repair['original']}")
    if not found:
        typer.echo(f"cydradd: no grant of this warehouse has the id {grant}. Copy it as it was published.", err=True)
        raise typer.Exit(1)
