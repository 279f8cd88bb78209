"""Pooling straight from the counts of 2x2 tables, where events are rare: Mantel-Haenszel and Peto.

No half is added to any cell. Variances: odds ratio Robins, Breslow & Greenland 1986, doi:10.2307/2531052; risk ratio
Greenland & Robins 1985, doi:10.2307/2530643; risk difference Sato, Greenland & Robins 1989, doi:10.2307/2531770.
Peto: Yusuf et al. 1985, doi:10.1016/S0033-0620(85)80003-7.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from cydradd.evaluate.effect_size import Row
from cydradd.evaluate.heterogeneity import Array
from cydradd.evaluate.pooling import Pooled, Prediction
from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Sum = tuple[float, float, Array]
"""The pooled effect, its variance, and the weight of each study."""


def _odds_ratio(a: Array, b: Array, c: Array, d: Array) -> Sum:
    n = a + b + c + d
    r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
    top, under = float(r.sum()), float(s.sum())
    variance = p @ r / (2 * top**2) + (p @ s + q @ r) / (2 * top * under) + q @ s / (2 * under**2)
    return math.log(top / under), float(variance), s


def _risk_ratio(a: Array, b: Array, c: Array, d: Array) -> Sum:
    n1, n2 = a + b, c + d
    n = n1 + n2
    top, under = float((a * n2 / n).sum()), float((c * n1 / n).sum())
    variance = float(((n1 * n2 * (a + c) - a * c * n) / n**2).sum()) / (top * under)
    return math.log(top / under), variance, c * n1 / n


def _risk_difference(a: Array, b: Array, c: Array, d: Array) -> Sum:
    n1, n2 = a + b, c + d
    n = n1 + n2
    weights = n1 * n2 / n
    total = float(weights.sum())
    difference = float(((a * n2 - c * n1) / n).sum()) / total
    p = (n1**2 * c - n2**2 * a + n1 * n2 * (n2 - n1) / 2) / n**2
    q = (a * d + c * b) / (2 * n)
    return difference, (difference * float(p.sum()) + float(q.sum())) / total**2, weights


def _peto(a: Array, b: Array, c: Array, d: Array) -> Sum:
    n1, n2, n = a + b, c + d, a + b + c + d
    variances = n1 * n2 * (a + c) * (b + d) / (n**2 * (n - 1))
    total = float(variances.sum())
    return float((a - n1 * (a + c) / n).sum()) / total, 1 / total, variances


SUMS: Mapping[tuple[str, str], Callable[[Array, Array, Array, Array], Sum]] = {
    ("MH", "OR"): _odds_ratio,
    ("MH", "RR"): _risk_ratio,
    ("MH", "RD"): _risk_difference,
    ("PETO", "PETO"): _peto,
    ("PETO", "OR"): _peto,
}
"""Each method with the measures that it pools."""

METHODS = frozenset(method for method, _ in SUMS)


def _summed(rows: Sequence[Row], measure: str, method: str) -> Sum:
    """Estimate, variance and weights from the counts.

    Raises:
        NotPossible: As `pool_counts`.
    """
    if (method, measure) not in SUMS:
        fit = " ".join(each for known, each in SUMS if known == method)
        raise NotPossible(
            Bilingual(
                cy=f"Nid yw {method} yn cyfuno {measure}. Dewiswch un o’r mesurau hyn: {fit}.",
                en=f"{method} does not pool {measure}. Choose one of these measures: {fit}.",
            )
        )
    a, b, c, d = (np.array([row[role] for row in rows], dtype=float) for role in ("ai", "bi", "ci", "di"))
    try:
        with np.errstate(divide="raise", invalid="raise"):
            found = SUMS[method, measure](a, b, c, d)
        if not found[1] > 0:
            raise ValueError(found[1])
        return found
    except (ZeroDivisionError, FloatingPointError, ValueError):
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes digon o ddigwyddiadau i gyfuno gyda {method}: mae un grŵp heb yr un.",
                en=f"There are too few events to pool with {method}: one group has none.",
            )
        ) from None


def pool_counts(
    rows: Sequence[Row], y: Sequence[float], v: Sequence[float], measure: str, method: str, level: float = 0.95
) -> Pooled:
    """Pool the counts ``ai bi ci di`` of ``rows``; their effects ``y`` and variances ``v`` serve Cochran's Q alone.

    Raises:
        NotPossible: A measure that the method does not pool, or counts without a single event in one of the groups.
    """
    from scipy.special import chdtrc, ndtr, ndtri

    estimate, variance, weights = _summed(rows, measure, method)
    z = estimate / math.sqrt(variance)
    k, se = len(rows), math.sqrt(variance)
    q = float(((np.asarray(y) - estimate) ** 2 / np.asarray(v)).sum()) if k > 1 else 0.0
    half = float(ndtri((1 + level) / 2)) * se
    return Pooled(
        method=method,
        k=k,
        estimate=estimate,
        se=se,
        z=z,
        p_value=2 * float(ndtr(-abs(z))),
        ci=(estimate - half, estimate + half),
        tau2=0.0,
        tau2_se=None,
        typical=None,
        i2=(max(0.0, 100 * (1 - (k - 1) / q)) if q > 0 else 0.0) if k > 1 else None,
        h2=q / (k - 1) if k > 1 else None,
        q=q,
        q_df=k - 1,
        q_p=float(chdtrc(k - 1, q)) if k > 1 else None,
        weights=tuple(float(share) for share in 100 * weights / weights.sum()),
        hartung_knapp=None,
        hartung_knapp_truncated=None,
        prediction=Prediction(None, None, None),
        withheld=tuple(
            (
                what,
                Bilingual(
                    f"mae {method} yn cymryd un effaith i bob astudiaeth", f"{method} takes one effect for all studies"
                ),
            )
            for what in ("tau2_ci", "hartung_knapp", "prediction")
        ),
    )
