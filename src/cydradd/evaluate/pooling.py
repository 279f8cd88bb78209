"""Pooling: what many studies say together, how far they differ, and where the next one may lie.

Random effects with weights 1/(v + tau2), tau2 by one of `heterogeneity.ESTIMATORS`. Interval of the mean: normal, and
Hartung-Knapp (doi:10.1002/sim.791). Prediction interval: Higgins, Thompson & Spiegelhalter 2009,
doi:10.1111/j.1467-985X.2008.00552.x.

The studies are put in order and to scale before anything is added up: what comes out is the same to the last digit in
whatever order they came, and no unit is too small or too large.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cydradd.evaluate.heterogeneity import ESTIMATORS, Array, generalised_q, mean_at, typical_variance
from cydradd.evaluate.spread import Interval, tau2_error
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

METHODS = ESTIMATORS
"""The methods of `pool`, by name."""


@dataclass(frozen=True, slots=True)
class HartungKnapp:
    """The mean with an interval from t with k-1 degrees of freedom; no ``t`` where the studies are identical."""

    se: float
    t: float | None
    df: int
    p_value: float | None
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
        tau2: Variance between studies, never below 0; `tau2_se` is ``None`` for equal effects.
        typical: Sampling variance of a typical study; ``None`` at k = 1.
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
    typical: float | None
    i2: float | None
    h2: float | None
    q: float
    q_df: int
    q_p: float | None
    weights: tuple[float, ...]
    hartung_knapp: HartungKnapp | None
    hartung_knapp_truncated: HartungKnapp | None
    prediction: Prediction
    withheld: tuple[tuple[str, Bilingual], ...]


def _hartung_knapp(y: Array, v: Array, tau2: float, level: float, least: float = 0.0) -> HartungKnapp:
    from scipy.special import stdtr, stdtrit

    mean, u, _ = mean_at(y, v, tau2)
    df = len(y) - 1
    se = max(math.sqrt(float(u @ (y - mean) ** 2) / (df * float(u.sum()))), least)
    half = float(stdtrit(df, (1 + level) / 2)) * se
    t = mean / se if se > 0 and math.isfinite(mean / se) else None
    return HartungKnapp(se, t, df, None if t is None else 2 * float(stdtr(df, -abs(t))), (mean - half, mean + half))


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


def _shares(typical: float | None, tau2: float, q: float, k: int, method: str) -> tuple[float | None, float | None]:
    """I2 in per cent, and H2; from Q for equal effects, else from tau2 (Higgins & Thompson 2002)."""
    if typical is None:
        return None, None
    if method == "EE":
        return (max(0.0, 100 * (1 - (k - 1) / q)) if q > 0 else 0.0), q / (k - 1)
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

    given = _checked(y, v, method)
    order = np.lexsort(given)
    effects, variances = given[0][order], given[1][order]
    k = len(effects)
    tau2 = _between(effects, variances, method)
    mean, u, least = mean_at(effects, variances, tau2)
    se = math.sqrt(least / float(u.sum()))
    q = generalised_q(effects, variances, 0.0) if k > 1 else 0.0
    knapp = _hartung_knapp(effects, variances, tau2, level) if k > 1 else None
    typical = typical_variance(variances) if k > 1 else None
    i2, h2 = _shares(typical, tau2, q, k, method)
    half = float(ndtri((1 + level) / 2)) * se
    weights = np.empty(k)
    weights[order] = 100 * u / u.sum()
    return Pooled(
        method=method,
        k=k,
        estimate=mean,
        se=se,
        z=mean / se,
        p_value=2 * float(ndtr(-abs(mean / se))),
        ci=(mean - half, mean + half),
        tau2=tau2,
        tau2_se=tau2_error(effects, variances, tau2, method),
        typical=typical,
        i2=i2,
        h2=h2,
        q=q,
        q_df=k - 1,
        q_p=float(chdtrc(k - 1, q)) if k > 1 else None,
        weights=tuple(float(share) for share in weights),
        hartung_knapp=knapp,
        hartung_knapp_truncated=_hartung_knapp(effects, variances, tau2, level, least=se) if k > 1 else None,
        prediction=_prediction(mean, se, tau2, k, knapp, level),
        withheld=_withheld(k),
    )


def _between(y: Array, v: Array, method: str) -> float:
    """tau2 of the effects about their middle, in a unit in which they and their variances are neither small nor large.

    The unit is a power of two, which changes no digit.
    """
    if len(y) == 1:
        return 0.0
    moved = y - float(np.median(y))
    size = max(float(np.median(v)), float(np.abs(moved).max()) ** 2)
    unit = 2.0 ** (math.frexp(size)[1] // 2)
    return METHODS[method](moved / unit, v / unit / unit) * unit * unit


def _withheld(k: int) -> tuple[tuple[str, Bilingual], ...]:
    """What k studies do not allow, and why."""
    if k == 1:
        one = Bilingual(
            "nid yw un astudiaeth yn dangos gwasgariad rhwng astudiaethau", "one study shows no spread between studies"
        )
        return (("heterogeneity", one), ("hartung_knapp", one), ("prediction", one))
    if k == 2:
        no_freedom = Bilingual(
            "nid yw t gyda k-2 gradd o ryddid wedi’i ddiffinio pan fo k = 2",
            "t with k-2 degrees of freedom is undefined at k = 2",
        )
        return (("prediction.t_k_minus_2", no_freedom),)
    return ()
