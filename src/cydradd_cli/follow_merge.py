"""`cydradd follow merge`: releases of contracts data, of one file or many, merged into records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals
from cydradd_cli.progress import bar

if TYPE_CHECKING:
    from cydradd.follow.contracts.combining import Combined
    from cydradd.follow.contracts.reading import OcdsReading
    from cydradd.follow.rows import Row

_EVERY = 500
"""Releases between two movements of the bar."""


def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="OCDS releases or records: JSON, JSON lines.")],
    out: Annotated[Path, typer.Option(help="The package of records to write; it appears whole or not at all.")],
    versioned: Annotated[
        bool, typer.Option("--versioned", help="Add to each record every value it had, and which release gave it.")
    ] = False,
    json: Json = False,
) -> None:
    """Merge contracts data: what is known of each contract after its last release, and what the awards come to.

    A correction counts once. Every release stays in the records, and money of several currencies is never added.
    """
    from cydradd.follow.contracts.combining import combine

    part = out.with_name(f".{out.name}.part")
    with refusals():
        try:
            with part.open("wb") as file:
                told = combine(files, file, with_versions=versioned, watch=watched)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    if json:
        print_json(told.as_json())
    else:
        print_defects(told.defects)
        _summary(told, out)


def watched(reading: OcdsReading) -> Iterator[Row]:
    """The rows of a file, with a bar that shows how much of it has been read."""
    with bar(reading.path.name, reading.size) as move:
        for number, row in enumerate(reading.rows()):
            if number % _EVERY == 0:
                move(reading.bytes_read)
            yield row


def _summary(told: Combined, out: Path) -> None:
    """What merging came to, in words."""
    from cydradd.follow.contracts.money import Measure
    from cydradd.vocabulary.money import Pence, format_money

    typer.echo(f"{told.releases} releases of {told.processes} contracting processes; {told.awards} awards.")
    for measure, name in ((Measure.AWARD, "awarded"), (Measure.CONTRACT, "contracted"), (Measure.PAID, "paid")):
        for currency, units in sorted(told.sums[measure].items()):
            typer.echo(f"{format_money(Pence(units), currency)} {name}.")
    for currency, units in sorted(told.joint_sums.items()):
        typer.echo(f"{format_money(Pence(units), currency)} of it in {told.joint} awards that several suppliers share.")
    typer.echo(f"Wrote {out}.")
