"""How far the variance between studies may reach: the interval of tau2 by the Q-profile.

Viechtbauer 2007, Statistics in Medicine 26:37-52, doi:10.1002/sim.2514: the values of tau2 at which the
generalised Q meets the quantiles of chi-squared with k-1 degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cydradd.evaluate.pooling import Interval, generalised_q


def tau2_interval(y: Sequence[float], v: Sequence[float], level: float = 0.95) -> Interval | None:
    """The interval of tau2; a bound without a root is 0, and one study has no interval."""
    from scipy.optimize import brentq
    from scipy.special import chdtri

    effects, variances = np.asarray(y, dtype=float), np.asarray(v, dtype=float)
    df = len(effects) - 1
    if df < 1:
        return None

    def bound(upper_tail: float) -> float:
        quantile = float(chdtri(df, upper_tail))

        def excess(tau2: float) -> float:
            return generalised_q(effects, variances, tau2) - quantile

        if excess(0.0) <= 0:
            return 0.0
        high = max(float(np.var(effects)), 1e-8)
        while excess(high) > 0:
            high *= 2
        return float(brentq(excess, 0.0, high, xtol=1e-15, rtol=1e-14))

    return bound((1 - level) / 2), bound((1 + level) / 2)
