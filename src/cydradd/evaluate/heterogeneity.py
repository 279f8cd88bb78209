"""How far studies differ: estimators of tau2, the variance between studies (evaluate.md 3.7).

EE none. DL DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2. HE Hedges & Olkin 1985. HS Hunter & Schmidt
1990. SJ Sidik & Jonkman 2005, doi:10.1111/j.1467-9876.2005.00489.x. PM Paule & Mandel 1982,
doi:10.6028/jres.087.022, and EB Morris 1983, doi:10.1080/01621459.1983.10477920: the same estimator, solved in
different ways. ML and REML Viechtbauer 2005, doi:10.3102/10769986030003261.

Every sum of weights is taken with weights relative to the largest, so that a variance of 1e-300 overflows nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

EPSILON = 4 * float(np.finfo(float).eps)
"""Relative tolerance of a root: as close as numbers go."""

GRID = 40
"""Points in a tenfold of tau2 at which a score is looked at: it may have several roots."""


def weights_at(v: Array, tau2: float) -> tuple[Array, float]:
    """Weights 1/(v + tau2) relative to the largest, and the variance of that one."""
    least = float(v.min()) + tau2
    return least / (v + tau2), least


def mean_at(y: Array, v: Array, tau2: float) -> tuple[float, Array, float]:
    """The weighted mean, the relative weights, and the variance of the heaviest study."""
    u, least = weights_at(v, tau2)
    return float(u @ y / u.sum()), u, least


def generalised_q(y: Array, v: Array, tau2: float) -> float:
    """Weighted sum of squares about the mean at ``tau2``; at 0 it is Cochran's Q. Infinite where it is too large."""
    mean, u, least = mean_at(y, v, tau2)
    spread = float(u @ (y - mean) ** 2)
    return spread / least if least > 1 or spread < 1e300 * least else math.inf


def traces(v: Array, tau2: float) -> tuple[float, float]:
    """tr P and the root of tr PP at ``tau2``, both times the variance of the heaviest study.

    P = W - W11'W/sum w. Its entries are taken without the difference of near numbers that loses all digits when one
    study outweighs the rest by more than numbers can hold.
    """
    u, _ = weights_at(v, tau2)
    heaviest = int(u.argmax())
    others = np.delete(u, heaviest)
    rest = float(others.sum())
    total = 1 + rest
    diagonal = np.append(others * (total - others), rest) / total
    scale = float(diagonal.max())
    if scale == 0:
        return 0.0, 0.0
    beside, among = others / total / scale, others**2 / (total * scale)
    square = float(((diagonal / scale) ** 2).sum() + 2 * (beside**2).sum() + among.sum() ** 2 - (among**2).sum())
    return float(diagonal.sum()), scale * math.sqrt(square)


def typical_variance(v: Array) -> float:
    """The sampling variance of a typical study (Higgins & Thompson 2002, doi:10.1002/sim.1186)."""
    trace, _ = traces(v, 0.0)
    return (len(v) - 1) * (float(v.min()) / trace) if trace > 0 else math.inf


def _equal_effects(_y: Array, _v: Array) -> float:
    return 0.0


def _dersimonian_laird(y: Array, v: Array) -> float:
    mean, u, least = mean_at(y, v, 0.0)
    trace, _ = traces(v, 0.0)
    if trace == 0:
        return 0.0
    return max(0.0, (float(u @ (y - mean) ** 2) - (len(y) - 1) * least) / trace)


def _hedges_olkin(y: Array, v: Array) -> float:
    return max(0.0, float(np.var(y, ddof=1)) - float(v.mean()))


def _hunter_schmidt(y: Array, v: Array) -> float:
    mean, u, least = mean_at(y, v, 0.0)
    return max(0.0, (float(u @ (y - mean) ** 2) - len(y) * least) / float(u.sum()))


def _sidik_jonkman(y: Array, v: Array) -> float:
    first = float(np.var(y))
    if first == 0:
        return 0.0
    mean, u, least = mean_at(y, v, first)
    return first / least * float(u @ (y - mean) ** 2) / (len(y) - 1)


