"""`cydradd decide fund`: one count over the pots of several funders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli import decide_options as options
from cydradd_cli.common import Json, print_canonical, print_defects, refusals

if TYPE_CHECKING:
    from cydradd.decide.fund import Funded


def fund(
    file: options.Ballots,
    *,
    given: options.Given,
    pots: Annotated[Path, typer.Option(help="POTS.json: each pot with its amount and the projects it may pay for.")],
    payments: Annotated[bool, typer.Option("--payments", help="Also list who paid what.")] = False,
    max_nodes: Annotated[int, typer.Option(min=1, help="Tries of the search for fewest payments.")] = 500,
    json: Json = False,
) -> None:
    """Count over several pots: what is funded, which pot pays for what, and why a project could not be paid.

    Where every pot may pay for every project this is the count of `decide count` by any rule, and who pays what. Else
    a project is bought only if the pots can pay it beside all that were bought before: equal shares only, completion
    none, add1e or greedy.
    """
    from cydradd.decide import pabulib
    from cydradd.decide.document import sha256
    from cydradd.decide.funders_document import budget_differs, fund_document, read_pots
    from cydradd.decide.pots_count import count_over_pots

    with refusals():
        settings = given.options()
        election, defects = pabulib.read(file)
        held = read_pots(pots, election)
        found = [*defects, *budget_differs(election, held)]
        funded = count_over_pots(
            election,
            settings,
            held,
            ineligible=given.ineligible,
            objections=given.objections(election),
            most_nodes=max_nodes,
        )
        told = fund_document(funded, file_sha256=sha256(file.read_bytes()), defects=found, payments=payments)
    if json:
        print_canonical(told)
    else:
        print_defects(found)
        _summary(funded)


def _summary(funded: Funded) -> None:
    from cydradd.decide.explain_sentences import money
    from cydradd.decide.funders_document import refusal

    currency = funded.result.election.currency
    typer.echo(f"{len(funded.result.winners)} projects are funded, in {len(funded.shares.pays)} payments.")
    for (name, pot), amount in sorted(funded.shares.pays.items()):
        typer.echo(f"  {name:>12}  {money(amount, currency):>14}  from {pot}")
    for pot_held in funded.pots:
        typer.echo(f"{pot_held.id}: {money(pot_held.amount - funded.used(pot_held.id), currency)} left.")
    for cut in funded.refused:
        typer.echo(f"{cut.project}: {refusal(cut, currency).en}")
