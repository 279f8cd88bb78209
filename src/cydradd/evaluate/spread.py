"""How sure the variance between studies is: its interval by the Q-profile, and its standard error.

Viechtbauer 2007, Statistics in Medicine 26:37-52, doi:10.1002/sim.2514: the values of tau2 at which the
generalised Q meets the quantiles of chi-squared with k-1 degrees of freedom. Standard errors: the information for ML
and REML; for the estimators that are quadratic in y, the variance of a quadratic form (Biggerstaff & Tweedie 1997,
doi:10.1002/(SICI)1097-0258(19970415)16:7<753::AID-SIM494>3.0.CO;2-G).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from cydradd.evaluate.heterogeneity import Array, root_of_q, traces, weights_at

Interval = tuple[float, float]


def tau2_interval(y: Sequence[float], v: Sequence[float], level: float = 0.95) -> Interval | None:
    """The interval of tau2; a bound without a root is 0, and one study has no interval."""
    from scipy.special import chdtri

    order = np.lexsort((v, y))
    effects, variances = np.asarray(y, dtype=float)[order], np.asarray(v, dtype=float)[order]
    df = len(effects) - 1
    if df < 1:
        return None
    low, high = (float(chdtri(df, tail)) for tail in ((1 - level) / 2, (1 + level) / 2))
    return root_of_q(effects, variances, low), root_of_q(effects, variances, high)


def tau2_error(y: Array, v: Array, tau2: float, method: str) -> float | None:
    """The standard error of tau2; ``None`` for equal effects and for one study."""
    k = len(v)
    if k < 2 or method == "EE":
        return None
    found = _error(y, v, tau2, method, k)
    return found if math.isfinite(found) else None


def _error(y: Array, v: Array, tau2: float, method: str, k: int) -> float:
    """Infinite where the studies say nothing of it."""
    if method in ("DL", "HS"):
        u, least = weights_at(v, 0.0)
        trace, root = traces(v, 0.0)
        over = trace if method == "DL" else float(u.sum())
        if over == 0:
            return math.inf
        mixed = 2 * math.sqrt(tau2 * (least / over) * (trace / over))
        return math.hypot(math.sqrt(2 * (k - 1)) * (least / over), mixed, math.sqrt(2) * tau2 * (root / over))
    if method == "HE":
        return _of_a_form(np.ones(k), v, tau2) / (k - 1)
    if method == "SJ":
        first = float(np.var(y))
        u, least = weights_at(v, first)
        return first / least * _of_a_form(u, v, tau2) / (k - 1)
    u, least = weights_at(v, tau2)
    if method in ("PM", "EB"):
        return k * math.sqrt(2 / (k - 1)) * least / float(u.sum())
    information = traces(v, tau2)[1] if method == "REML" else math.sqrt(float((u**2).sum()))
    return math.sqrt(2) * least / information if information > 0 else math.inf


def _of_a_form(w: Array, v: Array, tau2: float) -> float:
    """The standard deviation of sum w (y - mean)^2 where y has the variances ``v`` + ``tau2``."""
    unit, total = float(v.max()), float(w.sum())
    inner, t = w * (v / unit), tau2 / unit
    vv = float(inner @ inner - 2 * (w * inner) @ inner / total + (w @ inner / total) ** 2)
    vt = float(w @ inner - 2 * (w**2) @ inner / total + (w @ inner) * (w @ w) / total**2)
    tt = float(w @ w - 2 * (w**3).sum() / total + (w @ w / total) ** 2)
    return unit * math.hypot(
        *(math.sqrt(max(0.0, part)) for part in (2 * vv, 4 * t * vt)), t * math.sqrt(2 * max(0.0, tt))
    )
