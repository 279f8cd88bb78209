"""`cydradd deliver agreement` and `cydradd deliver ending`: what an agreement promises, and whether it may end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals

if TYPE_CHECKING:
    from cydradd.deliver.agreement_document import AgreementReport

File = Annotated[Path, typer.Argument(metavar="FILE", help="One JSON object (docs/reference/deliver-files.md).")]


def agreement(file: File, json: Json = False) -> None:
    """Say what an agreement pays when, what it asks, and which rule it breaks.

    Without a payment profile it takes the default of its kind, and without planned spending, the same each month.
    """
    from cydradd.deliver.agreement_document import report_of
    from cydradd.deliver.agreement_file import read_agreement

    with refusals():
        terms, unknown = read_agreement(file)
        found = report_of(terms)
    note_unknown(unknown)
    if json:
        print_json(found.as_json())
    else:
        _agreement_in_words(found)


def ending(file: File, json: Json = False) -> None:
    """Say whether an agreement may end yet: report, consents and notice, in their order. Exit 1 when it may not."""
    from cydradd.deliver.ending import may_end
    from cydradd.deliver.ending_file import read_ending

    with refusals():
        proposal, on, unknown = read_ending(file)
        found = may_end(proposal, on)
    note_unknown(unknown)
    if json:
        print_json(found.as_json())
    elif found.may_end:
        typer.echo("It may end." + (" It ends at once, and is counted as such." if found.at_once else ""))
    for code in found.missing:
        typer.echo(f"cydradd: it may not end yet: {code}: {found.sentence(code).en}", err=True)
    if not found.may_end:
        raise typer.Exit(1)


def note_unknown(keys: Sequence[str]) -> None:
    """Name the keys that nobody knows on stderr."""
    if keys:
        typer.echo(f"Keys that nobody knows, and that take no part: {', '.join(keys[:20])}.", err=True)


def _agreement_in_words(found: AgreementReport) -> None:
    """The report in words."""
    from cydradd.vocabulary.money import format_money

    typer.echo("No rule is broken." if found.ok else "Rules that are broken:")
    for each in found.findings:
        typer.echo(f"  {each.code}  {each.field}: {each.sentence.en}")
    for line in found.profile or ():
        typer.echo(f"{line.due}  {format_money(line.amount, found.terms.currency)}  {line.kind}")
    if found.profile is None:
        typer.echo("There is no payment profile, and no default for this kind.")
    if found.cash_strain is not None:
        taken = " (spending taken to be the same each month)" if found.spend_assumed else ""
        typer.echo(f"Lowest point of cash: {format_money(found.cash_strain, found.terms.currency)}{taken}.")
    for checkin in found.checkins:
        most = "one sentence or picture" if checkin.minutes is None else f"at most {checkin.minutes} minutes"
        typer.echo(f"{checkin.due}  check-in, {most}")
