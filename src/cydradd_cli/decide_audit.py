"""`cydradd decide audit`: does any group of voters have less than its share deserves?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli import decide_options as options
from cydradd_cli.common import Json, print_canonical, print_defects, refusals

if TYPE_CHECKING:
    from cydradd.decide.fairness import Certificate, Group


def audit(
    file: options.Ballots,
    result: Annotated[Path, typer.Option(help="What decide count wrote, or {“winners”: [ids]}.")],
    recount: Annotated[bool, typer.Option("--recount", help="Also run the rule of the result again.")] = False,
    json: Json = False,
) -> None:
    """Check a result for groups that could have paid a project with their share, and have less.

    The certificate names for each unfunded project the group with the strongest claim, so that anybody can check
    it. A group that is wronged is a finding, not an error.
    """
    from cydradd.decide import pabulib, published
    from cydradd.decide.document import sha256
    from cydradd.decide.fairness_document import audit_document

    with refusals():
        election, defects = pabulib.read(file)
        held = published.read(result)
        found = held.audited(election)
        identical = held.recounted(election, sha256(file.read_bytes()), defects) if recount else None
    if json:
        print_canonical(audit_document(found, identical=identical))
        return
    print_defects(defects)
    _summary(found)
    if identical is not None:
        typer.echo("Counted again: the same result." if identical else "Counted again: the result is NOT the same.")


def _summary(found: Certificate) -> None:
    typer.echo(f"{len(found.groups)} unfunded projects checked, {len(found.unchecked)} not.")
    for group in found.violations:
        typer.echo(f"  {_told(group)}")
    if found.clean:
        typer.echo("No group of voters deserves a project that it did not get (EJR+ up to one project).")
        if found.worst is not None:
            typer.echo(f"Nearest: {_told(found.worst)}")


def _told(group: Group) -> str:
    ratio = "without bound" if group.ratio is None else f"{float(group.ratio):.3f}"
    return f"{group.project}: {group.voters} voters hold {ratio} of what it takes."
