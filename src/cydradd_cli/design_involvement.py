"""`cydradd design involvement`: was it decided first, and then consulted on?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.design.involvement import Involvement
    from cydradd.vocabulary.facts import Defect


def involvement(
    path: Annotated[
        Path, typer.Argument(metavar="EVENTS.jsonl", help="Acts, one JSON object a line; or a round folder.")
    ],
    json: Json = False,
) -> None:
    """Say how far up the ladder of involvement each object came, and which act gives it away.

    What the acts do not show is "not known", never a pass. Lines that are no acts are listed on stderr.
    """
    from cydradd.design.involvement import document

    with refusals():
        found, defects = _of_folder(path) if path.is_dir() else _of_file(path)
    print_defects(defects, most=max(1, len(defects)))
    if json:
        print_json(document(found))
    else:
        _words(found)


def _of_file(path: Path) -> tuple[list[Involvement], list[Defect]]:
    """Every object of a file of acts."""
    from cydradd.design.involvement import involvement, read_events_file

    acts, defects = read_events_file(path)
    return involvement(acts), defects


def _of_folder(path: Path) -> tuple[list[Involvement], list[Defect]]:
    """Every object of a round folder."""
    from cydradd.cycle.events import FILE
    from cydradd.cycle.round_folder import read
    from cydradd.cycle.stage_results.involvement import found_in
    from cydradd.design.involvement.events_file import no_act

    folder = read(path)
    defects = [defect for defect in folder.defects if defect.file == FILE]
    if not folder.tables.events:
        raise no_act(FILE, defects)
    found = found_in(folder)
    return list(found.objects), [*defects, *found.defects]


def _words(found: list[Involvement]) -> None:
    """One paragraph for each object."""
    if not found:
        typer.echo("No act here is a window, a contribution or a decision about an object.")
    for each in found:
        held = f", held down by {each.capped_by}" if each.capped_by else ""
        typer.echo(f"{each.object}: {each.rung}{held} (from: {each.confidence}). {each.sentence.en}")
        for name, signal in each.signals.items():
            value = "not known" if signal.value is None else f"{float(signal.value):.6g}"
            sign = {True: "!", False: " ", None: "?"}[signal.flag]
            typer.echo(f"  {sign} {name:<3} {value}" + (f"  ({signal.event})" if signal.event else ""))
