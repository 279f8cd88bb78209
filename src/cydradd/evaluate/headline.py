"""The one sentence about many studies, or why there is none and what would be enough (evaluate.md 3.10)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.evaluate.back import PROPORTIONS, back
from cydradd.evaluate.effect_size import ASSUMED, Effects
from cydradd.evaluate.evidence import Evidence
from cydradd.evaluate.formulas import RATIOS, STANDARDISED
from cydradd.evaluate.pooling import Pooled
from cydradd.evaluate.spread import Interval
from cydradd.vocabulary.text import Bilingual, Plural

FEWEST = 3
"""Studies below which no headline is given."""

STUDIES = Plural(
    cy=("Dim astudiaethau", "1 astudiaeth", "2 astudiaeth", "3 astudiaeth", "6 astudiaeth", "{n} o astudiaethau"),
    en=("1 study", "{n} studies"),
)

REASONS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "few-studies": (
        Bilingual(cy="mae llai na thair astudiaeth", en="there are fewer than three studies"),
        Bilingual(cy="tair astudiaeth", en="three studies"),
    ),
    "directions-differ": (
        Bilingual(
            cy="mae’r astudiaethau’n mynd i gyfeiriadau gwahanol ac nid yw’r rheswm wedi’i brofi",
            en="the studies go in different directions and the reason is untested",
        ),
        Bilingual(
            cy="prawf o’r hyn sy’n wahanol rhwng yr astudiaethau", en="a test of what differs between the studies"
        ),
    ),
    "correlation-flips": (
        Bilingual(
            cy="mae’r ateb yn newid gyda’r cydberthyniad cyn ac ar ôl, nad oes neb wedi’i roi",
            en="the answer changes with the correlation of before with after, which was not reported",
        ),
        Bilingual(
            cy="y cydberthyniad hwnnw o bob astudiaeth", en="that correlation from every study",
        ),
    ),
    "not-comparable": (
        Bilingual(
            cy="nid yw’r mesuriadau ar yr un raddfa",
            en="the measurements are not on the same scale",
        ),
        Bilingual(
            cy="yr un raddfa ym mhob astudiaeth, wedi’i henwi yn y golofn scale",
            en="one scale in every study, named in the column scale",
        ),
    ),
}  # fmt: skip
"""Why no headline is given, and what would be enough."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence; ``reasons`` are the codes of `REASONS` for which it is refused."""

    reasons: tuple[str, ...]
    sentence: Bilingual


def read_off(result: Pooled) -> Interval:
    """The interval that pages show: truncated Hartung-Knapp where there is one."""
    return result.hartung_knapp_truncated.ci if result.hartung_knapp_truncated else result.ci


def headline(evidence: Evidence, results: Sequence[Pooled], level: float) -> Headline:
    """The sentence about ``results``: one, or one for each assumed correlation of ``evidence.assumed``."""
    shown = evidence.assumed[0][1] if evidence.assumed else evidence.found
    y, one_group = shown.y, shown.measure in PROPORTIONS
    reasons = []
    if len(y) < FEWEST:
        reasons.append("few-studies")
    if not one_group and any(value > 0 for value in y) and any(value < 0 for value in y):
        reasons.append("directions-differ")
    if len({(_sign(each.estimate), _side(read_off(each)), _side(each.ci)) for each in results}) > 1:
        reasons.append("correlation-flips")
    if not evidence.comparable:
        reasons.append("not-comparable")
    return Headline(tuple(reasons), _refusal(reasons, shown) if reasons else _finding(evidence, shown, results, level))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _side(interval: Interval) -> int:
    """The side of zero on which an interval lies; 0 where it holds zero."""
    return (interval[0] > 0) - (interval[1] < 0)


def _refusal(reasons: Sequence[str], shown: Effects) -> Bilingual:
    why, enough = zip(*(REASONS[reason] for reason in reasons), strict=True)
    cy, needed_cy = ("; ".join(str(each.cy) for each in side) for side in (why, enough))
    en, needed_en = ("; ".join(str(each.en) for each in side) for side in (why, enough))
    told = Bilingual("", "") if shown.measure in PROPORTIONS else _count(shown)
    return Bilingual(
        cy=f"Ni roddir pennawd: {cy}. Byddai hyn yn ddigon: {needed_cy}. {told.cy}".strip(),
        en=f"No headline is given: {en}. This would be enough: {needed_en}. {told.en}".strip(),
    )


