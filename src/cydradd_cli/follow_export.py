"""`cydradd follow export`: the tables of a warehouse as files of Parquet, for Apache Spark and other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import WarehouseFile
from cydradd_cli.progress import bar


def export_(
    warehouse: WarehouseFile,
    out: Annotated[Path, typer.Option("--out", help="A new folder; it is there when all of it is written.")],
    json: Json = False,
) -> None:
    """Write every table of a warehouse as Parquet, for Apache Spark and for other tools.

    The questions give the same answers on Spark: docs/how-to/run-the-questions-on-spark.md.
    """
    from cydradd.follow.warehouse.exporting import export
    from cydradd.follow.warehouse.store import open_warehouse
    from cydradd.follow.warehouse.tables import TABLES

    with refusals(), open_warehouse(warehouse) as opened, bar(out.name, len(TABLES)) as watch:
        made = export(opened, out, watch)
    if json:
        print_json(made.as_json())
        return
    for each in made.tables:
        typer.echo(f"{each.file}: {each.rows:,} rows, {each.bytes:,} bytes.")
