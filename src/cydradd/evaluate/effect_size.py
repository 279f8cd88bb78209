"""Effect sizes: one row of counts or means becomes an effect ``y`` and its sampling variance ``v``.

Formulas of evaluate.md 3.6. Measures and roles (``ai bi ci di``, ``m1i sd1i n1i`` ...) carry the names of
W. Viechtbauer, "Conducting meta-analyses in R with the metafor package", Journal of Statistical Software
36(3), 2010, doi:10.18637/jss.v036.i03. A missing number excludes its row, with the number and the reason; it
is never filled in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.vocabulary.errors import NotPossible
from cydradd.vocabulary.text import Bilingual

Row = Mapping[str, float | None]
Effect = tuple[float, float]
"""An effect and its sampling variance."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A row that takes no part. ``row`` counts from 1, the header not counted."""

    row: int
    study: str
    reason: str


@dataclass(frozen=True, slots=True)
class Effects:
    """The effects of a table.

    Attributes:
        rows: Number of the row that each effect comes from, from 1.
        y, v: Effects and their sampling variances, on the scale of the measure.
        double_zero: Rows in which nobody, or everybody, had the event in both groups; kept, with a warning.
    """

    measure: str
    rows: tuple[int, ...]
    studies: tuple[str, ...]
    y: tuple[float, ...]
    v: tuple[float, ...]
    excluded: tuple[Excluded, ...] = ()
    double_zero: tuple[int, ...] = ()


class _Undefined(ValueError):
    """Why a measure has no value for a row."""


def hedges_j(df: float) -> float:
    """The exact small-sample factor J(m), by log-gamma (Hedges 1981, doi:10.3102/10769986006002107).

    Raises:
        ValueError: m <= 1, where the factor is undefined.
    """
    if df <= 1:
        raise ValueError(f"J is undefined at {df:g} degrees of freedom")
    return math.exp(math.lgamma(df / 2) - math.log(df / 2) / 2 - math.lgamma((df - 1) / 2))


def _factor(df: float) -> float:
    try:
        return hedges_j(df)
    except ValueError as undefined:
        raise _Undefined(str(undefined)) from None


def _log(value: float, what: str) -> float:
    if value <= 0:
        raise _Undefined(f"{what} is not positive")
    return math.log(value)


def _share(count: float, of: float) -> float:
    if of <= 0 or not 0 <= count <= of:
        raise _Undefined("a count is negative or larger than its total")
    return count / of


