"""The one sentence about many studies, or why there is none and what would be enough (evaluate.md 3.10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cydradd.evaluate.back import PROPORTIONS, back
from cydradd.evaluate.effect_size import ASSUMED, Effects
from cydradd.evaluate.evidence import Evidence
from cydradd.evaluate.formulas import RATIOS, STANDARDISED
from cydradd.evaluate.plain import STUDIES, count, joined, share, side, together
from cydradd.evaluate.pooling import Pooled
from cydradd.evaluate.spread import Interval
from cydradd.vocabulary.text import Bilingual

FEWEST = 3
"""Studies below which no headline is given."""

REASONS: Mapping[str, tuple[Bilingual, Bilingual]] = {
    "few-studies": (
        Bilingual(cy="mae llai na thair astudiaeth", en="there are fewer than three"),
        Bilingual(cy="tair astudiaeth", en="three studies"),
    ),
    "directions-differ": (
        Bilingual(
            cy="mae rhai’n dangos mwy ac eraill yn dangos llai, a neb wedi profi pam",
            en="some show more and others less, and nobody has tested why",
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
        Bilingual(cy="y cydberthyniad hwnnw o bob astudiaeth", en="that correlation from every study"),
    ),
    "not-comparable": (
        Bilingual(cy="nid yw’r mesuriadau ar yr un raddfa", en="the measurements are not on the same scale"),
        Bilingual(
            cy="yr un raddfa ym mhob astudiaeth, wedi’i henwi yn y golofn scale",
            en="one scale in every study, named in the column scale",
        ),
    ),
}
"""Why no headline is given, and what would be enough."""


_FEW = Bilingual(
    cy="Ni roddir un ffigur i’r astudiaethau gyda’i gilydd: mae angen tair astudiaeth neu fwy.",
    en="No single figure is given for the studies together: that takes three studies or more.",
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence.

    Attributes:
        reasons: The codes of `REASONS` for which it is refused.
        plain: The same without statistics.
    """

    reasons: tuple[str, ...]
    sentence: Bilingual
    plain: Bilingual


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
    if len({(_sign(each.estimate), side(read_off(each)), side(each.ci)) for each in results}) > 1:
        reasons.append("correlation-flips")
    if not evidence.comparable:
        reasons.append("not-comparable")
    if reasons:
        refusal = _refusal(reasons, shown)
        return Headline(tuple(reasons), refusal, refusal)
    return Headline((), _finding(evidence, shown, results, level), _plainly(evidence, shown, results))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _refusal(reasons: Sequence[str], shown: Effects) -> Bilingual:
    why, enough = zip(*(REASONS[reason] for reason in reasons), strict=True)
    cy, needed_cy = ("; ".join(str(each.cy) for each in each_side) for each_side in (why, enough))
    en, needed_en = (" and ".join(str(each.en) for each in each_side) for each_side in (why, enough))
    if list(reasons) == ["few-studies"]:
        return joined((_FEW, *([] if shown.measure in PROPORTIONS else [count(shown.measure, shown.y, shown.v)])))
    told = Bilingual("", "") if shown.measure in PROPORTIONS else count(shown.measure, shown.y, shown.v)
    return Bilingual(
        cy=f"Ni roddir un ffigur i’r astudiaethau gyda’i gilydd: {cy}. Byddai hyn yn ddigon: {needed_cy}. "
        f"{told.cy}".strip(),
        en=f"No single figure is given for the studies together, because {en}. "
        f"It could be given with {needed_en}. {told.en}".strip(),
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
        said += [count(measure, shown.y, shown.v), *_next(results, lambda value: number(turn(value), measure))]
    return joined(said)


def _plainly(evidence: Evidence, shown: Effects, results: Sequence[Pooled]) -> Bilingual:
    """The finding without statistics; the sides of the intervals agree, or it were refused."""
    measure, studies = shown.measure, len(shown.y)
    ends = [read_off(each) for each in results]
    if measure in PROPORTIONS:
        turn: Callable[[float], float | None] = back(measure, sizes(evidence)) or float
        middle = sum(each.estimate for each in results) / len(results)
        told = (middle, min(low for low, _ in ends), max(high for _, high in ends))
        return share(studies, *(number(turn(value), measure) for value in told))
    wide = _widest(results)
    may_turn = wide is not None and wide[0] < 0 < wide[1]
    return joined((together(measure, studies, side(ends[0]), may_turn=may_turn), count(measure, shown.y, shown.v)))


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


def _next(results: Sequence[Pooled], told: Callable[[float], str]) -> list[Bilingual]:
    """Where the effect of a new study may lie; one that may show nothing is said."""
    wide = _widest(results)
    if wide is None:
        return []
    low, high = wide
    cy = f"Gallai astudiaeth newydd ddangos o {told(low)} i {told(high)}"
    en = f"A new study may show from {told(low)} to {told(high)}"
    if low < 0 < high:
        cy, en = (
            f"{cy}, felly gallai ddangos dim effaith, neu’r gwrthwyneb",
            f"{en}, so it may show none, or the opposite",
        )
    return [Bilingual(f"{cy}.", f"{en}.")]


def _widest(results: Sequence[Pooled]) -> Interval | None:
    """Where a new study may lie, over every correlation that was tried."""
    wide = [each.prediction.t_k_minus_2 for each in results if each.prediction.t_k_minus_2 is not None]
    return (min(low for low, _ in wide), max(high for _, high in wide)) if wide else None
