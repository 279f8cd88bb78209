"""`cydradd follow concentration`: how far the money of a file of grants went to few recipients."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals
from cydradd_cli.follow_filters import (
    Beneficiary,
    Currency,
    Funder,
    Measure,
    Once,
    Place,
    Since,
    Until,
    WithoutTransfers,
    filters,
)

if TYPE_CHECKING:
    from cydradd.follow.concentration_report import ConcentrationReport
    from cydradd.follow.warehouse.questions import Filters


def concentration(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="360Giving grants as JSON, CSV or XLSX, or a round folder.")
    ] = None,
    warehouse: Annotated[Path | None, typer.Option("--warehouse", help="Instead of a file: a warehouse.")] = None,
    measure: Measure = "grants",
    funder: Funder = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    currency: Currency = "GBP",
    without_transfers: WithoutTransfers = False,
    once: Once = False,
    beneficiary: Beneficiary = False,
    json: Json = False,
) -> None:
    """How far the money went to few recipients: shares, Gini, HHI, and what is not known.

    A recipient is told by its published id, else by its exact name. Grants that name neither are shown apart. Of a
    warehouse the same filters as of `reach` choose the grants.
    """
    asked = filters(funder, place, since, until, currency, without_transfers, once, beneficiary, measure=measure)
    if (file is None) == (warehouse is None):
        raise typer.BadParameter("give a FILE or a --warehouse, not both")
    if file is not None and asked != filters(currency=currency):
        raise typer.BadParameter("of a FILE only --currency is asked; import it into a --warehouse for the others")
    with refusals():
        found = _of_file(file, currency) if file is not None else _of_warehouse(warehouse or Path(), asked)
    if json:
        print_json(found.as_json())
    else:
        print_defects(found.sums.defects)
        _summary(found)


def _of_file(file: Path, currency: str) -> ConcentrationReport:
    from cydradd.follow.concentration_report import report
    from cydradd.follow.threesixtygiving import open_file

    return _of_round(file) if file.is_dir() else report(open_file(file), currency)


def _of_warehouse(path: Path, asked: Filters) -> ConcentrationReport:
    from cydradd.follow import measured
    from cydradd.follow.warehouse.naming import must_name_a_funder
    from cydradd.follow.warehouse.store import open_warehouse

    with open_warehouse(path) as opened:
        if asked.funder is not None:
            must_name_a_funder(opened, asked.funder)
        return measured.concentration(opened, asked)


def _of_round(folder: Path) -> ConcentrationReport:
    """The money of a round folder, in the round's own currency."""
    from cydradd.cycle.calculation import calculate
    from cydradd.cycle.round_folder import read
    from cydradd.cycle.stage_results.follow import concentration_of

    found = read(folder)
    return concentration_of(found, calculate(found, with_map=False))


def _summary(report: ConcentrationReport) -> None:
    """The numbers in words."""
    from cydradd.follow.warehouse.measures import Measured
    from cydradd.vocabulary.money import Pence, format_money

    found = report.found
    typer.echo(f"{found.recipients} recipients hold {format_money(Pence(found.total), report.currency)}.")
    if found.gini is not None and found.hhi is not None:
        typer.echo(
            f"The ten largest hold {_percent(found.top10_share)}; the smaller half {_percent(found.lower_half_share)}."
        )
        typer.echo(f"Gini {float(found.gini):.4f}. HHI {float(found.hhi):.2f} of 10,000.")
    if found.zero_totals:
        typer.echo(f"{found.zero_totals} of the recipients hold nothing: every amount of theirs is 0.")
    many = Measured(str(report.filters.get("measure", Measured.GRANTS))).many.en
    apart = report.held.unidentified
    typer.echo(
        f"{apart.total()} {many} name no recipient, or several: "
        f"{format_money(Pence(report.held.unidentified_total), report.currency)} in none of this."
    )
    for currency, grants in sorted(report.others.items()):
        typer.echo(f"{grants} {many} are in {currency}, and in none of this.")


def _percent(share: Fraction | None) -> str:
    return "-" if share is None else f"{100 * float(share):.1f} %"
