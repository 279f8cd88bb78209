"""What the map predicts of votes put aside, and what the commands say of it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.unit.listen.planted import camps, shuffled
from typer.testing import CliRunner

from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import held_out, permute, permuted, set_apart
from cydradd.listen.verdict import Verdict
from cydradd.listen.votes import from_cells
from cydradd_cli.listen import app

runner = CliRunner()


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two planted camps as a folder of votes."""
    folder = tmp_path_factory.mktemp("camps")
    lines = [f"{n},{statement},{person},{vote}" for n, (person, statement, vote) in enumerate(camps()[0], 1)]
    (folder / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n" + "\n".join(lines) + "\n")
    return folder


def told(*arguments: str) -> dict[str, object]:
    """The JSON of a command that succeeds."""
    result = runner.invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_planted_camps_are_predicted_and_noise_is_not() -> None:
    votes = from_cells(camps()[0])

    planted, noise = held_out(votes), held_out(shuffled(votes, 3))

    assert planted.score.r2 is not None and planted.score.r2 > 0.5
    assert planted.score.auc is not None and planted.score.auc > 0.9
    assert planted.rank is not None and planted.rank >= 1
    assert noise.rank == 0
    assert noise.score.r2 is not None and abs(noise.score.r2) < 0.05


def test_the_factor_model_predicts_better_than_the_projection_of_polis() -> None:
    votes = from_cells(camps((40, 30, 30), 30, seen=0.4)[0])
    ours, theirs = held_out(votes), held_out(votes, "polis")

    assert theirs.how in ("raw", "scaled")
    assert (ours.score.r2 or 0) > (theirs.score.r2 or 0) > 0


def test_permuted_votes_keep_every_count() -> None:
    votes = from_cells(camps()[0])

    given = permuted(votes, np.random.default_rng(0))

    assert (given.counts().agree == votes.counts().agree).all()
    assert (given.counts().passes == votes.counts().passes).all()
    assert (given.columns == votes.columns).all()
    assert (given.values != votes.values).any()


def test_something_sets_planted_camps_apart_and_nothing_is_found_in_noise() -> None:
    votes = from_cells(camps((30, 30), 20, seen=0.9)[0])

    found = set_apart(fit(votes, "cydradd"))
    noise = permute(votes, runs=5)

    assert {each.group for each in found} == {0, 1}
    assert all(each.q <= 0.05 and each.difference >= 0.15 for each in found)
    assert (noise.runs, noise.with_any, noise.verdicts) == (5, 0, {"none": 5})


def test_the_map_command_tells_what_was_chosen_and_how_sure_it_is(export: Path) -> None:
    document = told("map", str(export))

    assert document["method"] == "cydradd"
    assert document["verdict"] == Verdict.CLEAR
    assert document["rank"] and document["ridge"] and document["r2"] and document["auc"]
    assert document["stability"]["refits"] == 20  # type: ignore[index]
    assert document["warnings"] == []
    person = document["participants"][0]  # type: ignore[index]
    assert person["sd"] > 0 and 0 <= person["share"] <= 1
    assert all(each["priority"] is None for each in document["statements"])  # type: ignore[attr-defined]


def test_the_same_command_gives_the_same_bytes(export: Path) -> None:
    first, second = (runner.invoke(app, ["map", str(export), "--json"]).stdout for _ in range(2))

    assert first == second


def test_polis_is_still_there_and_says_that_it_tests_nothing(export: Path) -> None:
    document = told("map", str(export), "--method", "polis")

    assert document["rank"] is None and document["r2"] is None
    assert document["verdict"] in list(Verdict)
    assert document["warnings"] == ["not-tested-against-chance"]


def test_predict_and_permute_have_their_keys(export: Path) -> None:
    predicted = told("predict", str(export), "--seeds", "2", "--rank", "1")
    noise = told("permute", str(export), "--runs", "2")

    assert [row["seed"] for row in predicted["seeds"]] == [0, 1]  # type: ignore[attr-defined]
    assert all(row["r2"] and row["rmse"] and row["auc"] and row["rank"] == 1 for row in predicted["seeds"])  # type: ignore[attr-defined]
    assert noise == {"runs": 2, "runs_with_any": 0, "verdicts": {"none": 2}}


def test_centres_for_the_method_that_takes_none_are_refused(export: Path, tmp_path: Path) -> None:
    start = tmp_path / "start.json"
    start.write_text('{"k": 2, "centres": [[0, 0], [1, 1]]}')

    result = runner.invoke(app, ["map", str(export), "--start", str(start)])

    assert result.exit_code == 1
    assert "Only the method polis" in result.output
