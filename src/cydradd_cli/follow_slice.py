"""`cydradd follow slice`: some grants of a warehouse as a page in each language that works off-line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import (
    April,
    Beneficiary,
    Currency,
    Funder,
    Once,
    Place,
    Since,
    Until,
    WarehouseFile,
    WithoutTransfers,
    filters,
)

if TYPE_CHECKING:
    from cydradd.follow.warehouse.questions import Filters


def slice_(
    warehouse: WarehouseFile,
    out: Annotated[Path, typer.Option(metavar="PAGE", help="PAGE.html makes PAGE-cy.html and PAGE-en.html.")],
    funder: Funder = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    currency: Currency = "GBP",
    without_transfers: WithoutTransfers = False,
    once: Once = False,
    beneficiary: Beneficiary = False,
    april: April = False,
    json: Json = False,
) -> None:
    """Save some grants as one page in Welsh and one in English that work off-line: charts, tables, every grant's cells.

    The filters are those of `reach`. A page is at most 10 MB: a larger slice is refused, and nothing is written.
    """
    asked = filters(funder, place, since, until, currency, without_transfers, once, beneficiary, april)
    with refusals():
        paths, grants = _write(warehouse, out, asked)
    if json:
        print_json({"files": [str(path) for path in paths], "grants": grants})
    else:
        for path in paths:
            typer.echo(f"Wrote {path}.")


def _write(warehouse: Path, out: Path, asked: Filters) -> tuple[list[Path], int]:
    """Both pages, or none; and the grants in their figures."""
    from cydradd.cycle.report import css
    from cydradd.follow.reach import By
    from cydradd.follow.slice import gather, render
    from cydradd.follow.warehouse.naming import must_name_a_funder
    from cydradd.follow.warehouse.store import open_warehouse
    from cydradd.vocabulary.text import Language

    stem = out.name.removesuffix(".html")
    paths = [out.with_name(f"{stem}-{language}.html") for language in Language]
    with open_warehouse(warehouse) as opened:
        if asked.funder is not None:
            must_name_a_funder(opened, asked.funder)
        found = gather(opened, asked)
        pages = [
            render(found, language, css(), other.name)
            for language, other in zip(Language, reversed(paths), strict=True)
        ]
    out.parent.mkdir(parents=True, exist_ok=True)
    parts = [path.with_name(f".{path.name}.part") for path in paths]
    try:
        for part, page in zip(parts, pages, strict=True):
            part.write_bytes(page)
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return paths, found.by[By.TYPE].grants
