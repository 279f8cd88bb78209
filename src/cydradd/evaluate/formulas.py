"""The formulas of the measures: counts or means become an effect ``y`` and its sampling variance ``v``.

Formulas of evaluate.md 3.6. Measures and roles (``ai bi ci di``, ``m1i sd1i n1i`` ...) carry the names of
W. Viechtbauer, "Conducting meta-analyses in R with the metafor package", Journal of Statistical Software
36(3), 2010, doi:10.18637/jss.v036.i03.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from cydradd.vocabulary.text import Bilingual

Row = Mapping[str, float | None]
Effect = tuple[float, float]
"""An effect and its sampling variance."""


class Undefined(ValueError):
    """Why a measure has no value for a row, in both languages."""

    def __init__(self, cy: str, en: str) -> None:
        self.reason = Bilingual(cy, en)
        super().__init__(en)


_TERMS = (1 / 64, -5 / 2048, 61 / 49152, -1385 / 1048576, 50521 / 20971520, -2702765 / 402653184)
"""Coefficients of w^-2, w^-4 ... in ln(Gamma(w + 3/4) / Gamma(w + 1/4)) - ln(w)/2, from Euler's numbers."""


def hedges_j(df: float) -> float:
    """The exact small-sample factor J(m) (Hedges 1981, doi:10.3102/10769986006002107), right to 1e-15.

    J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)). The difference of two log-gammas loses ten digits at m = 100,000;
    the ratio itself has a series in 1/w^2 with w = m/2 - 3/4, to which small m are carried by Gamma(x+1) = x Gamma(x).

    Raises:
        ValueError: m <= 1, where the factor is undefined.
    """
    if df <= 1:
        raise ValueError(f"J is undefined at {df:g} degrees of freedom")
    x, carried = (df - 1) / 2, 1.0
    while x < 12:
        carried *= x / (x + 0.5)
        x += 1
    w = x - 0.25
    series = sum(term / w ** (2 * n) for n, term in enumerate(_TERMS, 1))
    return carried * math.exp(series) * math.sqrt(w / (df / 2))


def _factor(df: float) -> float:
    try:
        return hedges_j(df)
    except ValueError as undefined:
        raise Undefined(f"nid oes ffactor J gyda chyn lleied o bobl ({df:g} gradd o ryddid)", str(undefined)) from None


def _log(value: float, what: str) -> float:
    if value <= 0:
        raise Undefined("mae un o’r rhifau heb fod yn fwy na 0, felly nid oes logarithm", f"{what} is not positive")
    return math.log(value)


def _share(count: float, of: float) -> float:
    if of <= 0 or not 0 <= count <= of:
        raise Undefined(
            "mae cyfrif yn negyddol neu’n fwy na’i gyfanswm", "a count is negative or larger than its total"
        )
    return count / of


def _mean_difference(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> Effect:
    return m1 - m2, s1**2 / n1 + s2**2 / n2


def _standardised(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> Effect:
    df = n1 + n2 - 2
    pooled = math.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / df) if df > 0 else 0.0
    if pooled == 0:
        raise Undefined("mae’r gwyriad safonol yn sero", "the standard deviation is zero")
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
        raise Undefined("ni ddigwyddodd i neb, neu digwyddodd i bawb", "nobody, or everybody, had the event")
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
        raise Undefined(
            "mae cydberthyniad rhwng -1 ac 1, ymhlith o leiaf 2 berson",
            "a correlation lies between -1 and 1, of at least 2 people",
        )
    return r, (1 - r**2) ** 2 / (n - 1)


def _fisher_z(r: float, n: float) -> Effect:
    if not -1 < r < 1 or n <= 3:
        raise Undefined(
            "mae z Fisher yn gofyn am gydberthyniad o fewn -1 i 1, ymhlith o leiaf 4 person",
            "Fisher's z needs a correlation inside -1 to 1, of at least 4 people",
        )
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
        raise Undefined("mae’r gwyriad safonol cyn yn sero", "the standard deviation before is zero")
    y = _factor(n - 1) * (post - pre) / sd_pre
    return y, 2 * (1 - r) / n + y**2 / (2 * n)


def _change_of_change(pre: float, post: float, sd_pre: float, sd_post: float, r: float, n: float) -> Effect:
    spread = math.sqrt(sd_pre**2 + sd_post**2 - 2 * r * sd_pre * sd_post)
    if spread == 0:
        raise Undefined("mae gwyriad safonol y newid yn sero", "the standard deviation of the change is zero")
    y = _factor(n - 1) * (post - pre) / spread
    return y, 1 / n + y**2 / (2 * n)


def _given(y: float, v: float) -> Effect:
    if v <= 0:
        raise Undefined("nid yw’r amrywiant samplu’n fwy na 0", "the sampling variance is not positive")
    return y, v


MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
TABLE = ("ai", "bi", "ci", "di")
RATES = ("x1i", "t1i", "x2i", "t2i")
_BEFORE_AFTER = ("m_pre", "m_post", "sd_pre", "sd_post", "ri", "ni")

MEASURES: Mapping[str, tuple[tuple[str, ...], Callable[..., Effect]]] = {
    "GEN": (("yi", "vi"), _given),
    "MD": (MEANS, _mean_difference),
    "SMD": (MEANS, _standardised),
    "ROM": (MEANS, _ratio_of_means),
    "RR": (TABLE, _risk_ratio),
    "OR": (TABLE, _odds_ratio),
    "RD": (TABLE, _risk_difference),
    "PETO": (TABLE, _peto),
    "AS": (TABLE, _arcsine_difference),
    "IRR": (RATES, _rate_ratio),
    "IRD": (RATES, _rate_difference),
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
    "PPC": (("m_pre", "m_post", "sd_pre", "ni", "ri"), _change_raw),
}
"""Each measure with the roles it needs, in the order its formula takes them; PPC is that of each group's row."""

PRE_POST = frozenset({"MC", "SMCR", "SMCC", "PPC"})
"""Measures of change, which need the correlation of before with after."""

RATIOS = frozenset({"ROM", "RR", "OR", "PETO", "IRR", "PLN"})
"""Measures on the scale of a logarithm."""

STANDARDISED = frozenset({"SMD", "SMCR", "SMCC", "PPC"})
"""Measures in units of a standard deviation."""

SPREADS: Mapping[str, str] = {"sd1i": "n1i", "sd2i": "n2i", "sd_pre": "ni", "sd_post": "ni"}
"""Roles that hold a standard deviation, each with the role of its number of people."""

COUNTS = frozenset({"ai", "bi", "ci", "di", "n1i", "n2i", "xi", "ni", "x1i", "x2i"})
"""Roles that count people or events."""

ABOVE_ZERO = frozenset({"n1i", "n2i", "ni", "t1i", "t2i"})
"""Roles that cannot be 0: a number of people, or a time at risk."""
