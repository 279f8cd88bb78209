"""`cydradd listen next` and `cydradd listen export`: the statement to show next, and a conversation written again."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_defects, print_json, refusals

if TYPE_CHECKING:
    from cydradd.vocabulary.facts import JsonValue

Export = Annotated[Path, typer.Argument(metavar="EXPORT", help="A Polis export: a folder or a zip.")]
Seed = Annotated[int, typer.Option(help="Of all chance; the same seed gives the same answer.")]


class Policy(StrEnum):
    """A way of choosing the next statement."""

    CYDRADD = "cydradd"
    POLIS = "polis"
    RANDOM = "random"


def next_(
    export: Export,
    participant: Annotated[str, typer.Option(help="Who is asked; somebody who has not voted is a newcomer.")],
    policy: Annotated[Policy, typer.Option(help="How it is chosen.")] = Policy.CYDRADD,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Say which statement a participant would be shown next.

    Ours weighs what a vote tells of the person, what is least known, and what their group and partner have seen least.
    """
    from cydradd.listen.polis_export import read
    from cydradd.listen.shown_next import shown_next

    with refusals():
        found = read(export)
        chosen = shown_next(found, participant, policy=str(policy), seed=seed)
    text = next((s.text for s in found.statements if s.id == chosen.statement), None)
    if json:
        document: dict[str, JsonValue] = {
            "participant": participant,
            "policy": str(policy),
            "seed": seed,
            "answered": chosen.answered,
            "left": chosen.left,
            "statement": chosen.statement,
            "text": None if text is None else text.as_json(),
        }
        print_json(document)
    elif chosen.statement is None:
        typer.echo(f"{participant} has answered everything that may be shown.")
    else:
        words = "" if text is None else text.en or text.cy or ""
        typer.echo(f"[{chosen.statement}] {words}")
        typer.echo(f"{chosen.answered} answered, {chosen.left} may be shown next.")


def export_(
    export: Export,
    to: Annotated[Path, typer.Option(help="Folder to write to; it is made.")],
    generation: Annotated[int, typer.Option(min=1, max=2, help="1: the open data folders. 2: newer servers.")] = 2,
    json: Json = False,
) -> None:
    """Write a conversation as a Polis export of either generation. Read again, it holds the same votes.

    Times and identifiers of other services are not kept.
    """
    from cydradd.listen.polis_export import read, write

    with refusals():
        found = read(export)
        write(found, to, generation=generation)
    if json:
        files: list[JsonValue] = [path.name for path in sorted(to.iterdir()) if path.suffix == ".csv"]
        print_json({"to": str(to), "generation": generation, "files": files, "votes": len(found.votes.values)})
        return
    print_defects(found.defects)
    typer.echo(f"{len(found.votes.values)} votes written to {to}.")
