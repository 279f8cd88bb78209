"""`cydradd listen simulate`: invented people, a conversation asked again, a planted brigade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, command_group, print_json, refusals
from cydradd_cli.listen_next import Export, Policy, Seed

if TYPE_CHECKING:
    from cydradd.vocabulary.facts import JsonValue

app = command_group("Try the calculations on people who were invented, or asked again.")


@app.command("people")
def people(
    participants: Annotated[int, typer.Option(min=1, help="People.")],
    statements: Annotated[int, typer.Option(min=1, help="Statements.")],
    votes: Annotated[int, typer.Option(min=1, help="Votes in all; at most half the cells.")],
    groups: Annotated[int, typer.Option(min=1, help="Groups that differ, of about the same size.")],
    out: Annotated[Path, typer.Option(help="Folder for the export; it is made.")],
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Write the export of a conversation that nobody had."""
    from cydradd.listen.invented import people as invented
    from cydradd.listen.polis_export import write

    with refusals():
        made = invented(participants, statements, votes, groups, seed=seed)
        write(made, out)
    document: dict[str, JsonValue] = {
        "to": str(out),
        "participants": participants,
        "statements": statements,
        "votes": len(made.votes.values),
        "groups": groups,
        "seed": seed,
    }
    if json:
        print_json(document)
    else:
        typer.echo(f"{len(made.votes.values)} votes of {participants} invented people written to {out}.")


@app.command("routing")
def routing(
    export: Export,
    policy: Annotated[Policy, typer.Option(help="How statements are chosen.")] = Policy.CYDRADD,
    votes: Annotated[int, typer.Option(min=1, help="Statements each person answers at most.")] = 15,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Ask a conversation again, a few statements each, and say how well other votes are then predicted.

    A fifth of each person's votes is put aside first, the same for every policy.
    """
    from cydradd.listen.polis_export import read
    from cydradd.listen.routing_simulation import simulate

    with refusals():
        found = read(export)
        made = simulate(found.votes, str(policy), each=votes, seed=seed, out=found.out)
    if json:
        print_json(
            {
                "policy": str(policy),
                "seed": seed,
                "auc": made.auc,
                "min_views_by_group": list(made.min_views_by_group),
                "over_300_early": made.over_300_early,
                "views": made.views,
            }
        )
        return
    typer.echo("No vote put aside can be compared." if made.auc is None else f"AUC {made.auc:.3f}.")
    least = ", ".join(str(each) for each in made.min_views_by_group)
    typer.echo(f"Views of what each group saw least: {least}. Drawn too early: {made.over_300_early}.")


@app.command("brigade")
def brigade(
    export: Export,
    share: Annotated[float, typer.Option(min=0.001, max=1.0, help="Planted people for each real one.")] = 0.05,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Plant people who answer by one script and come together, and say how well they are found.

    Lists are compared with those of the conversation as it was, once the flagged are set aside.
    """
    from cydradd.listen.exports.times import times_of
    from cydradd.listen.invented import brigade as planted
    from cydradd.listen.polis_export import read

    with refusals():
        found = read(export)
        arrived, _ = times_of(export, found.votes.participants)
        made = planted(found.votes, share, seed=seed, arrived=arrived, out=found.out)
    if json:
        print_json(
            {
                "share": share,
                "seed": seed,
                "precision": made.precision,
                "recall": made.recall,
                "flagged_before": made.flagged_before,
                "top10_changed": made.top10_changed,
                "shift_points": made.shift_points,
                "as_it_is": {"top10_changed": made.top10_spoiled, "shift_points": made.shift_spoiled},
            }
        )
        return
    precision = "nobody new flagged" if made.precision is None else f"precision {made.precision:.2f}"
    typer.echo(f"{precision}, recall {made.recall:.2f}; {made.flagged_before} real people were flagged before.")
    typer.echo(f"Set aside: {made.top10_changed} of the ten that bridge most change; ", nl=False)
    typer.echo(f"the honest consensus moves {made.shift_points:.1f} points (as it is {made.shift_spoiled:.1f}).")
