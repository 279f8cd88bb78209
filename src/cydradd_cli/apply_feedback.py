"""`cydradd apply feedback`: whether everybody who got no money has been told why."""

from __future__ import annotations

import typer

from cydradd_cli.apply_round import RoundOf, read_given
from cydradd_cli.common import Json, print_json, refusals


def feedback(round_: RoundOf, json: Json = False) -> None:
    """Say whether every unsuccessful applicant has reasons in Welsh and English; exit status 1 when one has not.

    Complete is a code and a text in both languages; money_ran_out alone must say the line and the distance to it.
    """
    from cydradd.apply.document import feedback_document
    from cydradd.apply.feedback import answered
    from cydradd.vocabulary.errors import NotPossible
    from cydradd.vocabulary.text import Bilingual

    with refusals():
        given = read_given(round_)
        if not given.decided:
            raise NotPossible(
                Bilingual(
                    f"{round_.name}: nid oes canlyniad eto, felly nid yw’n hysbys i bwy y mae angen rhesymau. "
                    "Ychwanegwch decide/ballots.pb.",
                    f"{round_.name}: there is no result yet, so nobody knows who is owed reasons. "
                    "Add decide/ballots.pb.",
                )
            )
        found = answered(given.results)
    if json:
        print_json(feedback_document(found, given.defects))
    else:
        typer.echo(f"{found.complete} of {found.unsuccessful} complete. Withdrawn, and owed none: {found.withdrawn}.")
    if found.whole:
        return
    for id, lacking in found.missing[:20]:
        typer.echo(f"{id}: lacks {', '.join(lacking)}", err=True)
    for id in found.undecided[:20]:
        typer.echo(f"{id}: its outcome is not known", err=True)
    left = len(found.missing) + len(found.undecided)
    typer.echo(
        f"cydradd: feedback is not complete, so the gate open-deliver stays closed: {left} applications. "
        "Write the code and the text they lack.",
        err=True,
    )
    raise typer.Exit(1)
