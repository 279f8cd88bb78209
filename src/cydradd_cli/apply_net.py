"""`cydradd apply net`: what the money of a round is worth after the time it took."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.apply_round import RoundOf, read_given
from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.apply.net import NetFunding, Spent
    from cydradd.vocabulary.money import Pence

NO_RATE = "No rate was given, so nothing is said in money. Give --rate, or [apply] rate_p in round.toml."


def net(
    round_: RoundOf,
    rate: Annotated[
        str | None,
        typer.Option(metavar="PENCE", help="What an hour of an applicant's time is worth. [default: the folder's]"),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Where the rate comes from; printed beside the result.")] = None,
    hours: Annotated[
        Path | None,
        typer.Option(help="CSV application,apply_seconds,report_seconds,volunteer_seconds; wins over the round's."),
    ] = None,
    json: Json = False,
) -> None:
    """Say what the awards are worth after everybody's hours of applying and reporting, winners and losers.

    Missing hours make an interval: taken as 0, and as the 90th percentile of those known (of 5 or more). Hours of
    volunteers are part of the hours; they are shown again by themselves, and count once.
    """
    from cydradd.apply.document import net_document
    from cydradd.apply.net import net_funding
    from cydradd.apply.round_file import with_hours
    from cydradd.vocabulary.text import Bilingual

    asked = None if rate is None else _pence(rate)
    with refusals():
        given = read_given(round_)
        results, defects = given.results, given.defects
        if hours is not None:
            read = with_hours(results, hours)
            results, defects = read.results, (*defects, *read.defects)
        found = net_funding(results, given.rate if asked is None else asked)
    said = Bilingual(source, source) if source else given.rate_source if asked is None else None
    if json:
        print_json(net_document(found, said, defects))
    else:
        print_defects(defects)
        _summary(found, given.currency, said.en or said.cy if said else None)
    if found.rate is None:
        typer.echo(NO_RATE, err=True)


def _pence(text: str) -> Pence:
    """Whole pence an hour; wrong usage for pounds, so that 20.00 is never taken for 20 pence."""
    from cydradd.apply.net import HIGHEST_RATE
    from cydradd.vocabulary.money import Pence

    if not (text.isascii() and text.isdigit() and len(text) <= 8 and int(text) <= HIGHEST_RATE):
        raise typer.BadParameter(f"write whole pence an hour, 0 to {HIGHEST_RATE}: £20 is 2000.", param_hint="--rate")
    return Pence(int(text))


def _summary(found: NetFunding, currency: str, source: str | None) -> None:
    """The result in words."""
    from cydradd.apply.net import SOURCE
    from cydradd.vocabulary.money import format_money

    def money(amount: Pence | None) -> str:
        return "not known" if amount is None else format_money(amount, currency)

    typer.echo(f"Awarded: {money(found.awards)}.")
    for name, each in (("Applying", found.apply), ("Reporting", found.report)):
        typer.echo(f"{name}: {_hours(each)}; not known for {len(each.missing)}.")
    typer.echo(f"Of these by volunteers: {_hours(found.volunteers)}.")
    if found.rate is None:
        return
    typer.echo(f"At {money(found.rate)} an hour{f' ({source})' if source else ''}:")
    if found.interval is not None:
        least, most = found.interval
        typer.echo(f"  worth between {money(least)} and {money(most)} after the time it took.")
    else:
        share = "" if found.share is None else f", {100 * float(found.share):.1f} %"
        typer.echo(f"  worth {money(found.net)} after the time it took{share}.")
    typer.echo(f"After {SOURCE}.")


def _hours(each: Spent) -> str:
    return "not known" if each.seconds is None else f"{float(each.seconds) / 3600:,.1f} hours"
