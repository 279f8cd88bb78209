"""The opinion map of method ``cydradd``: model, groups, and whether they are groups (listen.md 3.2 and 3.3)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cydradd.listen.factors.cells import Cells, take
from cydradd.listen.factors.choice import Choice, choose_factors
from cydradd.listen.factors.from_halves import back_from_halves
from cydradd.listen.factors.grouping import best_number, choose_groups, enough, geometry, grouped
from cydradd.listen.factors.held_out import mean_of, score
from cydradd.listen.factors.model import REFIT_FALL, FactorModel, fit_factors
from cydradd.listen.findings.cross_fit import LEAST_AGREEMENT
from cydradd.listen.placing import OF_A_HALF, Asked, FactorPart, Placing, told_groups
from cydradd.listen.verdict import LEAST_STABLE, Stability, come_back, separate
from cydradd.listen.votes import Votes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOST_PEOPLE = 50_000
"""People the groups are fitted anew on; of more, a seeded sample."""


def place_by_factors(votes: Votes, out: Mask, asked: Asked, membership: Mapping[str, int] | None = None) -> Placing:
    """Fit the model and group people.

    Args:
        membership: Groups by participant, given instead of found; they carry no verdict.
    """
    taken = take(votes, out)
    cells = taken.cells
    choice = _choice(cells, asked)
    model = fit_factors(cells, choice.rank, choice.ridges)
    placed = enough(cells, asked.least)
    r2, auc, curves = _tested(choice, by_groups=asked.groups is None and membership is None)
    predicted = best_number(curves) if curves else None
    if membership is None:
        labels, stability = _groups(cells, model, placed, asked, predicted or 1)
    else:
        labels, stability = told_groups(votes, membership)[taken.people], None
    return _spread(votes, FactorPart(model, taken, choice, r2, auc, curves, predicted), labels, stability)


def _choice(cells: Cells, asked: Asked) -> Choice:
    """Rank and ridges, chosen or given."""
    if asked.rank is not None and asked.ridges is not None:
        return Choice(asked.rank, asked.ridges, {}, {}, 0, ())
    return choose_factors(cells, asked.chance(1), rank=asked.rank)


def _tested(choice: Choice, *, by_groups: bool) -> tuple[float | None, float | None, dict[int, tuple[float, ...]]]:
    """R² and AUC of the choice on the folds, and R² by number of groups."""
    if not choice.curves:
        return None, None, {}
    models = [fit_factors(each.train, choice.rank, choice.ridges, fall=REFIT_FALL) for each in choice.splits]
    scores = [score(s, m.predict(s.rows, s.columns)) for s, m in zip(choice.splits, models, strict=True)]
    curves = choose_groups(choice.splits, models) if by_groups else {}
    return mean_of([each.r2 for each in scores]), mean_of([each.auc for each in scores]), curves


def _groups(
    cells: Cells, model: FactorModel, placed: Mask, asked: Asked, predicted: int
) -> tuple[Ints, Stability | None]:
    """Group of each row, and how well the groups come back.

    When the number that predicts best gives groups that do not come back, the largest smaller number whose groups do
    is shown instead, and preferably one whose groups half of the answers make too: what sets others apart could not be
    tested. When none comes back, the number that predicts best is shown, and the verdict is ``none``.
    """
    wanted = asked.groups if asked.groups is not None else predicted
    if not asked.refits or wanted == 1:
        return grouped(model, placed, wanted), None
    some = placed.copy()
    if cells.people > MOST_PEOPLE:
        some = np.zeros(cells.people, dtype=bool)
        some[asked.chance(2).permutation(cells.people)[:MOST_PEOPLE]] = True
    numbers = [wanted] if asked.groups is not None else list(range(wanted, 1, -1))
    shown = {k: grouped(model, placed, k) for k in numbers}
    found = _refitted(cells, model, placed, some if cells.people > MOST_PEOPLE else None, shown, asked)
    stable = [k for k in numbers if float(np.median(found[k][0])) >= LEAST_STABLE]
    k = _testable(cells, model, some, {k: shown[k] for k in stable}, asked) or wanted
    indices, share = found[k]
    points = geometry(model)[placed]
    p = separate(points, k, asked.chance(4)) if len(np.unique(shown[k][placed])) > 1 else None
    return shown[k], Stability(indices, int((~np.isnan(share)).sum()), share, p)


def _testable(cells: Cells, model: FactorModel, some: Mask, stable: Mapping[int, Ints], asked: Asked) -> int | None:
    """Of numbers of groups that come back, falling, the first whose groups half of the answers make, else the first."""
    if len(stable) < 2:
        return next(iter(stable), None)
    here = cells if cells.people <= MOST_PEOPLE else cells.of(some)
    of_some = {k: labels if here is cells else labels[some] for k, labels in stable.items()}
    agreement = back_from_halves(here, model, of_some, asked.chance(5))
    return next((k for k in stable if agreement[k] >= LEAST_AGREEMENT), next(iter(stable)))


def _refitted(
    cells: Cells, model: FactorModel, placed: Mask, some: Mask | None, shown: Mapping[int, Ints], asked: Asked
) -> dict[int, tuple[tuple[float, ...], Floats]]:
    """`come_back` of the model's groups, from a cold start each time, on all people or on some."""
    here = cells if some is None else cells.of(some)
    kept_people = slice(None) if some is None else some
    can = placed[kept_people]

    def refit(kept: Mask) -> dict[int, Ints]:
        rest = here.at(kept)
        again = fit_factors(rest, model.rank, model.ridges, fall=REFIT_FALL)
        return {k: grouped(again, can & (rest.per_person > 0), k) for k in shown}

    of_some = {k: labels[kept_people] for k, labels in shown.items()}
    found = come_back(refit, len(here.values), of_some, asked.chance(3), refits=asked.refits)
    if some is None:
        return found
    wide = {}
    for k, (indices, share) in found.items():
        everybody = np.full(cells.people, np.nan)
        everybody[some] = share
        wide[k] = (indices, everybody)
    return wide


