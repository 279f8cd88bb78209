"""`cydradd follow trace`: from a grant or a contracting process back to the cells it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import WarehouseFile

if TYPE_CHECKING:
    from cydradd.follow.process_money import ProcessAmount
    from cydradd.vocabulary.facts import JsonValue


def trace_(
    grant: Annotated[
        str, typer.Argument(metavar="GRANT", help="The published id of a grant, or the ocid of a contract.")
    ],
    warehouse: WarehouseFile,
    json: Json = False,
) -> None:
    """Where a grant stands: file, sheet, row and cells as they are written, and what was repaired.

    Of a contracting process: every release, and the money after the last of them. What several suppliers share is one
    amount.
    """
    from cydradd.follow.process_money import of_process
    from cydradd.follow.tracing import trace
    from cydradd.follow.warehouse.store import open_warehouse

    with refusals(), open_warehouse(warehouse) as opened:
        found, money = trace(opened, grant), of_process(opened, grant)
    if json:
        amounts: list[JsonValue] = [each.as_json() for each in money]
        print_json({"matches": [match.as_json() for match in found]} | ({"amounts": amounts} if money else {}))
    for match in () if json else found:
        place = match.pointer or f"{match.sheet + ', ' if match.sheet else ''}row {match.row}"
        typer.echo(f"{match.file}, {place} (SHA-256 {match.sha256})")
        for heading, text in match.cells.items():
            typer.echo(f"  {heading}: {text}")
        for repair in match.repairs:
            typer.echo(f"  repaired ({repair['code']}) at {repair['path']}; written: {repair['original']}")
    for each in () if json else money:
        _say(each)
    if not found:
        typer.echo(
            f"cydradd: no grant or contract of this warehouse has the id {grant}. Copy it as it was published.",
            err=True,
        )
        raise typer.Exit(1)


def _say(amount: ProcessAmount) -> None:
    """One amount of a process, with who shares it."""
    from cydradd.vocabulary.money import Pence, format_money

    money = "no amount that can be read"
    if amount.minor_units is not None and amount.currency is not None:
        money = format_money(Pence(amount.minor_units), amount.currency)
    who = "; ".join(amount.suppliers) or "nobody is named"
    together = f" to {len(amount.suppliers)} together" if len(amount.suppliers) > 1 else ""
    typer.echo(f"{amount.measure}, {amount.awarded_on or 'no day'}: {money}{together}: {who}")
