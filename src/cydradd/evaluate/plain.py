"""What studies show, in words without statistics: more, less or neither of what was measured (evaluate.md 3.10).

More is not better and less is not worse: whether less is good depends on what was measured, which a page says first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cydradd.vocabulary.text import Bilingual, Plural

STUDIES = Plural(
    cy=("Dim astudiaethau", "1 astudiaeth", "2 astudiaeth", "3 astudiaeth", "6 astudiaeth", "{n} o astudiaethau"),
    en=("1 study", "{n} studies"),
)

NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Sides:
    """How the two sides of "no difference" are told for a measure.

    Attributes:
        more, less: What a study shows, after "show".
        also_more, also_less: The same where the other side has just been told.
        none: Neither, after "show"; ``neither`` is the same standing alone.
    """

    more: Bilingual
    less: Bilingual
    also_more: Bilingual
    also_less: Bilingual
    none: Bilingual
    neither: Bilingual


_CHANGE = Sides(
    Bilingual("mwy wedyn nag o’r blaen", "more after than before"),
    Bilingual("llai wedyn nag o’r blaen", "less after than before"),
    Bilingual("Mwy", "More"),
    Bilingual("Llai", "Less"),
    Bilingual("nad oes newid clir", "no clear change"),
    Bilingual("Dim newid clir", "No clear change"),
)
_GROUPS = Sides(
    Bilingual("mwy gyda’r gwasanaeth na hebddo", "more with the service than without"),
    Bilingual("llai gyda’r gwasanaeth na hebddo", "less with the service than without"),
    Bilingual("Mwy", "More"),
    Bilingual("Llai", "Less"),
    Bilingual("nad oes gwahaniaeth clir", "no clear difference"),
    Bilingual("Dim gwahaniaeth clir", "No clear difference"),
)
_COUNTS = Sides(
    Bilingual("ei fod yn digwydd yn amlach gyda’r gwasanaeth", "that it happens more often with the service"),
    Bilingual("ei fod yn digwydd yn llai aml gyda’r gwasanaeth", "that it happens less often with the service"),
    Bilingual("Yn amlach", "More often"),
    Bilingual("Yn llai aml", "Less often"),
    Bilingual("nad oes gwahaniaeth clir", "no clear difference"),
    Bilingual("Dim gwahaniaeth clir", "No clear difference"),
)
_ANY = Sides(
    Bilingual("effaith uwchlaw 0", "an effect above 0"),
    Bilingual("effaith islaw 0", "an effect below 0"),
    Bilingual("Uwchlaw 0", "Above 0"),
    Bilingual("Islaw 0", "Below 0"),
    Bilingual("nad oes effaith glir", "no clear effect"),
    Bilingual("Dim effaith glir", "No clear effect"),
)
_TOLD = {
    **dict.fromkeys(("SMCR", "SMCC", "MC"), _CHANGE),
    **dict.fromkeys(("PPC", "SMD", "MD", "ROM"), _GROUPS),
    **dict.fromkeys(("RR", "OR", "PETO", "RD", "AS", "IRR", "IRD"), _COUNTS),
}


def side(interval: tuple[float, float]) -> int:
    """The side of zero on which an interval lies; 0 where it holds zero."""
    return (interval[0] > 0) - (interval[1] < 0)


def joined(parts: Iterable[Bilingual]) -> Bilingual:
    """Sentences one after another."""
    found = list(parts)
    return Bilingual(" ".join(str(each.cy) for each in found), " ".join(str(each.en) for each in found))


def count(measure: str, y: Sequence[float], v: Sequence[float]) -> Bilingual:
    """How many studies show more, less, or neither by their own intervals: a null result counts like any other."""
    told = _TOLD.get(measure, _ANY)
    reach = [NORMAL * math.sqrt(each) for each in v]
    sides = [side((at - far, at + far)) for at, far in zip(y, reach, strict=True)]
    more, less, neither = sides.count(1), sides.count(-1), sides.count(0)
    ordered = [(told.more, more, told.also_less, less), (told.less, less, told.also_more, more)]
    first, n_first, second, n_second = ordered[less > more]
    return Bilingual(
        cy=f"Astudiaethau sy’n dangos {first.cy}, yn glir: {n_first}. "
        f"{second.cy}: {n_second}. {told.neither.cy}: {neither}.",
        en=f"Studies that clearly show {first.en}: {n_first}. {second.en}: {n_second}. {told.neither.en}: {neither}.",
    )


def together(measure: str, studies: int, clear: int, *, may_turn: bool) -> Bilingual:
    """What the studies show together, in one sentence, and whether the next may show otherwise.

    Args:
        measure: Its name.
        studies: How many.
        clear: The side of zero of their interval, as `side`.
        may_turn: A new study may lie on either side of no difference.
    """
    told, counted = _TOLD.get(measure, _ANY), STUDIES.count(studies)
    shown = {1: told.more, -1: told.less}.get(clear, told.none)
    said = [
        Bilingual(
            cy=f"Gyda’i gilydd, mae {counted.cy} yn dangos {shown.cy}.",
            en=f"Together, {counted.en} show {shown.en}.",
        )
    ]
    if may_turn and clear:
        said.append(
            Bilingual(
                "Gallai astudiaeth newydd ddangos dim o hyn, neu’r gwrthwyneb.",
                "A new study may show none of this, or the opposite.",
            )
        )
    elif may_turn:
        said.append(Bilingual("Gallai astudiaeth newydd ddangos mwy, neu lai.", "A new study may show more, or less."))
    return joined(said)


def share(studies: int, at: str, low: str, high: str) -> Bilingual:
    """The share of people to whom it happened, over the studies together."""
    counted = STUDIES.count(studies)
    return Bilingual(
        cy=f"Gyda’i gilydd, mae {counted.cy} yn dangos hyn: {at} o’r bobl; yn ôl pob tebyg: {low} i {high}.",
        en=f"Together, {counted.en} show this: {at} of people, most likely {low} to {high}.",
    )
