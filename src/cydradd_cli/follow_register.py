"""`cydradd follow register build`: registers of organisations and places, as evidence of what a recipient is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, command_group, print_json, refusals

app = command_group("Registers of organisations and places, from files you have downloaded.")


@app.command("build")
def build_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of registers as they are published.")],
    out: Annotated[Path, typer.Option(help="The register to make.")],
    json: Json = False,
) -> None:
    """Make a register: the Charity Commission's extract, links between ids, companies, codes of places and postcodes.

    What a file is is told by its headings. Nothing is downloaded. Files that are no register are named.
    """
    from cydradd.follow.registers import build

    with refusals():
        made = build(folder, out)
    if json:
        print_json(
            {
                "entries": made.entries,
                "lists": dict(sorted(made.lists.items())),
                "as_of": made.as_of,
                "left_out": list(made.left_out),
            }
        )
        return
    for name, entries in sorted(made.lists.items()):
        typer.echo(f"{name}: {entries:,}")
    typer.echo(f"{made.entries:,} entries; extract of {made.as_of or 'no known day'}. Wrote {out}.")
    for file in made.left_out:
        typer.echo(f"No register: {file}", err=True)
