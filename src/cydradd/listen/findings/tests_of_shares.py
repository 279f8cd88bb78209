"""Shares of people, tested and bounded: Fisher's test, Benjamini and Hochberg's rate, two intervals (listen.md 3.4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaln, ndtri

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

NEGLIGIBLE = 1e-17
"""A term below this part of its sum ends the sum."""


def fisher(chosen: ArrayLike, seen: ArrayLike, others: ArrayLike, rest: ArrayLike) -> Floats:
    """Chance that a share would be as far above another as it is, were both the same (Fisher's exact test, one-sided).

    P(X >= chosen), X hypergeometric: of ``seen + rest`` people, ``chosen + others`` chose, and ``seen`` are drawn. The
    shorter tail is summed term by term for all cells together, so that thousands take milliseconds.

    Args:
        chosen, seen: Whole numbers; ``chosen`` of ``seen`` in the group. Arrays are broadcast.
        others, rest: ``others`` of ``rest`` outside it.

    Source: Fisher 1935, The Design of Experiments; the same as `scipy.stats.fisher_exact(alternative="greater")`.
    """
    k, n, others_, rest_ = (np.asarray(each, dtype=float) for each in (chosen, seen, others, rest))
    k, n, chose, people = np.broadcast_arrays(k, n, k + others_, n + rest_)
    shape = k.shape
    k, n, chose, people = (each.ravel() for each in (k, n, chose, people))
    mode = (n + 1) * (chose + 1) / (people + 2)
    upper = k >= mode
    first = np.where(upper, k, k - 1)
    tail = _tail(first, n, chose, people, np.where(upper, 1, -1))
    return np.clip(np.where(upper, tail, 1 - tail), 0.0, 1.0).reshape(shape)


def _tail(first: Floats, n: Floats, chose: Floats, people: Floats, step: NDArray[np.int64]) -> Floats:
    """Sum of the hypergeometric chances from ``first`` outward, upward (1) or downward (-1)."""
    low, high = np.maximum(0, n + chose - people), np.minimum(n, chose)
    inside = (first >= low) & (first <= high)
    total = np.zeros(len(first))
    live = np.flatnonzero(inside)
    x, n, chose, people, up = first[live], n[live], chose[live], people[live], step[live] > 0
    term = np.exp(_log_choose(chose, x) + _log_choose(people - chose, n - x) - _log_choose(people, n))
    sums = term.copy()
    while len(live):
        ratio_up = (chose - x) * (n - x) / ((x + 1) * (people - chose - n + x + 1).clip(1))
        ratio_down = x * (people - chose - n + x) / ((chose - x + 1) * (n - x + 1))
        term = term * np.where(up, ratio_up, ratio_down)
        x = x + np.where(up, 1, -1)
        sums = sums + term
        goes_on = term > NEGLIGIBLE * sums
        total[live[~goes_on]] = sums[~goes_on]
        live, up = live[goes_on], up[goes_on]
        x, n, chose, people, term, sums = (each[goes_on] for each in (x, n, chose, people, term, sums))
    return total


def _log_choose(n: Floats, k: Floats) -> Floats:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def benjamini_hochberg(p: ArrayLike, q: float = 0.05) -> Mask:
    """Which of many tests are findings when at most a share ``q`` of the findings may be chance.

    Sort; the largest i with p_(i) <= i q / m; reject 1..i (Benjamini and Hochberg 1995,
    doi:10.1111/j.2517-6161.1995.tb02031.x).
    """
    values = np.asarray(p, dtype=float)
    order = np.sort(values)
    below = np.flatnonzero(order <= q * np.arange(1, len(order) + 1) / max(len(order), 1))
    return np.asarray(values <= order[below[-1]]) if len(below) else np.zeros(len(values), dtype=bool)


def q_values(p: ArrayLike, tests: int | None = None) -> Floats:
    """The least rate at which each test would be a finding of `benjamini_hochberg`.

    Args:
        tests: Tests made in all, where ``p`` holds only some of them and the others count as 1.
    """
    values = np.asarray(p, dtype=float)
    order = np.argsort(values, kind="stable")
    adjusted = values[order] * (tests or len(values)) / np.arange(1, len(values) + 1)
    adjusted = np.minimum.accumulate(adjusted[::-1])[::-1]
    found = np.empty(len(values))
    found[order] = np.minimum(adjusted, 1.0)
    return found


def jeffreys(chosen: ArrayLike, seen: ArrayLike, level: float = 0.9) -> tuple[Floats, Floats]:
    """Bounds of a share: quantiles of Beta(chosen + 1/2, seen - chosen + 1/2).

    Source: Brown, Cai and DasGupta 2001, doi:10.1214/ss/1009213286. The lower bound stays above 0 where nobody chose.

    Args:
        level: Of the interval; 0.9 gives the 5 % and the 95 % quantile.
    """
    a, b = np.asarray(chosen, dtype=float) + 0.5, np.asarray(seen, dtype=float) - np.asarray(chosen, dtype=float) + 0.5
    tail = (1 - level) / 2
    return np.asarray(betaincinv(a, b, tail)), np.asarray(betaincinv(a, b, 1 - tail))


def wilson(chosen: ArrayLike, seen: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Bounds of a share by its score (Wilson 1927); 0 to 1 where nobody was asked."""
    k, n = np.asarray(chosen, dtype=float), np.asarray(seen, dtype=float)
    z = float(ndtri((1 + level) / 2))
    p = np.divide(k, n, out=np.full(np.broadcast(k, n).shape, 0.5), where=n > 0)
    middle, spread = p * n + z**2 / 2, z * np.sqrt(n * p * (1 - p) + z**2 / 4)
    return np.clip((middle - spread) / (n + z**2), 0, 1), np.clip((middle + spread) / (n + z**2), 0, 1)


def newcombe(
    chosen: ArrayLike, seen: ArrayLike, others: ArrayLike, rest: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Bounds of a difference of two shares, from the score interval of each.

    Source: Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10.

    Args:
        chosen, seen: ``chosen`` of ``seen`` in the group; ``others`` of ``rest`` outside it.
    """
    k, n, o, r = (np.asarray(each, dtype=float) for each in (chosen, seen, others, rest))
    own, other = k / np.maximum(n, 1), o / np.maximum(r, 1)
    (low, high), (low_rest, high_rest) = wilson(k, n, level), wilson(o, r, level)
    return (
        np.asarray(own - other - np.sqrt((own - low) ** 2 + (high_rest - other) ** 2)),
        np.asarray(own - other + np.sqrt((high - own) ** 2 + (other - low_rest) ** 2)),
    )
