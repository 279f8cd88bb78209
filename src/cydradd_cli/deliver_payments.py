"""`cydradd deliver payments`: how long money took, and how much of it came before the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.deliver.payment_report import PaymentReport


def payments(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="payments.csv, the folder of a round, or an OCDS package as JSON.")
    ],
    currency: Annotated[
        str | None, typer.Option(help="Currency of an OCDS package, where it has several: none is ever converted.")
    ] = None,
    json: Json = False,
) -> None:
    """Say how long payments took from the later of invoice and due date, and how many of them cannot be told.

    Money in whole minor units of one currency. What is not known is null, never 0 days.
    """
    with refusals():
        report, unit = _report(path, currency)
    if json:
        print_json(report.as_json())
    else:
        print_defects(report.defects)
        _in_words(report, unit)


def _report(path: Path, currency: str | None) -> tuple[PaymentReport, str]:
    """The report of what lies at a path, and its currency."""
    if path.is_dir():
        from cydradd.cycle.round_folder import read
        from cydradd.cycle.stage_results.deliver import payments_of

        folder = read(path)
        return payments_of(folder), folder.settings.currency
    if path.suffix.lower() == ".csv":
        from cydradd.cycle.stage_results.deliver import payments_alone

        return payments_alone(path), "GBP"
    return _package(path, currency)


def _package(path: Path, currency: str | None) -> tuple[PaymentReport, str]:
    """The transactions of an OCDS package in one currency."""
    from cydradd.deliver.payment_report import Paid, report_on
    from cydradd.deliver.payments import Payment
    from cydradd.follow.contracts.processes import Gathering
    from cydradd.follow.ocds import open_file
    from cydradd.follow.transactions import transactions_of
    from cydradd.vocabulary.errors import NotPossible
    from cydradd.vocabulary.text import Bilingual

    with Gathering() as gathering:
        gathering.add(open_file(path))
        found = transactions_of(gathering.processes())
    units = sorted({each.value.currency for each in found.transactions})
    if currency is None and len(units) > 1:
        listed = ", ".join(units)
        raise NotPossible(
            Bilingual(
                cy=f"{path.name}: mae taliadau mewn mwy nag un arian ({listed}). Dewiswch un â --currency.",
                en=f"{path.name}: payments are in several currencies ({listed}). Choose one with --currency.",
            )
        )
    unit = currency or (units[0] if units else "GBP")
    known = {
        each.id: Paid(
            each.value.amount if each.value and each.value.currency == unit else None, each.start, each.signed_on
        )
        for each in found.contracts
    }
    paid = [
        Payment(each.contract, each.value.amount, each.paid_on)
        for each in found.transactions
        if each.value.currency == unit
    ]
    return report_on(paid if found.told else None, known, path.name, found.defects), unit


def _in_words(report: PaymentReport, currency: str) -> None:
    """The numbers in words."""
    from cydradd.vocabulary.money import format_money

    if report.total is None:
        typer.echo("Nothing is said of payments: how long they took is not known.")
        return
    days = report.days
    typer.echo(f"{report.n} payments, {format_money(report.total, currency)} in all, {report.returns} returns.")
    if days.median is not None and days.within_30 is not None:
        typer.echo(
            f"Median {float(days.median):g} days; nine in ten within {days.p90}; {float(days.within_30):.0%} within 30."
        )
    if days.small_within_10 is not None:
        typer.echo(f"Small organisations: {float(days.small_within_10):.0%} within 10 days.")
    if report.share_up_front is not None:
        typer.echo(f"Paid before or on the start: {float(report.share_up_front):.0%} of what was agreed.")
    typer.echo(f"Of {days.unknown} it cannot be told how long they took.")
