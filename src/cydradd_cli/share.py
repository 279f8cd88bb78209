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


@app.command()
def mutate(
    word: Annotated[str, typer.Argument(metavar="WORD", help="One Welsh word, in any form.")],
    json: Json = False,
) -> None:
    """Say what a Welsh word may be a mutation of, and how it is mutated itself.

    Half of Welsh forms have more than one radical, so all of them are listed; which of them are words, a reader knows.
    """
    from cydradd.share.welsh import mutations, radicals, single

    with refusals():
        folded = single(word)
    made = mutations(folded)
    found = {"soft": made.soft, "nasal": made.nasal, "aspirate": made.aspirate, "h": made.h}
    if json:
        print_json({"word": folded, "radicals": sorted(radicals(folded)), "mutations": dict(found)})
        return
    typer.echo(f"{folded}: may come from {', '.join(sorted(radicals(folded)))}")
    for name, form in found.items():
        typer.echo(f"{name}: {form or '-'}")
