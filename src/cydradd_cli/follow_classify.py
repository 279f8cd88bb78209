"""`cydradd follow classify`: what kind of body every recipient is, with the rule and its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import WarehouseFile
from cydradd_cli.progress import bar

RegisterFile = Annotated[Path | None, typer.Option("--register", help="A register that `follow register build` made.")]


def classify_(
    warehouse: WarehouseFile,
    register: RegisterFile = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Most recipients to list; all are counted.")] = None,
    json: Json = False,
) -> None:
    """What kind of body each recipient is: the first rule that fires, with how strong its evidence is.

    With a register, class, place and size of all recipients are found out anew and kept.
    """
    from cydradd.follow.classification import classification
    from cydradd.follow.warehouse.filing import classify_again
    from cydradd.follow.warehouse.store import open_warehouse

    with refusals(), open_warehouse(warehouse, writing=register is not None) as opened:
        if register is not None:
            from cydradd.follow.registers import open_register

            with open_register(register) as known, bar("Recipients", None) as watch:
                classify_again(opened, known, watch)
        found = classification(opened)
    if json:
        print_json(found.as_json(limit))
        return
    for row in found.rows[: 20 if limit is None else limit]:
        typer.echo(
            f"{row.id or '-'}  {row.name or '-'}: {row.said or row.code} (rule {row.rule or '-'}, {row.level or '-'})"
        )
    for rule, grants in found.by_rule.items():
        typer.echo(f"Rule {rule}: {grants:,} grants.")
    share = found.classified_share
    typer.echo(f"Classified: {'-' if share is None else f'{100 * float(share):.1f} %'} of grants.")
