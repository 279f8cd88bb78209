"""`cydradd follow check`: a package of 360Giving or OCDS held against its standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals

if TYPE_CHECKING:
    from cydradd.follow.report import Report


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A package of grants, releases or records, as JSON.")],
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 when the package is not valid.")] = False,
    limit: Annotated[int | None, typer.Option(min=0, help="Most defects to list; all are counted.")] = None,
    json: Json = False,
) -> None:
    """Check a file of open data: every fault with its place, and the money in it, to the penny.

    The file is read and nothing is changed or stored.
    """
    from cydradd.follow.packages import read_package
    from cydradd.follow.report import check as check_package

    with refusals():
        report = check_package(read_package(file))
    if json:
        print_json(report.as_json(limit))
    else:
        _summary(report, 20 if limit is None else limit)
    if strict and not report.is_valid:
        typer.echo(f"cydradd: {file.name} does not keep to its standard; see the defects listed.", err=True)
        raise typer.Exit(1)


def _summary(report: Report, most: int) -> None:
    """The findings in words."""
    from cydradd.follow.fields import Root
    from cydradd.follow.packages import ROWS
    from cydradd.vocabulary.money import Pence, format_money

    rows = ROWS[Root(report.package.root)]
    valid = report.count - report.invalid
    typer.echo(f"{report.count} {rows}: {valid} valid, {report.invalid} not valid.")
    for currency, amount in sorted(report.sums.minor_units.items()):
        typer.echo(f"{format_money(Pence(amount), currency)} in all.")
    if report.sums.not_summable:
        typer.echo(f"{report.sums.not_summable} amounts cannot be read and are in no total.")
    for defect in report.defects[:most]:
        typer.echo(f"{defect.column}: {defect.code}: {defect.message.en}", err=True)
    if len(report.defects) > most:
        typer.echo(f"... and {len(report.defects) - most} more; --json lists them all.", err=True)