def _mean_difference(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> Effect:
    return m1 - m2, s1**2 / n1 + s2**2 / n2


def _standardised(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> Effect:
    df = n1 + n2 - 2
    pooled = math.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / df) if df > 0 else 0.0
    if pooled == 0:
        raise _Undefined("the standard deviation is zero")
    y = _factor(df) * (m1 - m2) / pooled
    return y, 1 / n1 + 1 / n2 + y**2 / (2 * (n1 + n2))


def _ratio_of_means(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> Effect:
    y = _log(m1, "a mean") - _log(m2, "a mean")
    return y, s1**2 / (n1 * m1**2) + s2**2 / (n2 * m2**2)


def _risk_ratio(a: float, b: float, c: float, d: float) -> Effect:
    n1, n2 = a + b, c + d
    return _log(a / n1, "a risk") - _log(c / n2, "a risk"), 1 / a - 1 / n1 + 1 / c - 1 / n2


def _odds_ratio(a: float, b: float, c: float, d: float) -> Effect:
    return _log(a * d, "a cell") - _log(b * c, "a cell"), 1 / a + 1 / b + 1 / c + 1 / d


def _risk_difference(a: float, b: float, c: float, d: float) -> Effect:
    p1, p2 = a / (a + b), c / (c + d)
    return p1 - p2, p1 * (1 - p1) / (a + b) + p2 * (1 - p2) / (c + d)


def _peto(a: float, b: float, c: float, d: float) -> Effect:
    n1, n2, n = a + b, c + d, a + b + c + d
    v = n1 * n2 * (a + c) * (b + d) / (n**2 * (n - 1))
    if v == 0:
        raise _Undefined("nobody, or everybody, had the event")
    return (a - n1 * (a + c) / n) / v, 1 / v


def _arcsine_difference(a: float, b: float, c: float, d: float) -> Effect:
    n1, n2 = a + b, c + d
    return math.asin(math.sqrt(a / n1)) - math.asin(math.sqrt(c / n2)), 1 / (4 * n1) + 1 / (4 * n2)


def _rate_ratio(x1: float, t1: float, x2: float, t2: float) -> Effect:
    return _log(x1 / t1, "a rate") - _log(x2 / t2, "a rate"), 1 / x1 + 1 / x2


def _rate_difference(x1: float, t1: float, x2: float, t2: float) -> Effect:
    return x1 / t1 - x2 / t2, x1 / t1**2 + x2 / t2**2


def _correlation(r: float, n: float) -> Effect:
    if not -1 <= r <= 1 or n <= 1:
        raise _Undefined("a correlation lies between -1 and 1, of at least 2 people")
    return r, (1 - r**2) ** 2 / (n - 1)


def _fisher_z(r: float, n: float) -> Effect:
    if not -1 < r < 1 or n <= 3:
        raise _Undefined("Fisher's z needs a correlation inside -1 to 1, of at least 4 people")
    return math.atanh(r), 1 / (n - 3)


def _proportion(x: float, n: float) -> Effect:
    p = _share(x, n)
    return p, p * (1 - p) / n


def _log_proportion(x: float, n: float) -> Effect:
    return _log(_share(x, n), "a proportion"), 1 / x - 1 / n


def _logit(x: float, n: float) -> Effect:
    p = _share(x, n)
    return _log(p, "a proportion") - _log(1 - p, "a proportion"), 1 / x + 1 / (n - x)


def _arcsine(x: float, n: float) -> Effect:
    return math.asin(math.sqrt(_share(x, n))), 1 / (4 * n)


def _freeman_tukey(x: float, n: float) -> Effect:
    _share(x, n)
    y = (math.asin(math.sqrt(x / (n + 1))) + math.asin(math.sqrt((x + 1) / (n + 1)))) / 2
    return y, 1 / (4 * n + 2)


def _change(pre: float, post: float, sd_pre: float, sd_post: float, r: float, n: float) -> Effect:
    return post - pre, (sd_pre**2 + sd_post**2 - 2 * r * sd_pre * sd_post) / n


def _change_raw(pre: float, post: float, sd_pre: float, n: float, r: float) -> Effect:
    if sd_pre == 0:
        raise _Undefined("the standard deviation before is zero")
    y = _factor(n - 1) * (post - pre) / sd_pre
    return y, 2 * (1 - r) / n + y**2 / (2 * n)


def _change_of_change(pre: float, post: float, sd_pre: float, sd_post: float, r: float, n: float) -> Effect:
    spread = math.sqrt(sd_pre**2 + sd_post**2 - 2 * r * sd_pre * sd_post)
    if spread == 0:
        raise _Undefined("the standard deviation of the change is zero")
    y = _factor(n - 1) * (post - pre) / spread
    return y, 1 / n + y**2 / (2 * n)


def _given(y: float, v: float) -> Effect:
    if v <= 0:
        raise _Undefined("the sampling variance is not positive")
    return y, v


_MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
_TABLE = ("ai", "bi", "ci", "di")
_RATES = ("x1i", "t1i", "x2i", "t2i")
_BEFORE_AFTER = ("m_pre", "m_post", "sd_pre", "sd_post", "ri", "ni")

MEASURES: Mapping[str, tuple[tuple[str, ...], Callable[..., Effect]]] = {
    "GEN": (("yi", "vi"), _given),
    "MD": (_MEANS, _mean_difference),
    "SMD": (_MEANS, _standardised),
    "ROM": (_MEANS, _ratio_of_means),
    "RR": (_TABLE, _risk_ratio),
    "OR": (_TABLE, _odds_ratio),
    "RD": (_TABLE, _risk_difference),
    "PETO": (_TABLE, _peto),
    "AS": (_TABLE, _arcsine_difference),
    "IRR": (_RATES, _rate_ratio),
    "IRD": (_RATES, _rate_difference),
    "COR": (("ri", "ni"), _correlation),
    "ZCOR": (("ri", "ni"), _fisher_z),
    "PR": (("xi", "ni"), _proportion),
    "PLN": (("xi", "ni"), _log_proportion),
    "PLO": (("xi", "ni"), _logit),
    "PAS": (("xi", "ni"), _arcsine),
    "PFT": (("xi", "ni"), _freeman_tukey),
    "MC": (_BEFORE_AFTER, _change),
    "SMCR": (("m_pre", "m_post", "sd_pre", "ni", "ri"), _change_raw),
    "SMCC": (_BEFORE_AFTER, _change_of_change),
}
"""Each measure with the roles it needs, in the order its formula takes them."""

_NO_ADDITION = frozenset({"AS", "PAS", "PFT", "PETO"})


def _with_halves(measure: str, roles: Sequence[str], values: list[float]) -> list[float]:
    """Values with 1/2 added to every cell of a row that has a zero cell, where the measure asks for it."""
    if measure in _NO_ADDITION:
        return values
    if roles == _TABLE and 0 in values:
        return [value + 0.5 for value in values]
    if roles == _RATES and 0 in (values[0], values[2]):
        return [values[0] + 0.5, values[1], values[2] + 0.5, values[3]]
    if roles == ("xi", "ni") and values[0] in (0, values[1]):
        return [values[0] + 0.5, values[1] + 1]
    return values


def _values(row: Row, roles: Sequence[str]) -> list[float]:
    """The numbers of a row in the order of ``roles``."""
    found = {role: row.get(role) for role in roles}
    missing = [role for role, value in found.items() if value is None]
    if missing:
        raise _Undefined(f"no value for {', '.join(missing)}")
    numbers = [float(value) for value in found.values() if value is not None]
    if not all(map(math.isfinite, numbers)):
        raise _Undefined("a value is not a finite number")
    if roles == _TABLE and min(numbers) < 0:
        raise _Undefined("a count is negative")
    return numbers


def effects(measure: str, rows: Sequence[Row], studies: Sequence[str] | None = None) -> Effects:
    """The effect of each row that has one.

    Args:
        measure: A key of `MEASURES`.
        rows: One mapping of role to number per study; ``None`` is "not reported".
        studies: Names of the rows; their numbers from 1 when not given.

    Raises:
        NotPossible: An unknown measure.
    """
    if measure not in MEASURES:
        known = " ".join(MEASURES)
        raise NotPossible(
            Bilingual(
                cy=f"Nid oes mesur o’r enw {measure}. Dewiswch un o’r rhain: {known}.",
                en=f"There is no measure named {measure}. Choose one of: {known}.",
            )
        )
    roles, formula = MEASURES[measure]
    names = list(studies) if studies is not None else [str(n) for n in range(1, len(rows) + 1)]
    used: list[tuple[int, str, Effect]] = []
    excluded, double_zero = [], []
    for number, (row, name) in enumerate(zip(rows, names, strict=True), 1):
        try:
            values = _values(row, roles)
            effect = formula(*_with_halves(measure, roles, values))
        except (_Undefined, ZeroDivisionError) as reason:
            excluded.append(Excluded(number, name, str(reason)))
            continue
        used.append((number, name, effect))
        if roles == _TABLE and (values[0] == values[2] == 0 or values[1] == values[3] == 0):
            double_zero.append(number)
    return Effects(
        measure,
        tuple(number for number, _, _ in used),
        tuple(name for _, name, _ in used),
        tuple(y for _, _, (y, _) in used),
        tuple(v for _, _, (_, v) in used),
        tuple(excluded),
        tuple(double_zero),
    )
