"""`cydradd follow publish`: a round folder out as 360Giving or OCDS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.follow.publish import Published
    from cydradd.vocabulary.facts import JsonValue

FORMATS = ("360giving", "ocds")


def _read(folder: Path, form: str) -> Published:
    from cydradd.cycle.calculation import calculate
    from cydradd.cycle.publication import published_round
    from cydradd.cycle.round_folder import read
    from cydradd.follow.publish import Form, publish

    found = read(folder)
    calculated = calculate(found, with_map=False)
    round = published_round(found.settings, found.tables, found.tables.events, calculated.count)
    return publish(round, Form(form))


def _write(made: Published, out: Path, form: str) -> list[Path]:
    """Write the packages: the first to `out`, records beside it. Each appears whole or not at all."""
    from cydradd.follow.publish import to_bytes
    from cydradd.follow.threesixtygiving import FileForm, write

    if form == FORMATS[0] and (ending := out.suffix.lower().lstrip(".")) in (FileForm.XLSX, FileForm.CSV):
        told = write(made.packages[0], out, FileForm(ending))
        if told.left_out:
            typer.echo(f"{out.name} has no place for: {', '.join(told.left_out)}.", err=True)
        return [out]
    paths = [out, out.with_name(f"{out.stem}-records.json")][: len(made.packages)]
    for path, package in zip(paths, made.packages, strict=True):
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(to_bytes(package))
        part.replace(path)
    return paths


def publish_(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A round folder: it holds a round.toml.")],
    form: Annotated[str, typer.Option("--format", help="360giving (grants) or ocds (contracts).")],
    out: Annotated[
        Path,
        typer.Option(
            help="The file to write. Grants: a workbook or text where it ends in .xlsx or .csv, else JSON. OCDS "
            "records go beside it, as NAME-records.json."
        ),
    ],
    json: Json = False,
) -> None:
    """Publish a round as open data: grants to 360Giving, contracts to OCDS.

    Text with an e-mail address or telephone number is withheld and listed. A package that its standard does not
    allow is not written: exit status 1.
    """
    if form not in FORMATS:
        raise typer.BadParameter(f"choose {' or '.join(FORMATS)}", param_hint="--format")
    with refusals():
        made = _read(folder, form)
        files = [] if made.errors else _write(made, out, form)
    report: dict[str, JsonValue] = {
        "files": [str(path) for path in files],
        "count": made.count,
        "sums_pence": dict(made.sums),
        "errors": len(made.errors),
        "withheld": [
            {
                "application": each.application,
                "code": each.code,
                "pence": each.amount,
                "message": each.message.as_json(),
            }
            for each in made.withheld
        ],
    }
    if json:
        print_json(report)
    else:
        _say(made, files)
    if made.errors:
        typer.echo("cydradd: nothing was written: the standard does not allow this package; see the faults.", err=True)
        raise typer.Exit(1)


def _say(made: Published, files: list[Path]) -> None:
    """The same in words."""
    from cydradd.vocabulary.money import format_money

    sums = ", ".join(format_money(amount, currency) for currency, amount in made.sums.items())
    typer.echo(f"{made.count} grants or releases; awarded: {sums}.")
    for each in made.withheld:
        typer.echo(f"Withheld: {each.application or 'total'}: {each.message.en}")
    print_defects(made.errors)
    for path in files:
        typer.echo(f"Wrote {path}.")
