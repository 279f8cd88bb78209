"""`cydradd listen brigading`: people who answer to order, and what each list would be without them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cydradd.listen.brigades.aside import Effect
    from cydradd.vocabulary.facts import JsonValue


def brigading(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="A Polis export: a folder or a zip.")],
    seed: Annotated[int, typer.Option(help="Of all chance; the same seed gives the same flags.")] = 0,
    json: Json = False,
) -> None:
    """Flag people whose votes copy one another, with a second sign; nobody is left out of anything for it.

    Signs: votes word for word, the same statements seen, a burst of arrivals, answers faster than one can read. Flags
    prove no intent. Each tells how every list would change were the people set aside.
    """
    from cydradd.listen.brigades.looked_at import looked_at
    from cydradd.listen.exports.times import times_of
    from cydradd.listen.polis_export import read

    with refusals():
        found = read(export)
        arrived, pace = times_of(export, found.votes.participants)
        made = looked_at(found, arrived, pace, seed=seed)
    if json:
        flags: list[JsonValue] = [
            {"people": list(flag.people), "signals": list(flag.signals), "q": flag.q, "effect": _effect(effect)}
            for flag, effect in made.flags
        ]
        weakest: JsonValue = None
        if made.weakest is not None:
            strength, people, effect = made.weakest
            weakest = {"strength": strength, "people": people, "effect": _effect(effect)}
        print_json({"seed": seed, "compared": made.compared, "flags": flags, "without_weakest": weakest})
        return
    typer.echo(f"{made.compared} pairs compared, {len(made.flags)} flags. A flag proves no intent.")
    for flag, effect in made.flags:
        typer.echo(f"{len(flag.people)} people ({', '.join(flag.signals)}): {', '.join(flag.people[:10])}")
        for each in effect:
            typer.echo(f"  {each.name}: without them {', '.join(each.gone) or 'nothing'} would go, ", nl=False)
            typer.echo(f"{', '.join(each.come) or 'nothing'} would come.")


def _effect(effect: Sequence[Effect]) -> JsonValue:
    return {each.name: {"gone": list(each.gone), "come": list(each.come)} for each in effect}
