"""`cydradd follow import`: files of open data into a warehouse, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_classify import RegisterFile, register_of
from cydradd_cli.follow_filters import day
from cydradd_cli.progress import bar

if TYPE_CHECKING:
    from cydradd.follow.warehouse.bodies import Evidence
    from cydradd.follow.warehouse.loaded import Loaded
    from cydradd.follow.warehouse.store import Warehouse
    from cydradd.vocabulary.facts import JsonValue

AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Day on which dates are in the future or long past; today if not given."),
]


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Grants as 360Giving (JSON, CSV, XLSX), or contracts as OCDS (JSON, JSON lines)."
        ),
    ],
    warehouse: Annotated[Path, typer.Option("--warehouse", help="The warehouse to add to; made if it is not there.")],
    register: RegisterFile = None,
    as_of: AsOf = None,
    strict: Annotated[bool, typer.Option("--strict", help="Keep no file that has errors; exit status 1.")] = False,
    json: Json = False,
) -> None:
    """Import files: every row with its place, and the money in equal to the money kept, for each currency.

    Each file is kept whole or not at all. A file that is there already is left out and said, so that an import that
    was broken off goes on where it stopped.
    """
    from cydradd.follow.warehouse.store import open_warehouse

    with refusals(), open_warehouse(warehouse, writing=True) as to, register_of(to, register) as evidence:
        done, refused = _import(to, files, evidence, day(as_of, "--as-of") or date.today(), strict)
    sums: dict[str, int] = {}
    for each in done:
        for currency, amount in each.sums_kept.items():
            sums[currency] = sums.get(currency, 0) + amount
    if json:
        conserved = all(each.conserved for each in done) and all(each["code"] != "not-conserved" for each in refused)
        print_json(_told(done, refused, sums, conserved))
    else:
        _say(done, sums)
    if refused:
        raise typer.Exit(1)


def _import(
    warehouse: Warehouse, files: Sequence[Path], evidence: Evidence | None, as_of: date, strict: bool
) -> tuple[list[Loaded], list[dict[str, JsonValue]]]:
    """Load each file; one that cannot be kept is said, and the next is loaded."""
    from cydradd.follow import ocds
    from cydradd.follow.threesixtygiving import open_file
    from cydradd.follow.warehouse.filing import load
    from cydradd.follow.warehouse.loaded import NotValid
    from cydradd.vocabulary.errors import CydraddError

    done: list[Loaded] = []
    refused: list[dict[str, JsonValue]] = []
    for path in files:
        try:
            if ocds.holds_contracts(path):
                done.append(_import_contracts(warehouse, path, evidence, strict))
                continue
            reading = open_file(path)
            with bar(path.name, reading.size) as watch:
                done.append(
                    load(
                        warehouse,
                        reading,
                        as_of=as_of,
                        evidence=evidence,
                        watch=lambda _, reading=reading, watch=watch: watch(reading.bytes_read),  # type: ignore[misc]
                        strict=strict,
                    )
                )
        except CydraddError as error:
            typer.echo(f"cydradd: {error}", err=True)
            told = error.loaded.as_json() if isinstance(error, NotValid) else {"file": path.name}
            refused.append({**told, "code": error.code, "message": error.sentence.as_json()})
    return done, refused


def _import_contracts(warehouse: Warehouse, path: Path, evidence: Evidence | None, strict: bool) -> Loaded:
    from cydradd.follow.ocds import open_file
    from cydradd.follow.warehouse.contracts import load

    reading = open_file(path)
    with bar(path.name, reading.size) as watch:
        return load(warehouse, reading, evidence=evidence, watch=lambda _: watch(reading.bytes_read), strict=strict)


def _told(
    done: Sequence[Loaded], refused: Sequence[dict[str, JsonValue]], sums: dict[str, int], conserved: bool
) -> dict[str, JsonValue]:
    return {
        "files": [each.as_json() for each in done],
        "count": sum(each.rows_kept for each in done),
        "sums_pence": dict(sorted(sums.items())),
        "conserved": conserved,
        "refused": list(refused),
    }


def _say(done: Sequence[Loaded], sums: dict[str, int]) -> None:
    """The same in words."""
    from cydradd.vocabulary.money import Pence, format_money

    for each in done:
        money = ", ".join(format_money(Pence(total), code) for code, total in sorted(each.sums_kept.items()))
        there = "already there, " if each.was_there else ""
        typer.echo(f"{each.file}: {there}{each.rows_kept:,} of {each.rows_in:,} rows, {money or 'no money'}.")
        if each.not_grants:
            typer.echo(f"  {each.not_grants:,} rows are no grants.")
        if each.not_summable:
            typer.echo(f"  {each.not_summable:,} amounts cannot be read and are in no total.")
        if each.defects_total:
            typer.echo(f"  {each.defects_total:,} defects: cydradd follow check lists them.")
    for code, total in sorted(sums.items()):
        typer.echo(f"All: {format_money(Pence(total), code)}, in equals kept.")
