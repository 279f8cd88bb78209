"""Pooling: what many studies say together, how far they differ, and where the next one may lie.

Random effects with weights 1/(v + tau2). Estimators of tau2: equal effects (EE), DerSimonian-Laird (DL,
doi:10.1016/0197-2456(86)90046-2), Paule-Mandel (PM, doi:10.6028/jres.087.022), restricted maximum likelihood
(REML; Viechtbauer 2005, doi:10.3102/10769986030003261). Interval of the mean: normal, and Hartung-Knapp
(doi:10.1002/sim.791). Prediction interval: Higgins, Thompson & Spiegelhalter 2009,
doi:10.1111/j.1467-985X.2008.00552.x.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Array = NDArray[np.float64]
Interval = tuple[float, float]
TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class HartungKnapp:
    """The mean with an interval from t with k-1 degrees of freedom."""

    se: float
    t: float
    df: int
    p_value: float
    ci: Interval


@dataclass(frozen=True, slots=True)
class Prediction:
    """Where the effect of a new study may lie; ``None`` where k does not allow it."""

    normal: Interval | None
    t_k_minus_2: Interval | None
    hartung_knapp: Interval | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """What k studies say together, on the scale of the measure.

    Attributes:
        weights: Per cent of the weight of each study.
        tau2: Variance between studies, never below 0; `tau2_se` only for REML.
        i2, h2: Share of the spread that is between studies (per cent), and its ratio form; ``None`` at k = 1.
        q, q_df, q_p: Cochran's test of equal effects.
        hartung_knapp_truncated: The same, with a standard error never below the normal one; what pages show.
        withheld: What is ``None`` and why, in the order of the attributes.
    """

    method: str
    k: int
    estimate: float
    se: float
    z: float
    p_value: float
    ci: Interval
    tau2: float
    tau2_se: float | None
    i2: float | None
    h2: float | None
    q: float
    q_df: int
    q_p: float | None
    weights: tuple[float, ...]
    hartung_knapp: HartungKnapp | None
    hartung_knapp_truncated: HartungKnapp | None
    prediction: Prediction
    withheld: tuple[tuple[str, str], ...]


def _mean(y: Array, v: Array, tau2: float) -> tuple[float, Array]:
    weights = 1 / (v + tau2)
    return float(weights @ y / weights.sum()), weights


def generalised_q(y: Array, v: Array, tau2: float) -> float:
    """Weighted sum of squares about the mean at ``tau2``; at 0 it is Cochran's Q."""
    mean, weights = _mean(y, v, tau2)
    return float(weights @ (y - mean) ** 2)


def _equal_effects(_y: Array, _v: Array) -> float:
    return 0.0


def _dersimonian_laird(y: Array, v: Array) -> float:
    w = 1 / v
    c = float(w.sum() - (w**2).sum() / w.sum())
    return max(0.0, (generalised_q(y, v, 0.0) - (len(y) - 1)) / c)


def _bracket(function: Callable[[float], float], start: float) -> float:
    """A point to the right of ``start`` at which a falling function is below zero."""
    high = max(start, 1e-8)
    while function(high) > 0:
        high *= 2
    return high


def _paule_mandel(y: Array, v: Array) -> float:
    from scipy.optimize import brentq

    def excess(tau2: float) -> float:
        return generalised_q(y, v, tau2) - (len(y) - 1)

    if excess(0.0) <= 0:
        return 0.0
    high = _bracket(excess, float(np.var(y)))
    return float(brentq(excess, 0.0, high, xtol=TOLERANCE * 1e-3, rtol=4 * np.finfo(float).eps))


def _traces(v: Array, tau2: float) -> tuple[float, float]:
    """tr P and tr PP of the projection at ``tau2``."""
    w = 1 / (v + tau2)
    s1, s2, s3 = float(w.sum()), float((w**2).sum()), float((w**3).sum())
    return s1 - s2 / s1, s2 - 2 * s3 / s1 + (s2 / s1) ** 2


def _restricted_score(y: Array, v: Array, tau2: float) -> float:
    """Derivative of the restricted log-likelihood, times two."""
    mean, w = _mean(y, v, tau2)
    return float((w**2) @ (y - mean) ** 2) - _traces(v, tau2)[0]


def _restricted_likelihood(y: Array, v: Array, tau2: float) -> float:
    """The restricted log-likelihood up to a constant."""
    mean, w = _mean(y, v, tau2)
    return float(np.log(w).sum() - math.log(w.sum()) - w @ (y - mean) ** 2) / 2


def _reml(y: Array, v: Array) -> float:
    """The highest of the roots of the score, and of tau2 = 0."""
    from scipy.optimize import brentq

    top = max(float(np.var(y)) * 4, float(v.max()), 1e-8)
    while _restricted_score(y, v, top) > 0:
        top *= 2
    grid = np.concatenate(([0.0], np.geomspace(top * 1e-10, top, 400)))
    scores = [_restricted_score(y, v, float(point)) for point in grid]
    candidates = [0.0]
    for low, high, at_low, at_high in zip(grid, grid[1:], scores, scores[1:], strict=False):
        if at_low > 0 >= at_high:
            root = brentq(lambda t: _restricted_score(y, v, t), low, high, xtol=1e-16, rtol=1e-15)
            candidates.append(float(root))
    return max(candidates, key=lambda tau2: _restricted_likelihood(y, v, tau2))


