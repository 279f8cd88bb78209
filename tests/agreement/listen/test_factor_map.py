"""The factor model on real conversations: it predicts better than Polis's projection, and finds nothing in noise."""

from __future__ import annotations

from pathlib import Path

import pytest

from cydradd.listen import polis_export
from cydradd.listen.opinion_map import fit
from cydradd.listen.prediction import found, held_out, permute
from cydradd.listen.verdict import LEAST_STABLE, Verdict

pytestmark = pytest.mark.real_data


@pytest.mark.parametrize("name", ["scoop-hivemind.biodiversity", "brexit-consensus"])
def test_rank_two_predicts_votes_put_aside_better_than_polis(real_data: Path, name: str) -> None:
    export = polis_export.read(real_data / "polis" / name)

    ours, theirs = (
        held_out(export.votes, method, statements=export.statements, rank=rank).score.r2
        for method, rank in (("cydradd", 2), ("polis", None))
    )

    assert ours is not None and theirs is not None
    assert ours > theirs > 0


def test_a_real_conversation_is_called_what_it_is_and_noise_is_called_nothing(real_data: Path) -> None:
    export = polis_export.read(real_data / "polis" / "brexit-consensus")

    made = fit(export.votes, "cydradd", statements=export.statements, refits=20)
    noise = permute(export.votes, statements=export.statements, runs=3)

    assert made.verdict is Verdict.SPECTRUM
    assert made.stability is not None and made.stability.median >= LEAST_STABLE
    assert (noise.with_any, noise.verdicts) == (0, {"none": 3})


@pytest.mark.parametrize(("name", "one_split"), [("scoop-hivemind.biodiversity", 48), ("brexit-consensus", 6)])
def test_real_groups_are_set_apart_at_least_as_often_as_one_split_of_the_votes_finds(
    real_data: Path, name: str, one_split: int
) -> None:
    export = polis_export.read(real_data / "polis" / name)

    made = fit(export.votes, "cydradd", statements=export.statements, refits=20)

    assert len(found(made, q=0.10).set_apart) >= one_split