def _spread(votes: Votes, part: FactorPart, labels: Ints, stability: Stability | None) -> Placing:
    """The tables over all people and statements of the votes, those that took no part at 0, -1 or NaN."""
    model, people, columns = part.model, part.taken.people, part.taken.statements
    size, width = len(votes.participants), len(votes.statements)
    axes = min(model.rank, 2)
    positions, at, sd = np.zeros((size, 2)), np.zeros((width, 2)), np.full(size, np.nan)
    positions[people, :axes] = model.f[:, :axes]
    at[columns, :axes] = model.g[:, :axes]
    sd[people] = np.sqrt(model.f_variance[:, :axes].sum(axis=1) / max(axes, 1))
    centre, extremity = np.zeros(width), np.zeros(width)
    centre[columns] = model.mean + model.statement
    extremity[columns] = np.sqrt((model.g**2).sum(axis=1))
    membership = np.full(size, -1, dtype=np.int64)
    membership[people] = labels
    if stability is not None:
        share = np.full(size, np.nan)
        share[people] = stability.share
        stability = Stability(stability.indices, stability.people, share, stability.separate)
    return Placing(
        centre=centre,
        components=at.T.copy(),
        positions=positions,
        statement_positions=at,
        extremity=extremity,
        placed=membership >= 0,
        base=np.full(size, -1, dtype=np.int64),
        membership=membership,
        silhouettes={},
        stability=stability,
        sd=sd,
        factors=part,
    )


def group_anew(votes: Votes, out: Mask, model: FactorModel, groups: int) -> Ints:
    """Group of each participant, -1 for those not placed, by a model of the same rank and ridges on half the votes."""
    if not len(votes.values) or out[votes.columns].all():
        return np.full(len(votes.participants), -1, dtype=np.int64)
    asked = Asked(groups=groups, rank=model.rank, ridges=model.ridges, least=OF_A_HALF)
    return place_by_factors(votes, out, asked).membership
