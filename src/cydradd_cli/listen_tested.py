"""`cydradd listen predict`, `permute` and `replay`: what the map predicts, finds in noise, and was at each moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cydradd_cli.common import Json, print_json, refusals
from cydradd_cli.listen_common import Export, Method

if TYPE_CHECKING:
    from cydradd.listen.prediction import Prediction
    from cydradd.vocabulary.facts import JsonValue


def predict(
    export: Export,
    method: Method = "cydradd",
    holdout: Annotated[float, typer.Option(min=0.01, max=0.5, help="Part of the votes put aside.")] = 0.1,
    seeds: Annotated[int, typer.Option(min=1, max=100, help="How often, each time with other votes put aside.")] = 5,
    rank: Annotated[int | None, typer.Option(min=0, max=8, help="Rank of the model. [default: chosen]")] = None,
    seed: Annotated[int, typer.Option(help="The first seed.")] = 0,
    json: Json = False,
) -> None:
    """Put votes aside, fit on the others, and say how well they are predicted.

    R² is measured against each statement's mean; AUC is the chance that an agreement is put above a disagreement.
    """
    from cydradd.listen.polis_export import read
    from cydradd.listen.prediction import held_out

    with refusals():
        found = read(export)
        votes, _ = found.by_strength()
        each = {
            number: held_out(votes, method, statements=found.statements, holdout=holdout, seed=number, rank=rank)
            for number in range(seed, seed + seeds)
        }
    if json:
        document: dict[str, JsonValue] = {
            "method": method,
            "holdout": holdout,
            "seeds": [_prediction(number, prediction) for number, prediction in each.items()],
        }
        print_json(document)
        return
    for number, prediction in each.items():
        row = _prediction(number, prediction)
        typer.echo("  ".join(f"{key} {value}" for key, value in row.items() if value is not None))


def _prediction(seed: int, made: Prediction) -> dict[str, JsonValue]:
    score = made.score
    figures = {"r2": score.r2, "rmse": score.rmse, "auc": score.auc}
    return {
        "seed": seed,
        **{key: None if value is None else float(f"{value:.12g}") for key, value in figures.items()},
        "rank": made.rank,
        "ridge": None if made.ridges is None else made.ridges.factor,
        "projection": made.how,
    }


def permute(
    export: Export,
    runs: Annotated[int, typer.Option(min=1, max=10_000, help="How many times.")] = 100,
    q: Annotated[float, typer.Option(min=0.001, max=0.5, help="Share of the findings that may be chance.")] = 0.05,
    seed: Annotated[int, typer.Option(help="The first seed.")] = 0,
    json: Json = False,
) -> None:
    """Give the votes on every statement to its voters anew, and say how often anything is found.

    Who is like whom is gone then: a finding, or a verdict other than none, is an error of the method.
    """
    from cydradd.listen.polis_export import read
    from cydradd.listen.prediction import permute as permuted

    with refusals():
        found = read(export)
        votes, _ = found.by_strength()
        noise = permuted(votes, statements=found.statements, runs=runs, q=q, seed=seed)
    if json:
        verdicts: dict[str, JsonValue] = dict(noise.verdicts)
        print_json({"runs": noise.runs, "runs_with_any": noise.with_any, "verdicts": verdicts})
        return
    typer.echo(f"Something was found in {noise.with_any} of {noise.runs} runs.")
    typer.echo("Verdicts: " + ", ".join(f"{name} {many}" for name, many in noise.verdicts.items()) + ".")


def replay(
    export: Export,
    cuts: Annotated[int, typer.Option(min=1, max=10_000, help="Moments, evenly spread over the votes.")] = 20,
    method: Method = "cydradd",
    seed: Annotated[int, typer.Option(help="Of everything that is drawn.")] = 0,
    json: Json = False,
) -> None:
    """Play a conversation again vote by vote, and compare the live map with one made from nothing at each moment.

    Equal means to the bit: every vote, every count and every table of the map. Ends with status 1 where one is not.
    """
    from cydradd.listen.exports.events import history
    from cydradd.listen.live import replay as replayed
    from cydradd.listen.polis_export import read

    with refusals():
        found = read(export)
        counted = set(found.by_strength()[0].participants)
        told = history(export, found.sign)
        events = [event for event in told.cells(0, len(told)) if event[0] in counted]
        made = list(replayed(events, cuts, method, statements=found.statements, seed=seed))
    if json:
        rows: list[JsonValue] = [{"events": cut.events, "equal": cut.equal} for cut in made]
        print_json({"method": method, "seed": seed, "cuts": rows})
    else:
        for cut in made:
            typer.echo(f"{cut.events} votes: {'equal' if cut.equal else 'DIFFERENT'}")
    if not all(cut.equal for cut in made):
        raise typer.Exit(1)
