"""`cydradd design trace`: from what people said to what is asked, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals

if TYPE_CHECKING:
    from cydradd.design.trace import Trace, Unasked, Unheard

_UNHEARD = {
    "no-link": "it led to nothing",
    "in-criterion": "no need; it is in criterion",
    "in-asset": "no need; it is in asset",
}


def trace(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A round folder: it holds a round.toml.")],
    id: Annotated[
        str | None,
        typer.Option(help="Of a statement, need, asset, outcome, criterion, lot, requirement or question; or kind:id."),
    ] = None,
    json: Json = False,
) -> None:
    """Follow one thing back to the statements it came from and forward to what it led to.

    Without --id: the statements that every group agrees with and no need takes up, and the criteria that nobody
    asked for.
    """
    from cydradd.cycle.calculation import opinion_map_of
    from cydradd.cycle.round_folder import read
    from cydradd.cycle.stage_results.design import traceable
    from cydradd.design.trace import trace as follow
    from cydradd.vocabulary.facts import Defect

    refused: list[Defect] = []
    with refusals():
        found = read(folder)
        traced = follow(traceable(found, opinion_map_of(found, refused)), id)
    for defect in refused:
        typer.echo(f"No opinion map, so everybody is one group: {defect.message.en}", err=True)
    if json:
        print_json(traced.as_json())
    else:
        _words(traced)


def _words(traced: Trace) -> None:
    if traced.id is not None:
        typer.echo(f"{traced.id} came from: {', '.join(traced.sources) or 'nothing'}.")
        typer.echo(f"{traced.id} led to: {', '.join(traced.results) or 'nothing'}.")
        return
    if traced.unheard is None:
        typer.echo("Heard, not used: not known, because no votes are known.")
    else:
        typer.echo(f"Heard, not used: {'; '.join(map(_heard, traced.unheard)) or 'none'}.")
    typer.echo(f"Nobody asked for: {'; '.join(map(_asked, traced.unasked)) or 'none'}.")


def _heard(each: Unheard) -> str:
    return f"{each.id} ({' '.join((_UNHEARD[each.code], ', '.join(each.used))).strip()})"


def _asked(each: Unasked) -> str:
    reason = each.reason.en or each.reason.cy if each.reason else None
    return f"{each.id} (added by {each.partner or 'not told'}; reason: {reason or 'not told'})"
