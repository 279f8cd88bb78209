"""`cydradd decide explain`: why each project lost, and what would have changed it."""

from __future__ import annotations

from typing import Annotated

import typer

from cydradd_cli import decide_options as options
from cydradd_cli.common import Json, print_canonical, print_defects, refusals


@options.takes_options_of_a_count
def explain(
    file: options.Ballots,
    *,
    given: options.Given,
    project: Annotated[str | None, typer.Option(help="Explain one loser alone, by its id.")] = None,
    max_nodes: Annotated[
        int, typer.Option(min=1, help="Counts that one figure may take; beyond, it is not computed.")
    ] = 60,
    json: Json = False,
) -> None:
    """Explain every loser: the cost, the supporters or the new voters that would have made it win.

    Each figure is proven by two counts of the changed election: in one it wins, in the other, a unit beyond, it
    does not.
    """
    from cydradd.decide import pabulib
    from cydradd.decide.document import count_document, sha256
    from cydradd.decide.explain import Explained
    from cydradd.decide.explain_document import explain_document
    from cydradd.decide.explain_sentences import lost
    from cydradd.decide.options import refused
    from cydradd.decide.standing import standing
    from cydradd.record.canonical import serialise

    with refusals():
        settings = given.options()
        election, defects = pabulib.read(file)
        explained = Explained(
            standing(election, settings, given.ineligible, given.objections(election)), most_nodes=max_nodes
        )
        losers = [loser.project for loser in explained.result.losers]
        if project is not None and project not in losers:
            raise refused("--project", project, losers)
        losses = explained.losses(project)
        file_sha256 = sha256(file.read_bytes())
        result = serialise(count_document(explained.result, file_sha256=file_sha256, defects=defects))
    if json:
        print_canonical(explain_document(explained.result, losses, sha256(result)))
        return
    print_defects(defects)
    for loss in losses:
        typer.echo(f"{loss.loser.project}: {lost(loss, election.currency).en}")
