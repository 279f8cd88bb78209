"""`cydradd apply consortium`: who applies together, each one's money, and who has consented."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

FAULTS = {"share-sum": "the shares do not add up to 1", "no-request": "request_pence is not given"}


def consortium(
    file: Annotated[Path, typer.Argument(metavar="CONSORTIUM.json", help="Members, shares, budget and answers.")],
    json: Json = False,
) -> None:
    """Say what each member of a consortium would get to the penny, and whether all consent to this version.

    A member consents by writing the version into consented_to. Any change of members, shares, money, budget or
    joint answers makes another version, and voids every consent.
    """
    from cydradd.apply.consortium import ready
    from cydradd.apply.consortium_file import read_consortium
    from cydradd.apply.document import consortium_document
    from cydradd.vocabulary.money import format_money

    with refusals():
        found, defects = read_consortium(file)
        document = consortium_document(found, defects)
    if json:
        print_json(document)
        return
    print_defects(defects)
    pence, waiting = found.pence, found.waiting
    for number, each in enumerate(found.members):
        money = "-" if pence is None else format_money(pence[number], "GBP")
        said = "has not consented" if each.organisation in waiting else "consents"
        typer.echo(f"  {each.organisation:<24} {each.share!s:>8} {money:>14}  {said}")
    typer.echo(f"Version {found.version}")
    blocked = ", ".join(FAULTS.get(each, each) for each in found.blocked_by)
    typer.echo("Ready to send." if ready(found) else f"Cannot be sent yet. Waiting for: {blocked}.")
