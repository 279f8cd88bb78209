"""`cydradd follow reach`: who the money of a warehouse reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.follow_filters import (
    April,
    Beneficiary,
    Currency,
    Funder,
    Measure,
    Once,
    Place,
    Since,
    Until,
    WarehouseFile,
    WithoutTransfers,
    filters,
)

if TYPE_CHECKING:
    from cydradd.follow.reach import Reach

BY = ("type", "size", "place", "year")


def reach_(
    warehouse: WarehouseFile,
    by: Annotated[str, typer.Option(help="type, size, place or year.")] = "type",
    measure: Measure = "grants",
    funder: Funder = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    currency: Currency = "GBP",
    without_transfers: WithoutTransfers = False,
    once: Once = False,
    beneficiary: Beneficiary = False,
    april: April = False,
    json: Json = False,
) -> None:
    """Who the money reached, by type or size of recipient, by place or by year, always with what is not known.

    Rows and unknown add up to the whole. Size is the recipient's yearly income in a register: micro under £10,000,
    small to £100,000, medium to £1 million, large to £10 million, major to £100 million, super-major above. Of
    contracts, what was awarded, agreed and paid are three measures; money of several suppliers is a row of its own.
    """
    if by not in BY:
        raise typer.BadParameter(f"choose one of {', '.join(BY)}", param_hint="--by")
    asked = filters(funder, place, since, until, currency, without_transfers, once, beneficiary, april, measure)
    from cydradd.follow.measured import reach
    from cydradd.follow.reach import By
    from cydradd.follow.warehouse.naming import must_name_a_funder
    from cydradd.follow.warehouse.store import open_warehouse

    with refusals(), open_warehouse(warehouse) as opened:
        if funder is not None:
            must_name_a_funder(opened, funder)
        found = reach(opened, asked, By(by))
    if json:
        print_json(found.as_json())
    else:
        _say(found)


def _say(found: Reach) -> None:
    """The answer as a sentence and a table."""
    from cydradd.follow.reach_words import because, percent
    from cydradd.follow.warehouse.measures import Measured
    from cydradd.vocabulary.money import Pence, format_money

    said = found.as_json()["sentence"]
    typer.echo(said["en"] if isinstance(said, dict) else "")
    rows = [(found.label(row.key).en or row.key, row) for row in found.rows] + [("Unknown", found.unknown)]
    width = max(len(name) for name, _ in rows)
    what = Measured(found.measure).many
    many = what.en
    for name, row in rows:
        money = format_money(Pence(row.total), found.currency)
        typer.echo(f"{name:<{width}}  {row.grants:>9,} {many}  {money:>18}  {percent(row.share_money):>5}")
    if why_unknown := because(found.unknown.reasons, what):
        typer.echo(why_unknown.en)
    for why, left in sorted(found.excluded.items()):
        typer.echo(f"Left out ({why}): {left.grants:,} {many}, {format_money(Pence(left.total), found.currency)}.")
    for code, left in sorted(found.other_currencies.items()):
        typer.echo(f"In none of this: {left.grants:,} {many}, {code}.")
    if found.not_summable:
        typer.echo(f"In none of this: {found.not_summable:,} {many} whose amount cannot be read.")
    for name, left in (found.other_measures or {}).items():
        money = format_money(Pence(left.total), found.currency)
        typer.echo(f"Another measure, not added: {left.grants:,} {Measured(name).many.en}, {money} (--measure {name}).")
