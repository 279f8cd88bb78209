"""`cydradd follow check`: a file of 360Giving or OCDS held against its standard."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_corrected import form_of, write_corrected
from cydradd_cli.follow_filters import day
from cydradd_cli.progress import bar

if TYPE_CHECKING:
    from cydradd.follow.report import Report

SHOWN = 20
"""Defects that are shown to people when nothing else is asked for."""


def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Grants as JSON, CSV or XLSX; or releases or records of contracts as JSON."
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Day on which dates are in the future or long past; today if not given."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit status 1 when the file is not valid.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=0, help="Most defects to list, the gravest first; all are counted.")
    ] = None,
    corrected: Annotated[
        Path | None,
        typer.Option(metavar="OUT", help="Write the grants here with their safe repairs made: .json, .xlsx or .csv."),
    ] = None,
    schema: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Official OCDS schema files or extensions you have, to hold contracts against as well."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Check a file of open data: every fault with its place and what to do, and the money in it, to the penny.

    The file is read and never changed; nothing is stored but the copy that --corrected asks for. Without --limit,
    --json lists up to 100,000 defects, and people are shown 20.
    """
    most = limit if json or limit is not None else SHOWN
    on = day(as_of, "--as-of") or date.today()
    with refusals():
        if corrected is not None:
            form_of(corrected, file)
        report = _report(file, on, most, schema)
        copy = write_corrected(file, corrected, on) if corrected is not None else None
    if json:
        print_json(report.as_json(limit) | ({"corrected": copy.as_json()} if copy else {}))
    else:
        _summary(report, SHOWN if limit is None else limit)
    if copy is not None:
        copy.say(report)
    if strict and not report.is_valid:
        typer.echo(f"cydradd: {file.name} does not keep to its standard; see the defects listed.", err=True)
        raise typer.Exit(1)


def _report(file: Path, as_of: date, most: int | None, schema: Path | None) -> Report:
    """What is found in a file of grants, else in one of contracts."""
    from cydradd.follow import any_file

    reading = any_file.open_file(file)
    with bar(file.name, reading.size) as watch:
        return any_file.check(reading, as_of, most=most, watch=watch, schema=schema)


def _summary(report: Report, most: int) -> None:
    """The findings in words."""
    from cydradd.vocabulary.money import Pence, format_money

    valid = report.count - report.invalid
    rows = "grants" if report.format == "360giving" else "releases or records"
    typer.echo(f"{report.count:,} {rows}: {valid:,} valid, {report.invalid:,} not valid.")
    for currency, amount in sorted(report.sums.minor_units.items()):
        typer.echo(f"{format_money(Pence(amount), currency)} in all.")
    if report.sums.not_summable:
        typer.echo(f"{report.sums.not_summable:,} amounts cannot be read and are in no total.")
    ids, rows_of_them = report.duplicate_ids
    if ids:
        typer.echo(f"{ids:,} ids occur more than once, on {rows_of_them:,} rows: all are kept and counted.")
    for (code, column), count in sorted(report.repairs.items()):
        typer.echo(f"{column}: {count:,} would be repaired ({code}).")
    for fault in islice(report.faults, most):
        typer.echo(f"{fault.place}: {fault.level}: {fault.code}: {fault.message.en}", err=True)
    if report.total > most:
        typer.echo(f"... and {report.total - most:,} more; --json lists them all.", err=True)