def _paule_mandel(y: Array, v: Array) -> float:
    """The root of Q(tau2) = k-1, from a bracket."""
    return root_of_q(y, v, len(y) - 1)


def root_of_q(y: Array, v: Array, value: float) -> float:
    """The tau2 at which the generalised Q is ``value``; 0 where it never is so large."""
    from scipy.optimize import brentq

    def excess(tau2: float) -> float:
        return min(generalised_q(y, v, tau2), 1e300) - value

    if excess(0.0) <= 0:
        return 0.0
    high = float(np.var(y)) + float(v.min())
    while excess(high) > 0:
        high *= 2
    return float(brentq(excess, 0.0, high, xtol=1e-300, rtol=EPSILON, maxiter=5000))


def _empirical_bayes(y: Array, v: Array) -> float:
    """The same root, by Newton's steps from 0: Q falls and is convex, so that every step goes to the right."""
    tau2 = 0.0
    for _ in range(5000):
        mean, u, least = mean_at(y, v, tau2)
        squares = (y - mean) ** 2
        slope = float((u**2) @ squares)
        step = least * (float(u @ squares) - (len(y) - 1) * least) / slope if slope > 0 else 0.0
        tau2, before = max(0.0, tau2 + step), tau2
        if abs(tau2 - before) <= EPSILON * (tau2 + least):
            break
    return tau2


def _score(y: Array, v: Array, tau2: Array, *, restricted: bool) -> Array:
    """Twice the derivative of the (restricted) log-likelihood, times the square of the least variance: its sign."""
    least = float(v.min()) + tau2
    u = least[:, None] / (v + tau2[:, None])
    total = u.sum(axis=1)
    mean = (u * y).sum(axis=1) / total
    squares = (u**2 * (y - mean[:, None]) ** 2).sum(axis=1)
    trace = total - (u**2).sum(axis=1) / total if restricted else total
    found: Array = squares - least * trace
    return found


def _likelihood(y: Array, v: Array, tau2: float, *, restricted: bool) -> float:
    """The (restricted) log-likelihood up to a constant."""
    mean, u, least = mean_at(y, v, tau2)
    spread = float(u @ (y - mean) ** 2)
    if spread > 1e300 * least:
        return -math.inf
    lost = math.log(u.sum()) - math.log(least) if restricted else 0.0
    return (float(np.log(u).sum()) - len(v) * math.log(least) - lost - spread / least) / 2


def _likeliest(y: Array, v: Array, *, restricted: bool) -> float:
    """The highest of the roots of the score, and of tau2 = 0."""
    from scipy.optimize import brentq

    def score(tau2: float) -> float:
        return float(_score(y, v, np.array([tau2]), restricted=restricted)[0])

    top = max(4 * float(np.var(y)), float(v.max()))
    while score(top) > 0:
        top *= 2
    low = max(min(1e-4 * float(v.min()), top / 10), 1e-14 * top)
    points = np.geomspace(low, top, 2 + int(GRID * math.log10(top / low)))
    grid = np.concatenate(([0.0], points))
    scores = _score(y, v, grid, restricted=restricted)
    candidates = [0.0]
    for at in np.flatnonzero((scores[:-1] > 0) & (scores[1:] <= 0)):
        low, high = float(grid[at]), float(grid[at + 1])
        candidates.append(float(brentq(score, low, high, xtol=1e-300, rtol=EPSILON, maxiter=5000)))
    return max(candidates, key=lambda tau2: _likelihood(y, v, tau2, restricted=restricted))


def _maximum_likelihood(y: Array, v: Array) -> float:
    return _likeliest(y, v, restricted=False)


def _reml(y: Array, v: Array) -> float:
    return _likeliest(y, v, restricted=True)


ESTIMATORS: Mapping[str, Callable[[Array, Array], float]] = {
    "EE": _equal_effects,
    "DL": _dersimonian_laird,
    "HE": _hedges_olkin,
    "HS": _hunter_schmidt,
    "SJ": _sidik_jonkman,
    "PM": _paule_mandel,
    "EB": _empirical_bayes,
    "ML": _maximum_likelihood,
    "REML": _reml,
}
"""Estimators of the variance between studies, never below 0."""
