"""Back to the scale that people read: a ratio from its logarithm, a proportion from its logit or arcsine."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from cydradd.evaluate.formulas import RATIOS

PROPORTIONS = frozenset({"PR", "PLN", "PLO", "PAS", "PFT"})
"""Measures of one group: 0 is no line of no effect to them."""


def back(measure: str, n: Sequence[float] = ()) -> Callable[[float], float | None] | None:
    """What turns a value of a measure into what people read; ``None``: the measure is read as it is.

    Args:
        measure: Its name.
        n: Sizes of the studies, for PFT (Miller 1978, doi:10.1080/00031305.1978.10479283), which takes their
            harmonic mean; that inverse can be non-monotone, so PLO is the better choice.
    """
    if measure in RATIOS:
        return _exp
    if measure == "PLO":
        return _expit
    if measure == "PAS":
        return _sine
    if measure == "ZCOR":
        return math.tanh
    if measure == "PFT" and n:
        mean = len(n) / sum(1 / each for each in n)
        return lambda value: _miller(value, mean)
    return None


def _exp(value: float) -> float | None:
    """``None`` where the ratio is too large for a number."""
    try:
        return math.exp(value)
    except OverflowError:
        return None


def _expit(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def _sine(value: float) -> float:
    return math.sin(min(max(value, 0.0), math.pi / 2)) ** 2


def _miller(value: float, n: float) -> float:
    """0 and 1 beyond what no count and every count of ``n`` give."""
    low = math.asin(math.sqrt(1 / (n + 1))) / 2
    high = (math.asin(math.sqrt(n / (n + 1))) + math.pi / 2) / 2
    if value <= low:
        return 0.0
    if value >= high:
        return 1.0
    sine = math.sin(2 * value)
    root = 1 - (sine + (sine - 1 / sine) / n) ** 2
    return 0.5 * (1 - math.copysign(math.sqrt(max(0.0, root)), math.cos(2 * value)))
