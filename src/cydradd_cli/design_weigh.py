"""`cydradd design weigh`: what applications are worth by the weights of three partners."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.design.weighed import Weighed


def weigh(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="Criteria, points of the seats, and scores.")],
    json: Json = False,
) -> None:
    """Weigh applications by the weights of three equal partners, and say when it is too close to call.

    A score that is missing, or a partner without weights, is an error: neither is ever guessed.
    """
    from cydradd.design.criteria import weigh as weighed_by
    from cydradd.design.weigh_file import read_weigh_file

    with refusals():
        given = read_weigh_file(file)
        found = weighed_by(given.criteria, given.points, given.judged, draws=given.draws, seed=given.seed)
    print_defects(given.defects)
    if found.blank_seats:
        typer.echo(f"Gave no points, and take no part: {', '.join(found.blank_seats)}.", err=True)
    if json:
        print_json(found.as_json())
    else:
        _table(found)


def _table(found: Weighed) -> None:
    """The ranking in a few lines."""
    width = max(len("Application"), *(len(id) for id in found.ranking))
    typer.echo(f"{'Application':<{width}}  worth  first under the partners' weights, under any weights")
    for id in found.ranking:
        partners, anyhow = (found.acceptability[name][id][0] for name in ("partners", "simplex"))
        typer.echo(f"{id:<{width}}  {float(found.utility[id]):.3f}  {100 * partners:5.1f} %  {100 * anyhow:5.1f} %")
    for id, by in found.dominated:
        typer.echo(f"{id} is nowhere better than {by}, and somewhere worse.")
    if found.weight_moved is not None:
        typer.echo(f"Weight to be moved before another comes first: {100 * float(found.weight_moved):.1f} %.")
    typer.echo(found.sentence.en or "")
