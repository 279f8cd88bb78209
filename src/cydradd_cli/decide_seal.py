"""`cydradd decide seal`: fix and publish the rule, the projects and the budget before anybody votes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli import decide_options as options
from cydradd_cli.common import Json, print_canonical, print_defects, refusals


@options.takes_options_of_a_count
def seal(
    file: options.Ballots,
    *,
    given: options.Given,
    out: Annotated[Path, typer.Option(help="The file to write: SEAL.json.")],
    json: Json = False,
) -> None:
    """Seal a round before it opens: a file without ballots, and the options by which it will be counted.

    Count with --seal then refuses another rule, other projects, another eligibility, budget or seed.
    """
    from cydradd.decide import pabulib, sealing
    from cydradd.record.canonical import serialise

    with refusals():
        settings = given.options()
        election, defects = pabulib.read(file)
        sealed = sealing.seal(election, settings, given.ineligible)
        out.write_bytes(serialise(sealed))
    if json:
        print_canonical(sealed)
    else:
        print_defects(defects)
        typer.echo(f"Sealed: {len(election.projects)} projects. Publish {out.name} before the vote opens.")
