"""Whether some people came closer together in time than everybody's arrivals explain (Kulldorff 1997)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

DRAWS = 999
MOST_CASES = 400
"""Cases above which windows begin and end at every so many of them only."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The window in which cases are densest.

    Attributes:
        first, last: Its ends, in the unit of the arrivals; NaN when there is no case.
        cases, people: Cases and people who came in it.
        statistic: Log likelihood ratio. ``p``: chance of as dense a window, were the cases any of those who came.
    """

    first: float
    last: float
    cases: int
    people: int
    statistic: float
    p: float


def burst(arrived: Floats, cases: Mask, *, seed: int, draws: int = DRAWS) -> Burst:
    """Scan all windows for the one in which the cases are most of those who arrive.

    The Bernoulli model: a day on which everybody comes is no burst. p by drawing the cases anew from all arrivals.

    Args:
        arrived: N, in any unit; NaN = not known. ``cases``: N; the people in question.

    Source: Kulldorff 1997, doi:10.1080/03610929708831995; Dwass 1957 for p.
    """
    known = np.isfinite(arrived)
    times, mine = arrived[known], cases[known]
    total, many = len(times), int(mine.sum())
    if many < 2 or many == total:
        return Burst(np.nan, np.nan, 0, 0, 0.0, 1.0)
    order = np.argsort(times, kind="stable")
    times, mine = times[order], mine[order]
    # People who came in one instant are in a window together.
    first_of, last_of = np.searchsorted(times, times, side="left"), np.searchsorted(times, times, side="right")
    statistic, start, end = _densest(np.flatnonzero(mine), first_of, last_of, total)
    rng = np.random.default_rng(seed)
    above = 0
    for _ in range(draws):
        drawn = np.sort(rng.choice(total, many, replace=False))
        above += _densest(drawn, first_of, last_of, total)[0] >= statistic
    inside = int(mine[first_of[start] : last_of[end]].sum())
    return Burst(
        float(times[start]), float(times[end]), inside, int(last_of[end] - first_of[start]), statistic,
        (above + 1) / (draws + 1),
    )  # fmt: skip


def _densest(places: Ints, first_of: Ints, last_of: Ints, total: int) -> tuple[float, int, int]:
    """Statistic, first and last place of the window that is densest in cases; windows begin and end at a case."""
    many = len(places)
    step = -(-many // MOST_CASES)
    begin, end = np.arange(0, many, step), np.arange(step - 1, many, step)
    first, last = first_of[places[begin]], last_of[places[end]]
    before = np.searchsorted(places, first)
    inside = np.searchsorted(places, last)[None, :] - before[:, None]
    people = last[None, :] - first[:, None]
    value = np.where((inside > 1) & (people > 0), _ratio(inside, np.maximum(people, 1), many, total), 0.0)
    row, column = np.unravel_index(int(value.argmax()), value.shape)
    return float(value[row, column]), int(places[begin[row]]), int(places[end[column]])


def _ratio(inside: Ints, people: Ints, many: int, total: int) -> Floats:
    """Log likelihood ratio of a window against one rate everywhere; 0 where the rate inside is not the higher."""
    outside, rest = many - inside, total - people
    higher = inside * rest > outside * people
    ratio = (
        _log(inside, people) + _log(people - inside, people) + _log(outside, rest) + _log(rest - outside, rest)
        - _log(np.array(many), np.array(total)) - _log(np.array(total - many), np.array(total))
    )  # fmt: skip
    return np.asarray(np.where(higher, ratio, 0.0))


def _log(part: Ints, whole: Ints) -> Floats:
    """part ln(part / whole), 0 for none."""
    return np.asarray(part * np.log(np.maximum(part, 1) / np.maximum(whole, 1)))
