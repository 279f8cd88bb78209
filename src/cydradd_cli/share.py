"""`cydradd share`: Members, proposals, letters of support, practice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, command_group, print_defects, print_json, refusals

app = command_group("Members, proposals, letters of support, practice.")


@app.command()
def proposal(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A proposal as TOML or JSON.")],
    on: Annotated[str | None, typer.Option(help="The local day the clock is read on, as 2027-03-01.")] = None,
    json: Json = False,
) -> None:
    """Say where a proposal stands: its points, what changed because of whom, its letters and its clock.

    Every fault of the file is listed with its place on stderr; everything else is kept.
    """
    from cydradd.share.proposal_file import read_proposal
    from cydradd.share.proposal_report import clock_of, document
    from cydradd.share.proposal_words import sentences
    from cydradd.vocabulary.errors import CydraddError
    from cydradd.vocabulary.time import parse_date

    try:
        day = None if on is None else parse_date(on)
    except CydraddError as error:
        raise typer.BadParameter(str(error), param_hint="--on") from None
    with refusals():
        read = read_proposal(file)
        running = clock_of(read.proposal, day)
    print_defects(read.defects, most=len(read.defects))
    if json:
        print_json(document(read.proposal, running))
        return
    for sentence in sentences(read.proposal, running):
        typer.echo(sentence.en)
