"""`cydradd follow classify`: what kind of body every recipient is, with the rule and its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import WarehouseFile
from cydradd_cli.progress import bar

if TYPE_CHECKING:
    from cydradd.follow.registers import Register
    from cydradd.follow.warehouse.store import Warehouse

REGISTER = "register"
"""Setting of a warehouse: where its register is."""

RegisterFile = Annotated[Path | None, typer.Option("--register", help="A register that `follow register build` made.")]


@contextmanager
def register_of(warehouse: Warehouse, register: Path | None) -> Iterator[Register | None]:
    """The register that is named, which the warehouse then keeps the place of; else the one named before."""
    from cydradd.follow.registers import open_register

    kept = warehouse.setting(REGISTER)
    if register is None and kept is None:
        yield None
        return
    path = register or Path(str(kept))
    if register is None and not path.is_file():
        typer.echo(f"cydradd: the register {path} is not there: name it with --register, or build it again.", err=True)
        yield None
        return
    with open_register(path) as opened:
        yield opened
    if register is not None:
        warehouse.keep(REGISTER, str(register.resolve()))


def classify_(
    warehouse: WarehouseFile,
    register: RegisterFile = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Most recipients to list; all are counted.")] = None,
    json: Json = False,
) -> None:
    """What kind of body each recipient is: the first rule that fires, with how strong its evidence is.

    With a register, class, place and size of all recipients are found out anew and kept; later imports use it too.
    """
    from cydradd.follow.classification import classification
    from cydradd.follow.warehouse.filing import classify_again
    from cydradd.follow.warehouse.store import open_warehouse

    with refusals(), open_warehouse(warehouse, writing=register is not None) as opened:
        if register is not None:
            with register_of(opened, register) as known, bar("Recipients", None) as watch:
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
