"""What the map predicts of votes it has not seen, and what it finds where there is nothing to find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.consensus import Findings, findings
from cydradd.listen.factors.cells import take
from cydradd.listen.factors.choice import choose_factors
from cydradd.listen.factors.held_out import Score, Split, dealt, score, split
from cydradd.listen.factors.model import Ridges, fit_factors
from cydradd.listen.factors.placed import group_anew
from cydradd.listen.findings.cross_fit import Finding, cross_fit
from cydradd.listen.opinion_map import CYDRADD, POLIS, OpinionMap, fit, left_out
from cydradd.listen.placing import OF_A_HALF, Asked
from cydradd.listen.polis_map import leading_components, place_by_polis, project, residual
from cydradd.listen.statements import Statement
from cydradd.listen.verdict import REFITS
from cydradd.listen.votes import Counts, Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Prediction:
    """How well votes put aside were predicted.

    Attributes:
        rank, ridges: Of the factor model, chosen on what was kept; ``None`` for `polis`.
        how: Of `polis`: ``raw`` or ``scaled``, whichever predicted better here, which is kind to it.
    """

    score: Score
    rank: int | None = None
    ridges: Ridges | None = None
    how: str | None = None


def held_out(
    votes: Votes,
    method: str = CYDRADD,
    *,
    statements: Sequence[Statement] = (),
    holdout: float = 0.1,
    seed: int = 0,
    rank: int | None = None,
) -> Prediction:
    """Put a part of everybody's votes aside, fit on the others, and predict.

    Args:
        holdout: Part put aside, as one part of a whole number of equal ones.
        rank: Of the factor model; chosen on what was kept when not given.
    """
    taken = take(votes, left_out(votes, statements))
    parts = max(round(1 / holdout), 2)
    at = split(taken.cells, dealt(taken.cells, parts, np.random.default_rng([seed, 5])) == 0)
    if method == POLIS:
        return _by_polis(at)
    choice = choose_factors(at.train, np.random.default_rng([seed, 1]), rank=rank)
    model = fit_factors(at.train, choice.rank, choice.ridges)
    return Prediction(score(at, model.predict(at.rows, at.columns)), choice.rank, choice.ridges)


def _by_polis(at: Split) -> Prediction:
    """x̂ = the statement's mean and the person's place times the components, as Polis stretches it or not."""
    cells = at.train
    ids = [tuple(str(i) for i in range(size)) for size in (cells.people, cells.width)]
    votes = Votes(ids[0], ids[1], cells.starts, cells.columns.astype(np.int64), cells.values)
    out = np.zeros(cells.width, dtype=bool)
    mean, left = residual(votes, out)
    components = leading_components(votes, left)
    scaled = project(votes, left, components, out)
    stretch = np.sqrt(cells.width / np.maximum(cells.per_person, 1))[:, None]
    found = [
        Prediction(score(at, mean[at.columns] + (place[at.rows] * components[:, at.columns].T).sum(axis=1)), how=how)
        for how, place in (("raw", scaled / stretch), ("scaled", scaled))
    ]
    return max(found, key=lambda each: -np.inf if each.score.r2 is None else each.score.r2)


def set_apart(made: OpinionMap, *, q: float = 0.05) -> tuple[Finding, ...]:
    """What sets each group of a map of method ``cydradd`` apart beyond chance (listen.md 3.4); the surest first."""
    model, groups = made.model, len(made.by_group)
    if model is None or groups < 2:
        return ()

    def anew(half: Votes, _: int) -> Ints:
        return group_anew(half, made.out, model, groups)

    return cross_fit(made.votes, anew, made.membership, seed=made.seed, q=q, out=made.out)


def found(made: OpinionMap, partners: Mapping[str, Counts] | None = None, *, q: float = 0.05) -> Findings:
    """Everything a map says, tested: what sets apart, common ground, what divides, what bridges, who was not heard.

    Each method makes groups anew from half of the votes in its own way, as many as the map shows.

    Args:
        partners: Votes by partner, and of those whose partner is not known (`document.by_partner`).
    """
    model, groups = made.model, len(made.by_group)

    def anew(half: Votes, _: int) -> Ints:
        if model is None:
            return place_by_polis(half, made.out, Asked(groups, seed=made.seed, least=OF_A_HALF), None, None).membership
        return group_anew(half, made.out, model, groups)

    return findings(made.votes, made.membership, anew, seed=made.seed, partners=partners, q=q, out=made.out)


def permuted(votes: Votes, rng: np.random.Generator) -> Votes:
    """The votes on every statement given to its voters anew: counts stay, and who is like whom is gone."""
    size = len(votes.values)
    place = np.lexsort((np.arange(size), votes.columns))
    values = votes.values.copy()
    values[place] = votes.values[np.lexsort((rng.random(size), votes.columns))]
    return replace(votes, values=values)


@dataclass(frozen=True, slots=True)
class Noise:
    """What was found in votes without structure.

    Attributes:
        with_any: Runs with any finding. ``verdicts``: how often each verdict was given.
    """

    runs: int
    with_any: int
    verdicts: dict[str, int]


def permute(
    votes: Votes, *, statements: Sequence[Statement] = (), runs: int = 100, q: float = 0.05, seed: int = 0
) -> Noise:
    """Make the map of method ``cydradd`` of permuted votes, some times: it should find nothing."""
    with_any, verdicts = 0, Counter[str]()
    for run in range(runs):
        given = permuted(votes, np.random.default_rng([seed, 6, run]))
        made = fit(given, CYDRADD, statements=statements, seed=seed + run, refits=REFITS)
        with_any += bool(set_apart(made, q=q))
        verdicts[str(made.verdict)] += 1
    return Noise(runs, with_any, dict(sorted(verdicts.items())))