METHODS: dict[str, Callable[[Array, Array], float]] = {
    "EE": _equal_effects,
    "DL": _dersimonian_laird,
    "PM": _paule_mandel,
    "REML": _reml,
}
"""Estimators of the variance between studies."""


def _hartung_knapp(y: Array, mean: float, w: Array, level: float, least: float = 0.0) -> HartungKnapp:
    from scipy.special import stdtr, stdtrit

    df = len(y) - 1
    se = max(math.sqrt(float(w @ (y - mean) ** 2) / (df * float(w.sum()))), least)
    half = float(stdtrit(df, (1 + level) / 2)) * se
    t = mean / se if se > 0 else math.inf
    return HartungKnapp(se, t, df, 2 * float(stdtr(df, -abs(t))), (mean - half, mean + half))


def _prediction(mean: float, se: float, tau2: float, k: int, knapp: HartungKnapp | None, level: float) -> Prediction:
    from scipy.special import ndtri, stdtrit

    if k < 2:
        return Prediction(None, None, None)

    def around(quantile: float, spread: float) -> Interval:
        half = quantile * math.sqrt(tau2 + spread**2)
        return mean - half, mean + half

    upper = (1 + level) / 2
    return Prediction(
        around(float(ndtri(upper)), se),
        around(float(stdtrit(k - 2, upper)), se) if k > 2 else None,
        around(float(stdtrit(k - 1, upper)), knapp.se) if knapp else None,
    )


def _heterogeneity(v: Array, tau2: float, q: float, method: str) -> tuple[float | None, float | None]:
    """I2 in per cent, and H2; from Q for equal effects, else from tau2 (Higgins & Thompson 2002)."""
    k = len(v)
    if k < 2:
        return None, None
    if method == "EE":
        return (max(0.0, 100 * (q - (k - 1)) / q) if q > 0 else 0.0), q / (k - 1)
    w = 1 / v
    typical = (k - 1) * float(w.sum()) / float(w.sum() ** 2 - (w**2).sum())
    return 100 * tau2 / (tau2 + typical), tau2 / typical + 1


def _checked(y: Sequence[float], v: Sequence[float], method: str) -> tuple[Array, Array]:
    effects, variances = np.asarray(y, dtype=float), np.asarray(v, dtype=float)
    if method not in METHODS:
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes dull o’r enw {method} hyd yma. Dewiswch un o’r rhain: {' '.join(METHODS)}.",
                en=f"There is no method named {method} yet. Choose one of: {' '.join(METHODS)}.",
            )
        )
    if len(effects) == 0 or len(effects) != len(variances):
        raise NotPossible(
            Bilingual(
                cy="Nid oes astudiaeth i’w chyfuno: rhowch effaith ac amrywiant i bob un.",
                en="There is no study to pool: give each an effect and a variance.",
            )
        )
    if not (np.isfinite(effects).all() and np.isfinite(variances).all() and (variances > 0).all()):
        raise NotPossible(
            Bilingual(
                cy="Rhaid i bob effaith fod yn rhif a phob amrywiant yn fwy na 0.",
                en="Every effect must be a number and every variance above 0.",
            )
        )
    return effects, variances


def pool(y: Sequence[float], v: Sequence[float], method: str = "REML", level: float = 0.95) -> Pooled:
    """Pool effects ``y`` with sampling variances ``v``; ``level`` is that of every interval.

    Raises:
        NotPossible: No study, a variance that is not positive, or a method not in `METHODS`.
    """
    from scipy.special import chdtrc, ndtr, ndtri

    effects, variances = _checked(y, v, method)
    k = len(effects)
    tau2 = METHODS[method](effects, variances) if k > 1 else 0.0
    mean, w = _mean(effects, variances, tau2)
    se = 1 / math.sqrt(float(w.sum()))
    q = generalised_q(effects, variances, 0.0)
    knapp = _hartung_knapp(effects, mean, w, level) if k > 1 else None
    truncated = _hartung_knapp(effects, mean, w, level, least=se) if k > 1 else None
    i2, h2 = _heterogeneity(variances, tau2, q, method)
    half = float(ndtri((1 + level) / 2)) * se
    z = mean / se
    return Pooled(
        method=method,
        k=k,
        estimate=mean,
        se=se,
        z=z,
        p_value=2 * float(ndtr(-abs(z))),
        ci=(mean - half, mean + half),
        tau2=tau2,
        tau2_se=math.sqrt(2 / _traces(variances, tau2)[1]) if method == "REML" and k > 1 else None,
        i2=i2,
        h2=h2,
        q=q,
        q_df=k - 1,
        q_p=float(chdtrc(k - 1, q)) if k > 1 else None,
        weights=tuple(float(share) for share in 100 * w / w.sum()),
        hartung_knapp=knapp,
        hartung_knapp_truncated=truncated,
        prediction=_prediction(mean, se, tau2, k, knapp, level),
        withheld=_withheld(k),
    )


def _withheld(k: int) -> tuple[tuple[str, str], ...]:
    """What k studies do not allow, and why."""
    if k == 1:
        one = "one study shows no spread between studies"
        return (("heterogeneity", one), ("hartung_knapp", one), ("prediction", one))
    if k == 2:
        return (("prediction.t_k_minus_2", "t with k-2 degrees of freedom is undefined at k = 2"),)
    return ()
