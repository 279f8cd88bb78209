"""The options by which a question is about some grants of a warehouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cydradd.follow.warehouse.questions import Filters

WarehouseFile = Annotated[Path, typer.Option("--warehouse", help="The warehouse that `follow import` made.")]
Funder = Annotated[str | None, typer.Option(help="Org-id, or exact name, of who gave.")]
Place = Annotated[str | None, typer.Option(help="GSS code, or postcode area; W92000004 is all of Wales.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day of award, as 2027-04-01.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day of award.")]
Currency = Annotated[str, typer.Option(help="Only grants in this currency: none is ever converted.")]
WithoutTransfers = Annotated[
    bool,
    typer.Option(
        "--exclude-transfers",
        help="Leave out, and count, what public bodies gave one another, and what went to councils or education.",
    ),
]
Once = Annotated[
    bool,
    typer.Option("--exclude-duplicates", help="Leave out, and count, a grant that is there twice, all of it equal."),
]
Beneficiary = Annotated[
    bool, typer.Option("--beneficiary", help="Place of the people a grant is for, not of its recipient.")
]
April = Annotated[bool, typer.Option("--april", help="Years run from 1 April to 31 March.")]
Measure = Annotated[
    str,
    typer.Option(help="grants; or of contracts awards, contracts or paid: each alone, none is ever added to another."),
]


def filters(
    funder: str | None = None,
    place: str | None = None,
    since: str | None = None,
    until: str | None = None,
    currency: str = "GBP",
    without_transfers: bool = False,
    once: bool = False,
    beneficiary: bool = False,
    april: bool = False,
    measure: str = "grants",
) -> Filters:
    """What was asked for."""
    from cydradd.follow.warehouse.measures import Measured
    from cydradd.follow.warehouse.questions import Filters

    if measure not in list(Measured):
        raise typer.BadParameter(f"choose one of {', '.join(Measured)}", param_hint="--measure")

    return Filters(
        funder=funder,
        place=place,
        since=day(since, "--from"),
        until=day(until, "--to"),
        currency=currency.upper(),
        beneficiary=beneficiary,
        april=april,
        without_transfers=without_transfers,
        once=once,
        measure=Measured(measure),
    )


def day(text: str | None, option: str) -> date | None:
    """A day as it was typed."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("write a day as 2027-04-01", param_hint=option) from None