def number(value: float | None, measure: str) -> str:
    """A value as people read it, two places after the point; a proportion in per cent."""
    if value is None:
        return "?"
    if measure in PROPORTIONS:
        return f"{100 * value:.0f}%"
    text = f"{value:.2f}" if abs(value) < 1e6 else f"{value:.3g}"
    return "0.00" if text == "-0.00" else text


def _finding(evidence: Evidence, shown: Effects, results: Sequence[Pooled], level: float) -> Bilingual:
    """The effect with its interval, how many studies show what, and where the next one may lie."""
    measure = shown.measure
    turn: Callable[[float], float | None] = back(measure, sizes(evidence)) or float
    ends = [read_off(each) for each in results]
    told = [min(each.estimate for each in results), max(each.estimate for each in results)]
    told += [min(low for low, _ in ends), max(high for _, high in ends)]
    least, most, low, high = (number(turn(value), measure) for value in told)
    (what_cy, what_en), ratio = _noun(measure), measure in RATIOS
    studies, part = STUDIES.count(len(shown.y)), f"{100 * level:g}%"
    value_cy, value_en = (least, least) if least == most else (f"{least} i {most}", f"{least} to {most}")
    none_cy, none_en = ("; dim gwahaniaeth: 1", "; no difference: 1") if ratio else ("", "")
    cy = f"Ar sail {studies.cy}, {what_cy} yw {value_cy} ({part}: {low} i {high}{none_cy})."
    en = f"From {studies.en} {what_en} is {value_en} ({part}: {low} to {high}{none_en})."
    said = [Bilingual(cy, en)]
    if evidence.assumed:
        said.append(_tried(len(shown.y) - len(evidence.found.y)))
    if measure not in PROPORTIONS:
        said += [_count(shown), *_next(results, lambda value: number(turn(value), measure))]
    return Bilingual(" ".join(str(each.cy) for each in said), " ".join(str(each.en) for each in said))


def sizes(evidence: Evidence) -> list[float]:
    """People in each study of one group; what the inverse of PFT needs."""
    return [size for row in evidence.used if (size := row.get("ni"))]


def _noun(measure: str) -> tuple[str, str]:
    if measure in RATIOS:
        return "y gymhareb", "the ratio"
    if measure in PROPORTIONS:
        return "y gyfran", "the proportion"
    if measure in STANDARDISED:
        return "yr effaith, mewn gwyriadau safonol,", "the effect, in standard deviations,"
    return "yr effaith", "the effect"


def _tried(unknown: int) -> Bilingual:
    """That the correlation was not reported, and which were tried."""
    low, high = ASSUMED[0], ASSUMED[-1]
    return Bilingual(
        cy=f"Astudiaethau heb gydberthyniad cyn ac ar ôl: {unknown}; rhoddwyd cynnig ar werthoedd o {low} i {high}.",
        en=f"Studies without a correlation of before with after: {unknown}; values from {low} to {high} were tried.",
    )


def _count(shown: Effects) -> Bilingual:
    """How many studies show more, less, or neither by their own intervals: a null result counts like any other."""
    ends = [(y - 1.96 * math.sqrt(v), y + 1.96 * math.sqrt(v)) for y, v in zip(shown.y, shown.v, strict=True)]
    sides = [_side(each) for each in ends]
    more, less, neither = sides.count(1), sides.count(-1), sides.count(0)
    return Bilingual(
        cy=f"Astudiaethau yn ôl yr hyn a ddangoson nhw: mwy {more}, llai {less}, dim gwahaniaeth clir {neither}.",
        en=f"Studies by what they show: more {more}, less {less}, no clear difference {neither}.",
    )


def _next(results: Sequence[Pooled], told: Callable[[float], str]) -> list[Bilingual]:
    """Where the effect of a new study may lie; one that may show nothing is said."""
    wide = [each.prediction.t_k_minus_2 for each in results if each.prediction.t_k_minus_2 is not None]
    if not wide:
        return []
    low, high = min(low for low, _ in wide), max(high for _, high in wide)
    cy = f"Gallai astudiaeth newydd ddangos o {told(low)} i {told(high)}"
    en = f"A new study may show from {told(low)} to {told(high)}"
    if low < 0 < high:
        cy, en = (
            f"{cy}, felly gallai ddangos dim effaith, neu’r gwrthwyneb",
            f"{en}, so it may show none, or the opposite",
        )
    return [Bilingual(f"{cy}.", f"{en}.")]
